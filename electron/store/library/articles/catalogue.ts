import path from 'node:path';

import type { ArticleSummary } from '#core/article/article.ts';
import { summarize, type ArticleDocument, type ArticleStep } from '#core/article/document.ts';
import { summaryAfter } from '#core/article/summary-after.ts';
import type { IdMap } from '#core/collections/id-map.ts';
import type { Trashed } from '#core/library/document.ts';
import { compareText } from '#core/collections/order.ts';

import { folderName } from './article-folder.ts';
import type { CountedReview, IndexedArticle } from './index-columns.ts';
import { NamesInUse, type ArticleChange, type Counted } from './names-in-use.ts';

/** An article of the library, whether it is open or not. */
export interface Entry extends IndexedArticle {
  /** Absolute path; in `articles/` or `trash/`. */
  readonly folder: string;
}

/** What will be known of an article after a change that it takes over when it is read next. */
export interface Followed {
  readonly entry: Entry;
  readonly names: Counted | undefined;
}

/** Every article of the library: where it is, and what the list shows of it. */
export class Catalogue {
  /** The names that each article's own tags have. */
  readonly names = new NamesInUse();
  readonly #entries = new Map<string, Entry>();
  readonly #dir: string;
  /** In the order of the list, until something of an article changes. */
  #listed: readonly ArticleSummary[] | null = null;

  /** `dir`: the library's folder. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  get(articleId: string): Entry | undefined {
    return this.#entries.get(articleId);
  }

  has(articleId: string): boolean {
    return this.#entries.has(articleId);
  }

  ids(): readonly string[] {
    return [...this.#entries.keys()];
  }

  put(entry: Entry): void {
    this.#set(entry.summary.id, entry);
  }

  /** Changes some of what is known of an article that is there. */
  change(articleId: string, known: Partial<Omit<Entry, 'summary'>>): void {
    const entry = this.#entries.get(articleId);
    if (entry) this.#set(articleId, { ...entry, ...known });
  }

  /** Takes over what the list shows of a document, after one change that is known or after any. */
  update(document: ArticleDocument, seq: number, change?: ArticleChange): void {
    if (change) this.names.note(document.id, change);
    else this.names.count(document, seq);
    const entry = this.#entries.get(document.id);
    if (!entry) return;
    const review = reviewOfAlone(document, seq) ?? entry.review;
    this.#set(document.id, { ...entry, summary: summarize(document), seq, review });
  }

  /** What will be known of an article after a change of many; nothing is taken over yet. */
  after(
    articleId: string,
    change: Readonly<Record<'steps' | 'inverse', readonly ArticleStep[]>>,
  ): Followed | undefined {
    const before = this.#entries.get(articleId);
    if (!before) return undefined;
    const seq = before.seq + 1;
    const { review } = before;
    const isAlone = review?.seq === before.seq && review.people.length === 0;
    return {
      entry: {
        ...before,
        summary: summaryAfter(before.summary, change),
        seq,
        review: isAlone ? { ...review, seq } : review,
      },
      names: this.names.after(articleId, { ...change, seq }),
    };
  }

  /** Takes over what `after` answered. */
  follow({ entry, names }: Followed): void {
    const { id } = entry.summary;
    const { folder = entry.folder, backedUp = entry.backedUp } = this.#entries.get(id) ?? {};
    this.#set(id, { ...entry, folder, backedUp });
    this.names.take(id, names);
  }

  remove(articleId: string): void {
    this.#entries.delete(articleId);
    this.#listed = null;
  }

  #set(articleId: string, entry: Entry): void {
    this.#entries.set(articleId, entry);
    this.#listed = null;
  }

  folderOf(articleId: string): string {
    return (
      this.#entries.get(articleId)?.folder ??
      path.join(this.#dir, 'articles', folderName(articleId))
    );
  }

  titleOf(articleId: string): string {
    return this.#entries.get(articleId)?.summary.details.title ?? '';
  }

  /**
   * The list of articles, without those in the trash and those that are not wanted: by the time they were
   * added, then by name.
   */
  summaries(
    trashed: IdMap<Trashed>,
    isWanted: (articleId: string) => boolean = () => true,
  ): readonly ArticleSummary[] {
    this.#listed ??= [...this.#entries.values()]
      .map(({ summary }) => summary)
      .sort(compareSummaries);
    return this.#listed.filter(({ id }) => !trashed.has(id) && isWanted(id));
  }

  /** What is known of every article, those in the trash among them. */
  details(): ReadonlyMap<string, ArticleSummary['details']> {
    return new Map([...this.#entries.values()].map(({ summary }) => [summary.id, summary.details]));
  }

  /** Articles in the trash that can be restored, the last one first. */
  trashed(
    trashed: IdMap<Trashed>,
  ): readonly { readonly id: string; readonly at: string; readonly title: string }[] {
    return [...trashed]
      .flatMap(({ id, at }) => {
        const entry = this.#entries.get(id);
        return entry ? [{ id, at, title: entry.summary.details.title }] : [];
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** What is to be kept over an orderly end, in the order of the list, which then need not be made again. */
  indexed(): readonly IndexedArticle[] {
    return [...this.#entries.values()]
      .map(({ summary, seq, backedUp, review }) => ({ summary, seq, backedUp, review }))
      .sort((a, b) => compareSummaries(a.summary, b.summary));
  }
}

/** Where nobody else's tags are there is nothing to count. */
export function reviewOfAlone(
  { sets }: Pick<ArticleDocument, 'sets'>,
  seq: number,
): CountedReview | undefined {
  return sets.size === 0 ? { seq, people: [], open: 0, contested: 0 } : undefined;
}

function compareSummaries(a: ArticleSummary, b: ArticleSummary): number {
  return (
    compareText(a.added, b.added) ||
    compareText(a.sourceName, b.sourceName) ||
    compareText(a.id, b.id)
  );
}
