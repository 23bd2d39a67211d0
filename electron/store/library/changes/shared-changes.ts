// Changes that go beyond one document: of what all articles share, of several at once, adding, one history with undo.
// How a change of one document is made durable stands in document/.
import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { EventDocument, EventStep } from '#core/event/document.ts';
import type { LibraryStep, OwedChange } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { ARTICLE_KIND, LIBRARY_KIND } from '../../document/files/kind.ts';
import type { Catalogue, Followed } from '../articles/catalogue.ts';
import type { StoreBasis } from '../articles/article-stores.ts';
import type { OwedParts } from '../owed/owed-parts.ts';
import type { PartFiles } from '../owed/part-files.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { JournalLine } from '../../document/files/journal.ts';
import { alsoOf, type Also } from './library-line.ts';
import type { ManyParts } from './many-articles.ts';
import type { OneHistory } from './one-history.ts';
import type { OwnStore } from './own-set.ts';
import { GONE, Parts, type Part, type PartDocuments } from './parts.ts';
import { describeLine, type AcknowledgedLibrary } from './saved-lines.ts';

/** A change of what all articles share, and of any number of articles and events with it. */
export interface SharedChange {
  readonly requestId: string;
  readonly kind?: 'do' | 'undo' | 'redo';
  readonly of?: number;
  readonly label: string;
  /** It has no place in the history. */
  readonly unlisted?: boolean | undefined;
  readonly steps: readonly LibraryStep[];
  readonly articles?: ReadonlyMap<string, readonly ArticleStep[]> | undefined;
  readonly events?: ReadonlyMap<string, readonly EventStep[]> | undefined;
  /** What it does to so many articles that each has its part in a file of its own. */
  readonly many?: ManyParts | undefined;
  /** Articles that this change adds. */
  readonly staged?: StagedAddition | undefined;
  /** Further steps that take the change back. */
  readonly undoneBy?: readonly LibraryStep[];
}

/** Articles on their way in, in a folder of `incoming/`. */
export interface StagedAddition {
  /** Names the folder. */
  readonly token: string;
  /** Of the articles in it. */
  readonly documents: readonly ArticleDocument[];
}

interface Needs {
  readonly ground: Pick<StoreBasis, 'now' | 'ledger'>;
  readonly articles: PartDocuments<ArticleDocument, ArticleStep>;
  readonly events: PartDocuments<EventDocument, EventStep>;
  readonly history: Pick<OneHistory, 'record' | 'nextOrder'>;
  readonly catalogue: Pick<Catalogue, 'follow' | 'get'>;
  readonly open: Pick<OpenArticles, 'opened'>;
  readonly owed: Pick<OwedParts, 'of'>;
  readonly files: Pick<PartFiles, 'keepOnly'>;
  readonly newId: () => string;
}

/**
 * The one way to change more than one document: first the library's line with all parts or the name of
 * their files, which is the moment at which it has happened, then each document. Of very many articles
 * those that are open alone; the others take it over when they are read. Nothing else may change them
 * meanwhile.
 */
export class SharedChanges {
  readonly #store: OwnStore;
  readonly #articles: Parts<ArticleDocument, ArticleStep>;
  readonly #events: Parts<EventDocument, EventStep>;
  readonly #needs: Needs;
  /** Whether a document may still lack its part of a change that stands in the library's journal. */
  #partsMissing: boolean;

  constructor(store: OwnStore, needs: Needs, partsMissing: boolean) {
    this.#store = store;
    this.#articles = new Parts(needs.articles);
    this.#events = new Parts(needs.events);
    this.#needs = needs;
    this.#partsMissing = partsMissing;
  }

  /** Whether every document has its parts. */
  get isComplete(): boolean {
    return !this.#partsMissing;
  }

  async make(change: SharedChange): Promise<Result<AcknowledgedLibrary, StoreError>> {
    const { label, staged, many } = change;
    const { history, catalogue } = this.#needs;
    const articles = await this.#articles.prepare(label, change.articles);
    if (!articles.ok) return articles;
    const events = await this.#events.prepare(label, change.events);
    if (!events.ok) return events;
    const owed = many && this.#describeOwed(change, many);
    const done = await this.#store.change<StoreError>({
      id: change.requestId,
      order: owed?.order,
      kind: change.kind ?? 'do',
      of: change.of,
      unlisted: change.unlisted,
      plan: (document) => {
        const applied = LIBRARY_KIND.applySteps(document, change.steps);
        if (!applied.ok) return err({ type: 'cannot-undo', label, detail: GONE });
        return ok({
          // What takes the change back is one that articles are owed as well, never that they are not.
          steps: owed ? [...change.steps, { op: 'put-owed', owed }] : change.steps,
          label,
          inverse: [...(change.undoneBy ?? []), ...applied.value.inverse],
          ...describeAlso(articles.value, events.value, {
            owed: owed?.parts,
            staged: staged?.token,
          }),
        });
      },
    });
    if (!done.ok) return done;
    const { line, steps, inverse, document } = done.value;
    history.record(line, { articleId: null });
    const followed = [...(many?.followed.values() ?? [])];
    for (const each of followed) catalogue.follow(each);
    if (owed) await this.#noteFollowed(followed, owed);
    if (owed && !(await this.#bringIntoOpen(line, owed))) this.#partsMissing = true;
    const inArticles = await this.#articles.apply(line, articles.value);
    const inEvents = await this.#events.apply(line, events.value);
    if (!inArticles || !inEvents) this.#partsMissing = true;
    return ok({
      ...describeLine(line),
      articleId: null,
      steps,
      inverse,
      document,
      articles: articles.value.map(({ id, steps: those, store }) => {
        return { articleId: id, steps: those, document: store.document };
      }),
      owing: [...(many?.followed.keys() ?? [])],
      events: events.value.map(({ id }) => id),
    });
  }

  #describeOwed({ requestId, kind = 'do', of, label }: SharedChange, many: ManyParts): OwedChange {
    const { history, ground } = this.#needs;
    const order = history.nextOrder();
    const at = ground.now().toISOString();
    return { ...many.owed, kind, order, ...(of && { of }), request: requestId, label, at };
  }

  /** What the list shows of articles that take the change over when they are read next. */
  async #noteFollowed(followed: readonly Followed[], { order }: OwedChange): Promise<void> {
    const { ledger } = this.#needs.ground;
    const { catalogue } = this.#needs;
    const entries = followed.flatMap(({ entry }) => catalogue.get(entry.summary.id) ?? []);
    // Where the disk refuses, the next start after a kill reads every article.
    await ledger
      .noteArticles(entries, order)
      .catch(() => ledger.remove())
      .catch(() => undefined);
  }

  /** Articles that are open take it over at once. */
  async #bringIntoOpen(line: JournalLine, owed: OwedChange): Promise<boolean> {
    let complete = true;
    for (const [id, { store }] of await this.#needs.open.opened()) {
      // One that was opened since has it.
      if (store.readOnly || store.order >= owed.order) continue;
      const part = await this.#needs.owed.of(owed, id);
      if (!part) continue;
      const prepared = { id, steps: [...part.steps], inverse: [], store };
      complete = (await this.#articles.apply(line, [prepared])) && complete;
    }
    return complete;
  }

  /** Takes over that every article has these changes on its own. */
  async noteSettled(changes: readonly OwedChange[]): Promise<void> {
    await this.#store.change({
      id: this.#needs.newId(),
      unlisted: true,
      plan: () => {
        const steps = changes.map(({ id }) => ({ op: 'remove-owed' as const, id }));
        return ok({ steps, label: 'all articles have taken it over' });
      },
    });
    await this.#keepPartsNeeded();
  }

  /** Removes files with parts that no article is owed, and no undo needs. */
  #keepPartsNeeded(): Promise<void> {
    const { document, recent } = this.#store;
    const undone = recent.flatMap(({ line }) => alsoOf(line).owed ?? []);
    const owed = [...document.owed].map(({ parts }) => parts);
    return this.#needs.files.keepOnly(new Set([...owed, ...undone]));
  }

  /**
   * After a crash: gives each document the parts that the library's journal has for it. `since`: the
   * `order` before which all have theirs.
   */
  async finish(since: number): Promise<void> {
    await this.#keepPartsNeeded();
    if (!this.#partsMissing) return;
    const lines = this.#store.recent
      .filter(({ line }) => line.order >= since)
      .map(({ line }) => ({ line, also: alsoOf(line) }));
    const inArticles = await this.#articles.finish(
      lines.flatMap(({ line, also }) =>
        also.parts.map(({ articleId: id, ...part }) => ({ line, part: { id, ...part } })),
      ),
    );
    const inEvents = await this.#events.finish(
      lines.flatMap(({ line, also }) =>
        (also.events ?? []).map(({ eventId: id, ...part }) => ({ line, part: { id, ...part } })),
      ),
    );
    this.#partsMissing = !inArticles || !inEvents;
  }
}

/** The articles, as changes of several documents need them. */
export function articleParts(
  articles: Pick<OpenArticles, 'acquire'>,
  catalogue: Pick<Catalogue, 'has' | 'update'>,
): PartDocuments<ArticleDocument, ArticleStep> {
  return {
    kind: ARTICLE_KIND,
    acquire: (id) => articles.acquire(id),
    has: (id) => catalogue.has(id),
    note: (_, store) => catalogue.update(store.document, store.seq),
  };
}

function describeAlso(
  articles: readonly Part<ArticleStep>[],
  events: readonly Part<EventStep>[],
  { owed, staged }: Pick<Also, 'owed' | 'staged'>,
): { readonly also?: Also } {
  const names = { ...(owed !== undefined && { owed }), ...(staged !== undefined && { staged }) };
  if (articles.length + events.length + Object.keys(names).length === 0) return {};
  const also: Also = {
    parts: articles.map(({ id: articleId, steps, inverse }) => ({ articleId, steps, inverse })),
    ...names,
  };
  if (events.length > 0) {
    also.events = events.map(({ id: eventId, steps, inverse }) => ({ eventId, steps, inverse }));
  }
  return { also };
}
