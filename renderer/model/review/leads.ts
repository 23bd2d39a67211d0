import { countOf } from '#core/numbers.ts';

import type { Alignment } from './alignment.ts';
import type { AppState } from '../state/app-state.ts';
import type { Articles } from '../article/articles.ts';
import type { Notices } from '../window/notices.ts';
import type { OpenCounts } from './open-counts.ts';
import type { Panes } from '../window/panes.ts';
import type { Review } from './review.ts';
import {
  EVERY_DIFFERENCE,
  filterItems,
  isUnplaced,
  listItemsOf,
  openFrom,
  type ListItem,
} from '../state/review-state.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<AppState, 'article' | 'listed' | 'message' | 'review' | 'view'>;

interface LeadsNeeds {
  readonly store: Store<Seen>;
  readonly alignment: Pick<Alignment, 'after'>;
  readonly articles: Pick<Articles, 'open' | 'whenShown'>;
  readonly notices: Pick<Notices, 'endLead' | 'say'>;
  readonly openCounts: Pick<OpenCounts, 'elsewhere' | 'inWords' | 'nearest' | 'next' | 'whenKnown'>;
  readonly panes: Pick<Panes, 'show'>;
  readonly review: Pick<Review, 'ahead' | 'goToAndSay' | 'showView' | 'step'>;
}

/** Where to go in an article that is being opened. */
interface Arrival {
  readonly articleId: string;
  readonly pick: (items: readonly ListItem[]) => ListItem | undefined;
  readonly done: () => void;
}

/** The way through the differences of the whole library, article after article. */
export class Leads {
  private arrival: Arrival | null = null;

  constructor(private readonly needs: LeadsNeeds) {
    needs.articles.whenShown(() => {
      // What is shown puts its caret first.
      queueMicrotask(() => void needs.alignment.after(() => this.arrive()));
    });
  }

  private get state(): Seen {
    return this.needs.store.get();
  }

  private get current(): string | null {
    return this.state.review?.current ?? null;
  }

  /** The next open difference, or the one before: from the end of one article on to the next. */
  step(step: 1 | -1): unknown {
    const { openCounts, review } = this.needs;
    const { review: list, listed } = this.state;
    // A narrowed list is about this article; what the rest holds is another question.
    const isNarrowed =
      listed !== null ||
      (list !== null &&
        [list.filter.category, list.filter.annotator, list.filter.named].some(
          (each) => each !== null,
        ));
    if (review.ahead(step) || isNarrowed) {
      review.step(step);
      return undefined;
    }
    return openCounts.whenKnown(() => {
      const next = openCounts.next('open', this.state.article?.id, step);
      if (next !== undefined) return this.open(next, (items) => firstOpen(items, step));
      review.step(step);
      return undefined;
    });
  }

  /** Shows Review with the next open difference of the library: here, further down the list, or at its top. */
  toOpen(): unknown {
    const { openCounts, review, notices } = this.needs;
    return this.inReview(() => {
      if (review.ahead(1)) {
        review.step(1);
        return undefined;
      }
      const next = openCounts.nearest('open', this.state.article?.id);
      if (next === undefined) {
        notices.say('No difference is open in the library.');
        return undefined;
      }
      return this.open(next, (items) => firstOpen(items, 1));
    });
  }

  /** Shows Review with the next decision that somebody contests, from the last one again with the first. */
  toContested(): unknown {
    const { openCounts, notices, review } = this.needs;
    return this.inReview(() => {
      const here = this.state.review ? listItemsOf(this.state.review) : [];
      const at = here.findIndex(({ id }) => id === this.current);
      const ahead = here.slice(at + 1).find(isContested);
      if (ahead) {
        review.goToAndSay(ahead);
        return undefined;
      }
      const next = openCounts.next('contested', this.state.article?.id, 1);
      if (next !== undefined) return this.open(next, (items) => items.find(isContested));
      const first = openCounts.next('contested', undefined, 1);
      if (first === undefined) {
        notices.say('Nobody contests a decision of yours.');
        return undefined;
      }
      return this.open(first, (items) => items.find(isContested), this.backAtFirst());
    });
  }

  private backAtFirst(): string {
    const { items } = this.needs.openCounts.elsewhere('contested', undefined);
    return items === 1
      ? 'No other decision is contested. '
      : `Back at the first of ${countOf(items, 'contested decision')}. `;
  }

  /** Does something once Review is shown, everybody's tags are lined up and the counts are there. */
  private inReview(act: () => unknown): unknown {
    const { alignment, notices, openCounts, panes, review } = this.needs;
    notices.endLead();
    review.showView('review');
    panes.show('rightPane');
    return alignment.after(() => openCounts.whenKnown(act));
  }

  /** Opens an article, and there goes to the item that `pick` takes. Ends when it is in the card. */
  private async open(articleId: string, pick: Arrival['pick'], words = ''): Promise<void> {
    const { article, review } = this.state;
    if (article?.id === articleId && review) {
      const item = pick(listItemsOf(review));
      if (item) this.needs.review.goToAndSay(item, this.current === null ? '' : words);
      return;
    }
    const arrived = new Promise<void>((done) => {
      this.arrival = { articleId, pick, done };
    });
    if (await this.needs.articles.open(articleId)) await arrived;
    else this.arrival = null;
  }

  private arrive(): void {
    const { arrival } = this;
    this.arrival = null;
    if (!arrival) return;
    arrival.done();
    const { article, review } = this.state;
    if (article?.id !== arrival.articleId || !review) return;
    const item = arrival.pick(listItemsOf(review));
    const opened = `Opened ${this.needs.openCounts.inWords(article.id)}. `;
    if (item) this.needs.review.goToAndSay(item, opened);
  }
}

/** The open difference nearest to the beginning, or to the end; what all tagged alike is none. */
function firstOpen(items: readonly ListItem[], step: 1 | -1): ListItem | undefined {
  return openFrom(filterItems(items, EVERY_DIFFERENCE, null), null, step)[0];
}

function isContested(item: ListItem): boolean {
  return !isUnplaced(item) && item.contest !== undefined;
}
