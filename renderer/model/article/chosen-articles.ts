import type { ArticleSummary } from '#core/article/article.ts';

import type { AppState } from '../state/app-state.ts';
import {
  eventOf,
  filterArticles,
  inListOrder,
  listRowsOf,
  NO_EVENT,
  ranksByOpen,
} from '../state/article-list.ts';
import type { Store } from '../state/store.ts';
import { chooseRow, type How } from '../state/tag-list.ts';
import type { Preferences } from '../window/preferences.ts';
import type { Articles } from './articles.ts';

type Seen = Pick<
  AppState,
  | 'article'
  | 'articleFilter'
  | 'articles'
  | 'eventRow'
  | 'failed'
  | 'isBlind'
  | 'library'
  | 'openCounts'
  | 'selectedArticles'
  | 'settings'
>;

interface ChosenArticlesNeeds {
  readonly store: Store<Seen>;
  readonly articles: Pick<Articles, 'open'>;
  readonly preferences: Pick<Preferences, 'change'>;
}

/**
 * What is chosen in the list of articles: several of them, or an event. While nothing is, the article
 * on screen is meant.
 */
export class ChosenArticles {
  /** Where a range begins that Shift extends. */
  private anchor: string | null = null;

  constructor(private readonly needs: ChosenArticlesNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  private get openId(): string | undefined {
    const { article, failed } = this.state;
    return article?.id ?? failed?.articleId;
  }

  /** Ids of the articles that a command is about. */
  get ids(): readonly string[] {
    const { selectedArticles, eventRow } = this.state;
    if (eventRow !== null) return this.membersOf(eventRow);
    if (selectedArticles.length > 0) return selectedArticles;
    const { openId } = this;
    return openId === undefined ? [] : [openId];
  }

  /** The same as the list has them, in its order. */
  get summaries(): readonly ArticleSummary[] {
    const ids = new Set(this.ids);
    return this.state.articles.filter(({ id }) => ids.has(id));
  }

  /** Id of the event that a command is about: the one that is chosen, else that of the articles. */
  get event(): string | undefined {
    const { eventRow, library } = this.state;
    const titles = this.titles();
    if (eventRow !== null) return titles.has(eventRow) ? eventRow : undefined;
    const [first, ...others] = this.summaries.map((each) => eventOf(each, titles));
    const isOne = others.every((each) => each === first);
    return isOne ? library.events.find(({ id }) => id === first)?.id : undefined;
  }

  /** The articles that the filter leaves, in the order of the list. */
  listed(): readonly ArticleSummary[] {
    const { articles, articleFilter } = this.state;
    return filterArticles(articles, articleFilter, this.titles());
  }

  private titles(): ReadonlyMap<string, string> {
    return new Map(this.state.library.events.map(({ id, title }) => [id, title]));
  }

  /** Id of the event that a row of the list belongs to; `null` for no row. */
  eventAt(index: number): string | null {
    const { library, articleFilter } = this.state;
    const rows = listRowsOf(this.listed(), library.events, articleFilter.trim() !== '');
    const row = rows[index];
    if (!row) return null;
    return row.type === 'event' ? row.id : eventOf(row.article, this.titles());
  }

  /** Chooses an article; alone it is opened, which is answered. */
  async choose(id: string, how: How): Promise<boolean> {
    const { store, articles } = this.needs;
    if (how === 'alone') {
      this.clear();
      this.anchor = id;
      return articles.open(id);
    }
    const { openId } = this;
    const { selectedArticles } = this.state;
    const selected =
      selectedArticles.length > 0 || openId === undefined ? selectedArticles : [openId];
    const listed = this.listed();
    const ranks = new Map(listed.map((each, index) => [each.id, index]));
    const rows = {
      at: (index: number) => listed[index],
      rankOf: (each: string) => ranks.get(each) ?? -1,
    };
    const chosen = chooseRow(rows, { selected, anchor: this.anchor }, { id }, how);
    this.anchor = chosen.anchor;
    store.set({ selectedArticles: chosen.selected, eventRow: null });
    return false;
  }

  /** Makes an article the subject of what follows without opening it; several stay chosen with it. */
  pointAt(id: string): void {
    if (this.ids.includes(id)) this.needs.store.set({ eventRow: null });
    else this.needs.store.set({ selectedArticles: [id], eventRow: null });
  }

  /** Chooses an event by the id of its row. */
  chooseEvent(eventRow: string): void {
    this.needs.store.set({ selectedArticles: [], eventRow });
  }

  /** Chooses every article that is listed. */
  chooseAll(): void {
    const ids = this.listed().map(({ id }) => id);
    // The one on screen stays the current one.
    const open = ids.filter((id) => id === this.openId);
    const others = ids.filter((id) => id !== this.openId);
    this.needs.store.set({ selectedArticles: [...others, ...open], eventRow: null });
  }

  /** Chooses the articles of the event that is chosen. */
  chooseArticlesOfEvent(): void {
    const { event } = this;
    const selectedArticles = this.membersOf(this.state.eventRow ?? event ?? NO_EVENT);
    if (selectedArticles.length > 0) this.needs.store.set({ selectedArticles, eventRow: null });
  }

  /** Ids of the articles that are listed under an event. */
  private membersOf(event: string): readonly string[] {
    const titles = this.titles();
    return this.listed().flatMap((each) => (eventOf(each, titles) === event ? [each.id] : []));
  }

  /** Ends what was chosen. Answers whether there was anything. */
  clear(): boolean {
    const { selectedArticles, eventRow } = this.state;
    const isAny = selectedArticles.length > 0 || eventRow !== null;
    if (isAny) this.needs.store.set({ selectedArticles: [], eventRow: null });
    return isAny;
  }

  /** Leaves those articles in the list that have what is typed. */
  filter(articleFilter: string): void {
    // What is chosen and cannot be seen would be changed with the rest.
    this.clear();
    this.needs.store.set({ articleFilter });
  }

  /** Sorts the list. */
  async sortBy(articleOrder: AppState['settings']['articleOrder']): Promise<void> {
    const kept = this.needs.preferences.change({ articleOrder });
    this.sortAgain();
    await kept;
  }

  /** The same anew, now that what it is sorted by may have been counted. */
  sortAgain(): void {
    const { library, articles, isBlind, openCounts, settings } = this.state;
    const ranks = ranksByOpen(articles, openCounts, isBlind);
    const listed = { events: library.events, articles };
    this.needs.store.set({ articles: inListOrder(listed, settings.articleOrder, ranks) });
  }
}
