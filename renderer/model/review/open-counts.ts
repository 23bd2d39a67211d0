import type { Bridge } from '#core/contract/contract.ts';
import { countOf } from '#core/numbers.ts';
import { countOpen, type OpenCount } from '#core/review/open-count.ts';
import type { ArticleSummary } from '#core/article/article.ts';

import type { AppState } from '../state/app-state.ts';
import type { Articles } from '../article/articles.ts';
import type { ChosenArticles } from '../article/chosen-articles.ts';
import type { Changes } from '../article/changes.ts';
import type { Notices } from '../window/notices.ts';
import type { Page } from '../state/page.ts';
import { quoted } from '../state/messages.ts';
import { isOpen } from '../state/review-state.ts';
import type { Store } from '../state/store.ts';

/** How long after a change the differences are counted, in milliseconds. */
const COUNT_DELAY = 1000;

type Seen = Pick<
  AppState,
  'article' | 'articles' | 'isBlind' | 'library' | 'openCounts' | 'review' | 'settings' | 'view'
>;

interface OpenCountsNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly page: Pick<Page, 'whenIdle'>;
  readonly articles: Pick<Articles, 'whenShown'>;
  readonly chosenArticles: Pick<ChosenArticles, 'sortAgain'>;
  readonly changes: Pick<Changes, 'whenApplied' | 'whenShared'>;
  readonly notices: Pick<Notices, 'lead'>;
}

/**
 * Whose tags are on which articles, and what is open there. The main process counts and keeps it; of
 * the article in Review the window knows it itself.
 */
export class OpenCounts {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Articles to be counted again; `null` for all. */
  private due: Set<string> | null = new Set();
  private isFirst = true;

  constructor(private readonly needs: OpenCountsNeeds) {
    const { articles, changes, page, store } = needs;
    articles.whenShown(() => {
      if (!this.isFirst) return;
      this.isFirst = false;
      page.whenIdle(() => void this.count(null));
    });
    changes.whenApplied(() => {
      const { article, view } = store.get();
      if (article && article.sets.length > 0 && view === 'annotate') this.schedule([article.id]);
    });
    changes.whenShared(() => {
      this.schedule(null);
    });
  }

  /** Asks for the counts of some articles, `null` for all, and takes them over. */
  async count(articleIds: readonly string[] | null): Promise<void> {
    const { store, bridge } = this.needs;
    const answer = await bridge
      .invoke('articles:count-open', { articleIds: articleIds && [...articleIds] })
      .catch(() => null);
    // Without them the list shows none; whatever else it shows is right.
    if (!answer?.ok) return;
    const counts = new Map(articleIds === null ? [] : store.get().openCounts);
    for (const id of articleIds ?? []) counts.delete(id);
    for (const { articleId, ...count } of answer.value) counts.set(articleId, count);
    store.set({ openCounts: counts });
    this.takeLive();
    if (store.get().settings.articleOrder === 'open') this.needs.chosenArticles.sortAgain();
  }

  /** Takes over what the list of differences on screen says of its article. */
  takeLive(): void {
    const { article, isBlind, openCounts, review } = this.needs.store.get();
    if (!article || !review || openCounts === null) return;
    if (article.sets.length === 0 || (isBlind && !article.summary.details.done)) return;
    const count: OpenCount = {
      people: article.sets.map(({ annotator }) => annotator.id),
      ...countOpen(review.items, review.unplaced.filter(isOpen).length),
    };
    const before = openCounts.get(article.id);
    if (before && isSame(before, count)) return;
    this.needs.store.set({ openCounts: new Map(openCounts).set(article.id, count) });
  }

  private schedule(articleIds: readonly string[] | null): void {
    if (this.needs.store.get().openCounts === null) return;
    if (articleIds === null) this.due = null;
    else for (const id of articleIds) this.due?.add(id);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const due = this.due && [...this.due];
      this.due = new Set();
      void this.count(due);
    }, COUNT_DELAY);
  }

  /**
   * The next article of the list, or the one before, with something open or contested; from no
   * article at all the first. Not round the end.
   */
  next(what: 'open' | 'contested', from: string | undefined, step: 1 | -1): string | undefined {
    const { articles } = this.needs.store.get();
    const at = articles.findIndex(({ id }) => id === from);
    const ahead = step > 0 ? articles.slice(at + 1) : articles.slice(0, Math.max(at, 0)).reverse();
    return ahead.find((article) => this.shownOf(article)[what] > 0)?.id;
  }

  /** The next article of the list with something open or contested, else the first. */
  nearest(what: 'open' | 'contested', from: string | undefined): string | undefined {
    return this.next(what, from, 1) ?? this.next(what, undefined, 1);
  }

  /** How much is open or contested in the articles but one, and in how many of them. */
  elsewhere(
    what: 'open' | 'contested',
    but: string | undefined,
  ): { items: number; articles: number } {
    const counts = this.needs.store
      .get()
      .articles.filter(({ id }) => id !== but)
      .map((article) => this.shownOf(article)[what])
      .filter((count) => count > 0);
    return { items: counts.reduce((sum, count) => sum + count, 0), articles: counts.length };
  }

  /** `“Western talks” (17 open)`. */
  inWords(articleId: string): string {
    const article = this.needs.store.get().articles.find(({ id }) => id === articleId);
    if (!article) return '';
    const { open } = this.shownOf(article);
    return `${quoted(article.details.title)} (${open.toLocaleString('en')} open)`;
  }

  /** Does something once the counts are there: at once where they are. */
  whenKnown<T>(act: () => T): T | Promise<T> {
    return this.needs.store.get().openCounts === null ? this.count(null).then(act) : act();
  }

  /** What may be shown of an article: nothing of others' tags while its review is blind. */
  private shownOf({ id, details }: ArticleSummary): Pick<OpenCount, 'open' | 'contested'> {
    const { isBlind, openCounts } = this.needs.store.get();
    const count = openCounts?.get(id);
    return count && !(isBlind && !details.done) ? count : { open: 0, contested: 0 };
  }

  /** Counts after an import, and offers the way to what is open now. */
  async leadToReview(): Promise<void> {
    await this.count(null);
    const { items, articles } = this.elsewhere('open', undefined);
    const { article, view } = this.needs.store.get();
    const isThere = view === 'review' && article !== null && this.shownOf(article.summary).open > 0;
    if (items === 0 || isThere) return;
    const { items: contested } = this.elsewhere('contested', undefined);
    const words = `${countOf(items, 'difference')} ${items === 1 ? 'is' : 'are'} open in ${countOf(articles, 'article')}`;
    const more = contested > 0 ? `, ${contested.toLocaleString('en')} contested` : '';
    this.needs.notices.lead(`${words}${more}.`, 'review-open');
  }
}

function isSame(one: OpenCount, other: OpenCount): boolean {
  return (
    one.open === other.open &&
    one.contested === other.contested &&
    one.people.join(' ') === other.people.join(' ')
  );
}
