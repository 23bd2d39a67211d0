// Changes that go beyond one document: of what all articles share, of several at once, adding, one history with undo.
// How a change of one document is made durable stands in document/.
import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { EventDocument, EventStep } from '#core/event/document.ts';
import type { LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { ARTICLE_KIND, LIBRARY_KIND } from '../../document/kind.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import { alsoOf, type Also } from './library-line.ts';
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
  /** Folder in `incoming/` whose articles this change adds. */
  readonly staged?: string | undefined;
  /** Further steps that take the change back. */
  readonly undoneBy?: readonly LibraryStep[];
}

/**
 * The one way to change more than one document: first the library's line with all parts, which is
 * the moment at which it has happened, then each document. Nothing else may change them meanwhile.
 */
export class SharedChanges {
  readonly #store: OwnStore;
  readonly #articles: Parts<ArticleDocument, ArticleStep>;
  readonly #events: Parts<EventDocument, EventStep>;
  readonly #history: Pick<OneHistory, 'record'>;
  /** Whether a document may still lack its part of a change that stands in the library's journal. */
  #partsMissing: boolean;

  constructor(
    store: OwnStore,
    needs: {
      readonly articles: PartDocuments<ArticleDocument, ArticleStep>;
      readonly events: PartDocuments<EventDocument, EventStep>;
      readonly history: Pick<OneHistory, 'record'>;
    },
    partsMissing: boolean,
  ) {
    this.#store = store;
    this.#articles = new Parts(needs.articles);
    this.#events = new Parts(needs.events);
    this.#history = needs.history;
    this.#partsMissing = partsMissing;
  }

  /** Whether every document has its parts. */
  get isComplete(): boolean {
    return !this.#partsMissing;
  }

  async make(change: SharedChange): Promise<Result<AcknowledgedLibrary, StoreError>> {
    const { label, staged } = change;
    const articles = await this.#articles.prepare(label, change.articles);
    if (!articles.ok) return articles;
    const events = await this.#events.prepare(label, change.events);
    if (!events.ok) return events;
    const done = await this.#store.change<StoreError>({
      id: change.requestId,
      kind: change.kind ?? 'do',
      of: change.of,
      unlisted: change.unlisted,
      plan: (document) => {
        const applied = LIBRARY_KIND.applySteps(document, change.steps);
        if (!applied.ok) return err({ type: 'cannot-undo', label, detail: GONE });
        return ok({
          steps: change.steps,
          label,
          inverse: [...(change.undoneBy ?? []), ...applied.value.inverse],
          ...describeAlso(articles.value, events.value, staged),
        });
      },
    });
    if (!done.ok) return done;
    const { line, steps, inverse, document } = done.value;
    this.#history.record(line, { articleId: null });
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
      events: events.value.map(({ id }) => id),
    });
  }

  /** After a crash: gives each document the parts that the library's journal has for it. */
  async finish(): Promise<void> {
    if (!this.#partsMissing) return;
    const lines = this.#store.recent.map(({ line }) => ({ line, also: alsoOf(line) }));
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
  staged: string | undefined,
): { readonly also?: Also } {
  if (articles.length + events.length === 0 && staged === undefined) return {};
  const also: Also = {
    parts: articles.map(({ id: articleId, steps, inverse }) => ({ articleId, steps, inverse })),
  };
  if (events.length > 0) {
    also.events = events.map(({ id: eventId, steps, inverse }) => ({ eventId, steps, inverse }));
  }
  if (staged !== undefined) also.staged = staged;
  return { also };
}
