import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Slices } from '#core/collections/slices.ts';
import type { ArticleReview } from '#core/contract/articles.ts';
import { countOpenInSlices } from '#core/review/open-count.ts';

import type { Catalogue } from './catalogue.ts';
import type { CountedReview } from './index-columns.ts';
import type { ArticleReader } from './read-articles.ts';

/** Milliseconds of work before others get their turn. */
const SLICE = 8;

/** Counts what is to be reviewed in articles, and keeps it in the catalogue until they change. */
export class OpenCounter {
  readonly #catalogue: Pick<Catalogue, 'get' | 'change'>;
  readonly #reader: Pick<ArticleReader, 'read'>;

  constructor(catalogue: Pick<Catalogue, 'get' | 'change'>, reader: Pick<ArticleReader, 'read'>) {
    this.#catalogue = catalogue;
    this.#reader = reader;
  }

  /**
   * Articles without others' tags, and those that cannot be read, are left out. `self`: annotator id
   * of the analyst at work.
   */
  async count(articleIds: readonly string[], self: string): Promise<readonly ArticleReview[]> {
    const counted: ArticleReview[] = [];
    for (const articleId of articleIds) {
      const review = await this.#reviewOf(articleId, self);
      if (!review || review.people.length === 0) continue;
      const { people, open, contested } = review;
      counted.push({ articleId, people, open, contested });
    }
    return counted;
  }

  async #reviewOf(articleId: string, self: string): Promise<CountedReview | null> {
    const entry = this.#catalogue.get(articleId);
    if (!entry) return null;
    if (entry.review?.seq === entry.seq) return entry.review;
    const read = await this.#reader.read(articleId);
    if (!read.ok) return null;
    const { document, sets, seq } = read.value;
    const review = { seq, ...(await inTurns(countOpenInSlices(document, sets, self))) };
    this.#catalogue.change(articleId, { review });
    return review;
  }
}

/** Does the work while whatever else is asked for is answered in between. */
async function inTurns<T>(work: Slices<T>): Promise<T> {
  let end = performance.now() + SLICE;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await nextTurn();
    end = performance.now() + SLICE;
  }
}
