// Deciding about several people's tags, and what a reviewer sent back. The rules themselves are in
// core; how it is drawn is the views'.
import type { TagStep } from '#core/contract/articles.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { ViewName } from '#core/contract/commands/row.ts';
import {
  alignInSlices,
  contestItems,
  decideItems,
  type DecisionChange,
  type ReviewItem,
} from '#core/review/items.ts';
import type { ReviewEdit } from '#core/review/review-edit.ts';
import { spanHull } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { ListedItems } from '../state/agreement-view.ts';
import type { Compare } from '../compare/compare.ts';
import type { Alignment } from './alignment.ts';
import type { AppState } from '../state/app-state.ts';
import type { Articles } from '../article/articles.ts';
import type { Changes } from '../article/changes.ts';
import type { Stage } from '../window/focus.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import { reviewErrorSentence } from '../state/messages.ts';
import type { Focus } from '../window/focus.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { OpenCounts } from './open-counts.ts';
import type { Panes } from '../window/panes.ts';
import { returnsTo } from '../state/return-state.ts';
import {
  decisionsOf,
  EVERY_DIFFERENCE,
  EVERYTHING,
  filterItems,
  isOpen,
  isUnplaced,
  leftInWords,
  listItemsOf,
  nextOpen,
  openFrom,
  NO_REMARKS,
  remarksOf,
  reviewSets,
  unplacedItems,
  type ListItem,
  type ReviewFilter,
  type UnplacedItem,
} from '../state/review-state.ts';
import { describeItem, describeUnplaced } from './review-words.ts';
import type { Saving } from '../window/saving.ts';
import type { Selection } from '../window/selection.ts';
import type { ShownTags } from '../window/shown-tags.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<
  AppState,
  | 'article'
  | 'isAnonymous'
  | 'isBlind'
  | 'library'
  | 'listed'
  | 'message'
  | 'returned'
  | 'review'
  | 'shownSet'
  | 'view'
>;

interface ReviewNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly stage: Stage;
  readonly keys: KeysInUse;
  readonly alignment: Alignment;
  readonly compare: Pick<Compare, 'enter'>;
  readonly openCounts: Pick<OpenCounts, 'elsewhere' | 'inWords' | 'next' | 'takeLive'>;
  readonly articles: Pick<Articles, 'keepPlace' | 'open' | 'whenAsked' | 'whenShown'>;
  readonly changes: Pick<Changes, 'take' | 'whenApplied'>;
  readonly names: Pick<Names, 'categoryOf' | 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'endLead' | 'say'>;
  readonly focus: Pick<Focus, 'keep' | 'toOpenedPane'>;
  readonly panes: Pick<Panes, 'show'>;
  readonly saving: Pick<Saving, 'begin'>;
  readonly selection: Pick<Selection, 'selectTags' | 'setMode'>;
  readonly shownTags: Pick<ShownTags, 'showOtherSets' | 'showSet'>;
}

/** The differences of the article on screen: the list of them, and the one in the card. */
export class Review {
  constructor(private readonly needs: ReviewNeeds) {
    needs.articles.whenAsked(() => {
      if (this.state.view === 'compare') this.showView('annotate');
    });
    // It stays that of the article on screen, whatever becomes of it.
    needs.articles.whenShown(() => {
      this.refresh();
      if (this.state.view !== 'review') return;
      void needs.alignment.after(() => {
        if (this.state.message === '') this.sayWhatIsLeft();
      });
    });
    needs.changes.whenApplied((steps) => {
      this.follow(steps);
    });
  }

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Changes between annotating and reviewing; the article, its caret and the history stay. */
  showView(view: ViewName): void {
    const { store, stage, alignment, focus, notices, selection, shownTags } = this.needs;
    if (this.state.view === view) return;
    selection.setMode({ type: 'browse' });
    selection.selectTags([]);
    alignment.cancel();
    const before = this.state.view;
    stage.surface?.setMarks('difference', []);
    // While the text is still there: it leaves the window with the view.
    if (view === 'compare') this.needs.articles.keepPlace();
    store.set({ view, review: null, returned: [], listed: null });
    if (view === 'compare') {
      this.needs.compare.enter();
      return;
    }
    if (before === 'compare') focus.toOpenedPane('article');
    else focus.keep();
    if (view === 'annotate') {
      shownTags.showSet(this.state.shownSet);
      notices.say('Annotate.');
      return;
    }
    notices.endLead();
    this.refresh();
    this.sayWhatIsLeft();
  }

  /** Says how much is left in the article on screen, once that is known. */
  private sayWhatIsLeft(): void {
    const { alignment, notices } = this.needs;
    const { article } = this.state;
    if (!article || article.sets.length === 0) {
      notices.say(`Review. Nobody else’s tags are on this article.${this.whereToGoOn()}`);
      return;
    }
    void alignment.after(() => {
      if (this.state.review) notices.say(`Review. ${this.whatIsLeft()}${this.whereToGoOn()}`);
    });
  }

  /** Whether others' tags are kept from view until one's own are done. */
  isBlinded(): boolean {
    const { article, isBlind } = this.state;
    return isBlind && article?.summary.details.done === false;
  }

  /** Takes over a change of the article that is reviewed. */
  private follow(steps: readonly TagStep[]): void {
    const { article, view, review, library } = this.state;
    if (view !== 'review' || !article) return;
    if (!review || this.needs.alignment.isRunning) {
      this.refresh();
      return;
    }
    const decisions: DecisionChange[] = [];
    let comments = 0;
    for (const step of steps) {
      if (step.op === 'remove-decision') decisions.push(step);
      // What others decided is not about the items.
      else if (step.op === 'put-decision' && step.decision.reviewer === library.self.id) {
        decisions.push(step);
      } else if (step.op === 'put-comment' || step.op === 'remove-comment') comments += 1;
    }
    const isReview = steps.length > 0 && decisions.length + comments === steps.length;
    const items = isReview ? decideItems(review.items, decisions) : null;
    if (!items) this.refresh();
    else {
      const editing = decisions.length > 0 ? null : review.editing;
      const contested = contestItems(items, article.comments.values(), library.self.id);
      this.needs.store.set({ review: { ...review, items: contested, editing } });
      this.needs.openCounts.takeLive();
      this.showDecided(contested);
    }
  }

  /** Lines up everybody's tags again, after anything that they depend on has changed. */
  refresh(): void {
    const { alignment, shownTags } = this.needs;
    const { article, view, library } = this.state;
    if (view !== 'review' || !article) return;
    const blinded = this.isBlinded();
    shownTags.showOtherSets(blinded ? [] : article.sets);
    alignment.cancel();
    if (blinded || article.sets.length === 0) {
      this.takeItems([]);
      return;
    }
    const self = library.self.id;
    const work = alignInSlices(reviewSets(article, self), decisionsOf(article, self), self);
    alignment.start(work, ({ items }) => {
      if (this.state.article === article) this.takeItems(items);
    });
  }

  /** Takes over the whole list; nobody's tags but one's own where they are kept from view. */
  private takeItems(lined: readonly ReviewItem[]): void {
    const { article, library, review: before, listed } = this.state;
    if (!article) return;
    const self = library.self.id;
    const blinded = this.isBlinded();
    const items = contestItems(lined, article.comments.values(), self);
    const unplaced = blinded ? [] : unplacedItems(article);
    const current = [...unplaced, ...items].find(({ id }) => id === before?.current);
    this.needs.store.set({
      returned: blinded ? [] : returnsTo(self, article.tags, article.decisions.values()),
      review: {
        items,
        unplaced,
        current: current?.id ?? null,
        filter: before?.filter ?? (listed ? EVERYTHING : EVERY_DIFFERENCE),
        remarks: current && before ? before.remarks : NO_REMARKS,
        editing: current ? (before?.editing ?? null) : null,
        justRejected: before?.justRejected ?? null,
      },
    });
    this.needs.openCounts.takeLive();
    this.showDecided(items);
  }

  /** Paints what is decided otherwise than what is open. */
  private showDecided(items: readonly ReviewItem[]): void {
    const { article } = this.state;
    if (!article || this.isBlinded()) return;
    const decided = new Map<string, Set<string>>();
    for (const item of items) {
      if (isOpen(item)) continue;
      for (const { annotator, tag } of item.members) {
        const ids = decided.get(annotator);
        if (ids) ids.add(tag.id);
        else decided.set(annotator, new Set([tag.id]));
      }
    }
    this.needs.shownTags.showOtherSets(article.sets, decided);
  }

  /** Goes back to annotating instead of waiting until everybody's tags are lined up. */
  stopLiningUp(): void {
    const { notices, keys } = this.needs;
    this.showView('annotate');
    const again = keyHints(keys, [['view-review', 'begins again.']]);
    notices.say(`The tags were not lined up. No tag and no decision has changed. ${again}`);
  }

  changeFilter(patch: Partial<ReviewFilter>): void {
    const { review } = this.state;
    if (!review) return;
    this.needs.store.set({ review: { ...review, filter: { ...review.filter, ...patch } } });
  }

  /** Shows only the items behind a number; where none is in this article, in the first that has some. */
  async list(listed: ListedItems): Promise<void> {
    const { store, articles, notices, panes } = this.needs;
    store.set({ listed });
    const here = this.state.article?.id;
    const [first] = listed.articles;
    if (here !== undefined && listed.articles.includes(here)) this.changeFilter(EVERYTHING);
    else if (first === undefined || !(await articles.open(first))) return;
    notices.say(`Listed: ${listed.words}, ${countOf(listed.count, listed.noun)}.`);
    panes.show('rightPane');
  }

  /** Shows every item again, whatever the list was narrowed to. */
  listEverything(): void {
    this.needs.store.set({ listed: null });
    this.changeFilter(EVERYTHING);
  }

  /** Hides or shows the others' names. */
  setAnonymous(isAnonymous: boolean): void {
    this.needs.store.set({ isAnonymous });
    this.refresh();
  }

  /** Keeps others' tags from view until one's own are marked done, or shows them. */
  setBlind(isBlind: boolean): void {
    this.needs.store.set({ isBlind });
    this.refresh();
  }

  /** The item in the card. */
  currentItem(): ReviewItem | undefined {
    const { review } = this.state;
    return review?.items.find(({ id }) => id === review.current);
  }

  /** The tag without a place that is in the card. */
  currentUnplaced(): UnplacedItem | undefined {
    const { review } = this.state;
    return review?.unplaced.find(({ id }) => id === review.current);
  }

  /** Puts an item into the card and shows its words. */
  goTo(item: ListItem): void {
    const { store, stage } = this.needs;
    const { review } = this.state;
    if (!review) return;
    const remarks = isUnplaced(item) ? NO_REMARKS : remarksOf(item.decision);
    store.set({
      review: { ...review, current: item.id, remarks, editing: null, justRejected: null },
    });
    const spans = isUnplaced(item)
      ? (item.proposal?.fragments ?? [])
      : item.members.flatMap(({ tag }) => tag.fragments);
    stage.surface?.setMarks('difference', spans);
    const hull = spanHull(spans);
    if (!hull) return;
    stage.surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
    stage.surface?.reveal(hull);
  }

  /** Goes to the next or previous difference of the article that is not decided; never round the end. */
  step(step: 1 | -1): void {
    if (!this.state.review) return;
    const next = this.ahead(step);
    if (next) this.goToAndSay(next);
    else this.needs.notices.say(this.endInWords(step));
  }

  /** The next open difference of the article that the list may show, or the one before. */
  ahead(step: 1 | -1): ListItem | undefined {
    return openFrom(this.mayBeListed(), this.state.review?.current ?? null, step)[0];
  }

  /** Puts an item into the card, and says what it is behind `words`. */
  goToAndSay(item: ListItem, words = ''): void {
    const told = { state: this.state, names: this.needs.names };
    this.goTo(item);
    const what = isUnplaced(item) ? describeUnplaced(told, item) : describeItem(told, item);
    this.needs.notices.say(`${words}${what}`);
  }

  /**
   * Goes on to the next item that is open, from the last one back to the first, and says so: what was
   * done, and how much is left.
   */
  goOn(words: string): void {
    const { review } = this.state;
    if (!review) return;
    const next = nextOpen(this.mayBeListed(), review.current, 1);
    const isBack = next !== undefined && next !== this.ahead(1);
    if (next) this.goTo(next);
    const more = isBack ? ' Back at the first of them.' : this.whereToGoOn();
    this.needs.notices.say(`${words}. ${this.whatIsLeft()}${more}`);
  }

  /** What the list shows, and what it would if it did not leave out what is open or decided. */
  private mayBeListed(): readonly ListItem[] {
    const { review, listed } = this.state;
    if (!review) return [];
    return filterItems(listItemsOf(review), { ...review.filter, decided: 'all' }, listed);
  }

  /** Why there is no next difference: what is still open and where, or that nothing is. */
  private endInWords(step: 1 | -1): string {
    const { keys, openCounts } = this.needs;
    const { article, review } = this.state;
    const isOther = (item: ListItem): boolean => isOpen(item) && item.id !== review?.current;
    const shown = this.mayBeListed().filter(isOther).length;
    const all = filterItems(review ? listItemsOf(review) : [], EVERY_DIFFERENCE, null);
    const unlisted = all.filter(isOther).length - shown;
    const elsewhere = openCounts.elsewhere('open', article?.id);
    const left = shown + elsewhere.items;
    if (left > 0) {
      const [end, side, back] =
        step > 0
          ? (['last', 'before', 'previous-difference'] as const)
          : (['first', 'after', 'next-difference'] as const);
      const where = elsewhere.items > 0 ? ', other articles included' : '';
      const hint = keyHints(keys, [[back, 'goes there.']]);
      return `This is the ${end} one: ${countOf(left, 'open difference')} ${left === 1 ? 'is' : 'are'} ${side} it${where}. ${hint}`;
    }
    if (unlisted > 0) {
      return `Nothing else is open among those that the list shows; ${countOf(unlisted, 'other difference')} of this article ${unlisted === 1 ? 'is' : 'are'}.`;
    }
    const item = this.currentItem() ?? this.currentUnplaced();
    return item && isOpen(item)
      ? 'No other difference is left.'
      : 'Every difference in the library is decided.';
  }

  /** Where the next open differences are, once those of the article are decided; empty for nowhere. */
  private whereToGoOn(): string {
    const { keys, openCounts } = this.needs;
    const { article, review } = this.state;
    if (review && listItemsOf(review).some(isOpen)) return '';
    const next = openCounts.next('open', article?.id, 1);
    if (next === undefined) return '';
    const hint = keyHints(keys, [['next-difference', 'goes on to']]);
    return hint === '' ? '' : ` ${hint} ${openCounts.inWords(next)}.`;
  }

  /** How many differences of the article are left, in words. */
  whatIsLeft(): string {
    const { review } = this.state;
    return leftInWords(review ? listItemsOf(review) : []);
  }

  /** Sends one edit of the review and takes over what is on disk. Answers whether it is. */
  async send(edit: ReviewEdit): Promise<boolean> {
    const { alignment, bridge, changes, notices, saving } = this.needs;
    const { article } = this.state;
    if (!article) return false;
    const requestId = crypto.randomUUID();
    const done = saving.begin(requestId);
    const answer = await bridge.invoke('review:apply-change', {
      articleId: article.id,
      requestId,
      edit,
    });
    done();
    if (!answer.ok) {
      notices.say(reviewErrorSentence(answer.error));
      return false;
    }
    changes.take(answer.value);
    // What is said of it next is how much is left: the list has to have followed.
    await alignment.after(() => undefined);
    return true;
  }
}
