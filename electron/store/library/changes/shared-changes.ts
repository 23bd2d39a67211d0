// Changes that go beyond one article: of what all articles share, of several at once, adding, one history with undo.
// How a change of one document is made durable stands in document/.
import { applyArticleSteps, type ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { LIBRARY_KIND } from '../../document/kind.ts';
import type { JournalLine } from '../../document/journal.ts';
import { describeLine, type AcknowledgedLibrary } from './saved-lines.ts';
import { alsoOf, type Also, type Part } from './library-line.ts';
import type { ArticleStore } from '../articles/article-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { OneHistory } from './one-history.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { OwnStore } from './own-set.ts';

/** A change of what all articles share, and of any number of articles with it. */
export interface SharedChange {
  readonly requestId: string;
  readonly kind?: 'do' | 'undo' | 'redo';
  readonly of?: number;
  readonly label: string;
  readonly steps: readonly LibraryStep[];
  readonly articles?: ReadonlyMap<string, readonly ArticleStep[]> | undefined;
  /** Folder in `incoming/` whose articles this change adds. */
  readonly staged?: string | undefined;
  /** Further steps that take the change back. */
  readonly undoneBy?: readonly LibraryStep[];
}

/**
 * The one way to change more than one document: first the library's line with all parts, which is
 * the moment at which it has happened, then each article. Nothing else may change them meanwhile.
 */
export class SharedChanges {
  readonly #store: OwnStore;
  readonly #articles: Pick<OpenArticles, 'acquire'>;
  readonly #catalogue: Catalogue;
  readonly #history: Pick<OneHistory, 'record'>;
  /** Whether an article may still lack its part of a change that stands in the library's journal. */
  #partsMissing: boolean;

  constructor(
    store: OwnStore,
    needs: {
      readonly articles: Pick<OpenArticles, 'acquire'>;
      readonly catalogue: Catalogue;
      readonly history: Pick<OneHistory, 'record'>;
    },
    partsMissing: boolean,
  ) {
    this.#store = store;
    this.#articles = needs.articles;
    this.#catalogue = needs.catalogue;
    this.#history = needs.history;
    this.#partsMissing = partsMissing;
  }

  /** Whether every article has its parts. */
  get isComplete(): boolean {
    return !this.#partsMissing;
  }

  async make(change: SharedChange): Promise<Result<AcknowledgedLibrary, StoreError>> {
    const parts: Part[] = [];
    const stores = new Map<string, ArticleStore>();
    for (const [articleId, steps] of change.articles ?? []) {
      const opened = await this.#articles.acquire(articleId);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      if (store.readOnly) return err({ type: 'read-only', reason: store.readOnly });
      const applied = applyArticleSteps(store.document, steps);
      if (!applied.ok) return cannotApply(change, applied.error);
      parts.push({ articleId, steps: [...steps], inverse: [...applied.value.inverse] });
      stores.set(articleId, store);
    }
    const done = await this.#store.change<StoreError>({
      id: change.requestId,
      kind: change.kind ?? 'do',
      of: change.of,
      plan: (document) => {
        const applied = LIBRARY_KIND.applySteps(document, change.steps);
        if (!applied.ok) return cannotApply(change, applied.error);
        return ok({
          steps: change.steps,
          label: change.label,
          inverse: [...(change.undoneBy ?? []), ...applied.value.inverse],
          ...describeAlso(parts, change.staged),
        });
      },
    });
    if (!done.ok) return done;
    const { line, steps, inverse, document } = done.value;
    this.#history.record(line, null);
    const articles: AcknowledgedLibrary['articles'][number][] = [];
    for (const part of parts) {
      const store = stores.get(part.articleId);
      if (!store) continue;
      if (!(await applyPart(store, line, part))) this.#partsMissing = true;
      this.#catalogue.update(store.document, store.seq);
      articles.push({ articleId: part.articleId, steps: part.steps, document: store.document });
    }
    return ok({ ...describeLine(line), articleId: null, steps, inverse, document, articles });
  }

  /** After a crash: gives each article the parts that the library's journal has for it. */
  async finish(): Promise<void> {
    if (!this.#partsMissing) return;
    const missing = new Map<string, { line: JournalLine; part: Part }[]>();
    for (const { line } of this.#store.recent) {
      for (const part of alsoOf(line).parts) {
        missing.set(part.articleId, [...(missing.get(part.articleId) ?? []), { line, part }]);
      }
    }
    let complete = true;
    for (const [articleId, parts] of missing) {
      if (!this.#catalogue.has(articleId)) continue;
      const opened = await this.#articles.acquire(articleId);
      if (!opened.ok || opened.value.store.readOnly) {
        complete = false;
        continue;
      }
      const { store } = opened.value;
      for (const { line, part } of parts) {
        // Changes of one article are made in the library's order, so a higher one means that this is done.
        if (line.order <= store.order) continue;
        complete &&= await applyPart(store, line, part);
      }
      this.#catalogue.update(store.document, store.seq);
    }
    this.#partsMissing = !complete;
  }
}

function describeAlso(
  parts: readonly Part[],
  staged: string | undefined,
): { readonly also?: Also } {
  if (staged === undefined) return parts.length > 0 ? { also: { parts: [...parts] } } : {};
  return { also: { parts: [...parts], staged } };
}

/** Applies one article's part; `false` where that did not work out. */
async function applyPart(store: ArticleStore, line: JournalLine, part: Part): Promise<boolean> {
  const done = await store.change({
    id: line.id,
    kind: line.kind,
    of: line.of,
    order: line.order,
    unlisted: true,
    plan: (document) => {
      const applied = applyArticleSteps(document, part.steps);
      return applied.ok ? ok({ steps: part.steps, label: line.label }) : applied;
    },
  });
  return done.ok;
}

function cannotApply(
  { label }: SharedChange,
  { type }: { readonly type: string },
): { readonly ok: false; readonly error: StoreError } {
  return err({ type: 'cannot-undo', label, detail: type });
}
