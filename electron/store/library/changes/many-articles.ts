import {
  applyArticleSteps,
  detailsBefore,
  type ArticleDocument,
  type ArticleStep,
} from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { LibraryStep, OwedChange } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { describeFailure } from '../../disk/failure.ts';
import { openArticleStore, type StoreBasis } from '../articles/article-stores.ts';
import type { ArticleTexts } from '../articles/article-texts.ts';
import type { Catalogue, Followed } from '../articles/catalogue.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import { inDirection } from '../owed/owed-parts.ts';
import type { ArticlePart, PartFiles } from '../owed/part-files.ts';
import { Turns } from '../../disk/turns.ts';

/** Articles that are read at the same time. */
const READERS = 8;

/** Files that the parts of a change can be in. */
const PART_FILES = 256;

const UNREADABLE = 'the files that say what it did cannot be read.';

/** Somebody who follows something long, and may stop it. */
export interface Watch {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((done: number, total: number) => void) | undefined;
}

/** An article while it is planned what becomes of it. */
export interface PlannedArticle {
  readonly document: ArticleDocument;
  readonly text: string;
}

/** What a change does to several articles, and to what they share. */
export interface ArticlesPlan<E> {
  readonly steps: readonly LibraryStep[];
  /** Whether `follow` looks at the texts; else they are not read. */
  readonly readsTexts?: boolean;
  /** What becomes of one article; called once for each, one after the other. */
  readonly follow: (article: PlannedArticle) => Result<readonly ArticleStep[], E>;
  /** How all of it is called in the undo menu, once that is known; or why it cannot be done. */
  readonly conclude: (articles: number) => Result<string, E>;
}

/** The parts of a change of many articles, written and not in force yet. */
export interface ManyParts {
  readonly owed: Pick<OwedChange, 'id' | 'parts'>;
  /** What is known of each article afterwards, by its id. */
  readonly followed: ReadonlyMap<string, Followed>;
}

interface Needs {
  readonly basis: StoreBasis;
  readonly newId: () => string;
  readonly catalogue: Pick<Catalogue, 'get' | 'after'>;
  readonly articles: Pick<OpenArticles, 'find'>;
  readonly texts: Pick<ArticleTexts, 'read'>;
  readonly files: PartFiles;
}

/** Plans changes of many articles without holding them in memory. Nothing else may change them meanwhile. */
export class ManyArticles {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** What a plan makes of these articles, each read for a moment; those of which nothing changes left out. */
  async *plan<E>(
    articleIds: readonly string[],
    { follow, readsTexts = false }: Pick<ArticlesPlan<E>, 'follow' | 'readsTexts'>,
    { signal, report }: Watch,
  ): AsyncGenerator<Result<ArticlePart, E | StoreError>> {
    const ids = [...articleIds];
    const ahead: Promise<Result<PlannedArticle, StoreError>>[] = [];
    const turns = new Turns();
    for (const [done, articleId] of ids.entries()) {
      while (ahead.length < Math.min(READERS, ids.length - done)) {
        ahead.push(this.#read(ids[done + ahead.length] ?? '', readsTexts));
      }
      const article = await (ahead.shift() ?? this.#read(articleId, readsTexts));
      await turns.pass();
      if (signal?.aborted) {
        yield err({ type: 'change-cancelled' });
        return;
      }
      const steps = article.ok ? follow(article.value) : article;
      if (!steps.ok) {
        yield steps;
        return;
      }
      report?.(done + 1, ids.length);
      if (!article.ok || steps.value.length === 0) continue;
      const applied = applyArticleSteps(article.value.document, steps.value);
      if (!applied.ok) throw new Error(`A planned change does not apply: ${applied.error.type}`);
      yield ok({ articleId, steps: steps.value, inverse: applied.value.inverse });
    }
  }

  /** The parts of a change of details alone, by what the list knows of them. */
  async *ofDetails(
    asked: ReadonlyMap<string, readonly ArticleStep[]>,
    { signal, report }: Watch,
  ): AsyncGenerator<Result<ArticlePart, StoreError>> {
    const turns = new Turns();
    for (const [done, articleId] of [...asked.keys()].sort().entries()) {
      await turns.pass();
      if (signal?.aborted) {
        yield err({ type: 'change-cancelled' });
        return;
      }
      report?.(done + 1, asked.size);
      const entry = this.#needs.catalogue.get(articleId);
      const steps = asked.get(articleId) ?? [];
      if (!entry) continue;
      const { details } = entry.summary;
      const inverse = steps.flatMap((step): ArticleStep[] =>
        step.op === 'set-details'
          ? [{ op: 'set-details', details: detailsBefore(details, step.details) }]
          : [],
      );
      yield ok({ articleId, steps, inverse });
    }
  }

  /** Writes parts, which come by the ids of their articles, and drops them where they cannot all be made. */
  async write<E>(
    parts: AsyncIterable<Result<ArticlePart, E>>,
  ): Promise<Result<ManyParts, E | StoreError>> {
    const { catalogue, files, newId } = this.#needs;
    const followed = new Map<string, Followed>();
    const id = newId();
    let failed: { readonly ok: false; readonly error: E } | null = null;
    const good = async function* (): AsyncGenerator<ArticlePart> {
      for await (const part of parts) {
        if (!part.ok) {
          failed = part;
          return;
        }
        const after = catalogue.after(part.value.articleId, part.value);
        if (after) followed.set(part.value.articleId, after);
        yield part.value;
      }
    };
    try {
      await files.write(id, good());
    } catch (error) {
      await files.drop(id);
      return err({ type: 'not-saved', ...describeFailure(error) });
    }
    if (failed) {
      await files.drop(id);
      return failed;
    }
    return ok({ owed: { id, parts: id }, followed });
  }

  /** The parts of a change that is taken back or repeated: those of the first, in their direction. */
  async again(
    name: string,
    kind: 'undo' | 'redo',
    label: string,
    { signal, report }: Watch,
  ): Promise<Result<ManyParts, StoreError>> {
    const { catalogue, files, newId } = this.#needs;
    const followed = new Map<string, Followed>();
    let read = 0;
    for await (const parts of files.all(name)) {
      if (signal?.aborted) return err({ type: 'change-cancelled' });
      if (!parts.ok) return err({ type: 'cannot-undo', label, detail: UNREADABLE });
      for (const part of parts.value) {
        const after = catalogue.after(part.articleId, inDirection(part, kind));
        if (after) followed.set(part.articleId, after);
      }
      read += 1;
      report?.(read, PART_FILES);
    }
    return ok({ owed: { id: newId(), parts: name }, followed });
  }

  /** Removes parts that are not to be in force after all. */
  drop({ owed }: ManyParts): Promise<void> {
    return owed.id === owed.parts ? this.#needs.files.drop(owed.parts) : Promise.resolve();
  }

  async #read(articleId: string, readsText: boolean): Promise<Result<PlannedArticle, StoreError>> {
    const { articles, basis, catalogue, texts } = this.#needs;
    const open = await articles.find(articleId);
    if (open) {
      const { store, text } = open;
      if (store.readOnly) return err({ type: 'read-only', reason: store.readOnly });
      return ok({ document: store.document, text });
    }
    const entry = catalogue.get(articleId);
    if (!entry) return err({ type: 'no-such-article', articleId });
    try {
      const read = await openArticleStore(basis, entry.folder);
      const { title } = entry.summary.details;
      const damaged = `Neither the tags of “${title}” nor their backup could be read.`;
      if (!read.ok) return err({ type: 'damaged', detail: damaged });
      const { readOnly, document } = read.value;
      if (readOnly) return err({ type: 'read-only', reason: readOnly });
      if (!readsText) return ok({ document, text: '' });
      const text = await texts.read(articleId);
      const lost = `The text of “${title}” was changed or is missing.`;
      return text.ok
        ? ok({ document, text: text.value })
        : err({ type: 'text-lost', detail: lost });
    } catch (error) {
      return err({ type: 'damaged', detail: describeFailure(error).detail });
    }
  }
}
