import type { Tag } from '#core/tags/tag.ts';
import type { ImportItem } from '#core/contract/import.ts';
import { spanHull } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import type { Articles } from '../article/articles.ts';
import type { Changes } from '../article/changes.ts';
import type { Stage } from '../window/focus.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import { setOff } from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Panes } from '../window/panes.ts';
import {
  canTakeOver,
  commentsByDecision,
  firstTagOf,
  needsAnswer,
  NO_RETURN,
  outcomeInWords,
  returnInWords,
  stateInWords,
  stateOf,
  toAnswerInWords,
  type ListedLine,
  type OutcomeFilter,
  type ReturnedBy,
  type ReturnLine,
  type ReturnView,
} from '../state/return-state.ts';
import type { Alignment } from './alignment.ts';
import type { Review } from './review.ts';
import { plainTag } from '../state/review-state.ts';
import type { Store } from '../state/store.ts';

/** What of the returns of the article on screen is shown. */
export function returnViewOf({
  article,
  returnViews,
}: Pick<AppState, 'article' | 'returnViews'>): ReturnView {
  return (article && returnViews.get(article.id)) ?? NO_RETURN;
}

/** The return that is shown in place of the differences; `null` while they are. */
export function shownReturn(
  state: Pick<AppState, 'article' | 'returned' | 'returnViews'>,
): ReturnedBy | null {
  const { reviewer } = returnViewOf(state);
  return state.returned.find((each) => each.reviewer === reviewer) ?? null;
}

/** Every line of a return, whatever the list shows. */
export function linesOf(
  { article, library }: Pick<AppState, 'article' | 'library'>,
  { lines }: ReturnedBy,
): readonly ListedLine[] {
  if (!article) return [];
  const comments = commentsByDecision(article.comments.values());
  return lines.map((line) => {
    const said = line.decision ? (comments.get(line.decision.id) ?? []) : [];
    return { line, state: stateOf(line, article.tags, said, library.self.id) };
  });
}

/** A line in words, for the status bar and screen readers. */
export function describeLine(
  {
    state: { article },
    names,
  }: { readonly state: Pick<AppState, 'article'>; readonly names: Pick<Names, 'categoryOf'> },
  { line, state }: ListedLine,
): string {
  const tag = firstTagOf(line);
  if (!article || !tag) return '';
  const label = names.categoryOf(tag)?.label ?? tag.category;
  const since = stateInWords(line, state);
  const words = `${outcomeInWords(line.outcome).words}: ${setOff(article.wordsOf(tag), 90)}`;
  return `${words}${since === '' ? '' : `, ${since.toLowerCase()}`}. ${label}.`;
}

type Seen = Pick<
  AppState,
  'article' | 'isAnonymous' | 'library' | 'returned' | 'returnViews' | 'review' | 'view'
>;

interface ReturnsNeeds {
  readonly store: Store<Seen>;
  readonly stage: Stage;
  readonly keys: KeysInUse;
  readonly alignment: Pick<Alignment, 'after'>;
  readonly articles: Pick<Articles, 'open'>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly names: Pick<Names, 'categoryOf' | 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly panes: Pick<Panes, 'show' | 'showDetails'>;
  readonly review: Pick<Review, 'currentItem' | 'goOn' | 'refresh' | 'send' | 'showView'>;
}

/** What reviewers have sent back: the list of their lines, and the answers to them. */
export class Returns {
  constructor(private readonly needs: ReturnsNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  private changeView(patch: Partial<ReturnView>): void {
    const { article, returnViews } = this.state;
    if (!article) return;
    const view = { ...returnViewOf(this.state), ...patch };
    this.needs.store.set({ returnViews: new Map(returnViews).set(article.id, view) });
  }

  /** Shows a reviewer's return, or with `null` the differences. */
  show(reviewer: string | null): void {
    const { store, stage, names, notices } = this.needs;
    this.changeView({ reviewer, isContesting: false });
    const returned = shownReturn(this.state);
    const { review } = this.state;
    // The card of the differences is not what the keys are about any more.
    if (review) store.set({ review: { ...review, current: null, editing: null } });
    stage.surface?.setMarks('difference', []);
    notices.say(
      returned
        ? `Returned by ${names.nameOfAnnotator(returned.reviewer)}. ${toAnswerInWords(linesOf(this.state, returned))}`
        : 'Differences.',
    );
  }

  /** From the differences to the first return, from there to the next one, and back. */
  turn(): void {
    const { returned } = this.state;
    if (returned.length === 0) {
      this.needs.notices.say('Nobody has returned decisions on your tags of this article.');
      return;
    }
    const shown = shownReturn(this.state);
    const at = returned.findIndex(({ reviewer }) => reviewer === shown?.reviewer);
    this.show(returned[at + 1]?.reviewer ?? null);
  }

  filter(filter: OutcomeFilter): void {
    this.changeView({ filter });
  }

  /** Puts a line into the card and shows its place, before and after. */
  goTo(line: ReturnLine): void {
    const { surface } = this.needs.stage;
    this.changeView({ current: line.id, isContesting: false });
    const spans = [...(line.before ? [line.before] : []), ...line.after].flatMap(
      ({ fragments }) => fragments,
    );
    const hull = spanHull(spans);
    if (!hull) return;
    surface?.setMarks('difference', spans);
    surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
    surface?.reveal(hull);
  }

  /**
   * Goes to the next or previous line that is not accepted and not answered, round the end, which is said.
   * Answers whether a return is shown at all.
   */
  step(step: 1 | -1): boolean {
    const { names, notices } = this.needs;
    const { state } = this;
    const returned = shownReturn(state);
    if (!returned) return false;
    const lines = linesOf(state, returned);
    const { current } = returnViewOf(state);
    const at = lines.findIndex(({ line }) => line.id === current);
    const around = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))];
    const open = around.filter(({ line, state: its }) => needsAnswer(line, its));
    const next = step > 0 ? open[0] : open.at(-1);
    if (next) {
      const isBack = at >= 0 && lines.indexOf(next) < at === step > 0;
      const words = isBack ? `Back at the ${step > 0 ? 'first' : 'last'} one. ` : '';
      this.goTo(next.line);
      notices.say(`${words}${describeLine({ state, names }, next)}`);
    } else notices.say('No other line is left to answer.');
    return true;
  }

  /** The line in the card, or why there is none. */
  private needLine(): ListedLine | undefined {
    const { keys, notices } = this.needs;
    const { state } = this;
    const returned = shownReturn(state);
    const { current } = returnViewOf(state);
    const found = returned && linesOf(state, returned).find(({ line }) => line.id === current);
    if (found) return found;
    if (returned) notices.say('Choose a line of the return first.');
    else if (state.returned.length === 0) this.turn();
    else {
      const hint = keyHints(keys, [['turn-return', 'shows what was returned.']]);
      notices.say(`These are the differences. ${hint}`);
    }
    return undefined;
  }

  /** Asks why the decision is contested. */
  startContest(): void {
    const { notices, panes } = this.needs;
    const found = this.needLine();
    if (!found) return;
    if (!found.line.decision) {
      notices.say('Nothing is decided here, so there is nothing to contest.');
      return;
    }
    if (found.state.contest) {
      notices.say('You contest it already. Add a comment to say more.');
      return;
    }
    this.setContesting(true);
    panes.showDetails('comment');
  }

  setContesting(isContesting: boolean): void {
    this.changeView({ isContesting });
  }

  /** Takes one's own word against a decision back. */
  async withdrawContest(): Promise<void> {
    const { notices, review } = this.needs;
    const found = this.needLine();
    if (!found) return;
    const { contest } = found.state;
    if (!contest) {
      notices.say('You do not contest this.');
      return;
    }
    if (await review.send({ kind: 'delete-comment', id: contest.id })) {
      notices.say('No longer contested.');
    }
  }

  /** Makes the tag that stands one's own: a new tag, or what it says in the place of the one before. */
  async takeOver(): Promise<void> {
    const { changes, notices } = this.needs;
    const found = this.needLine();
    if (!found) return;
    const { before, after } = found.line;
    const [stands] = after;
    if (!stands || !canTakeOver(found)) {
      notices.say(
        after.length > 1
          ? 'Several tags stand here. Tag them one by one in Annotate.'
          : 'There is nothing here to take over.',
      );
      return;
    }
    const applied = await changes.editArticle(
      before && this.state.article?.tags.has(before.id) === true
        ? { kind: 'update-tag', id: before.id, patch: whatItSays(stands) }
        : {
            kind: 'create-tag',
            body: { ...whatItSays(stands), aside: {}, note: '', confidence: null },
          },
      stands.fragments,
    );
    if (applied) notices.say(`Taken over: ${setOff(this.state.article?.wordsOf(stands) ?? '')}.`);
  }

  /** The reviewer stands by a decision that is contested. */
  async keepDecision(): Promise<void> {
    const { names, notices, review } = this.needs;
    const contest = review.currentItem()?.contest;
    if (!contest) {
      notices.say('Nobody contests a decision here.');
      return;
    }
    const { about, id, author } = contest;
    const kept = await review.send({
      kind: 'add-comment',
      about,
      parent: id,
      text: 'I keep my decision.',
      contests: false,
    });
    if (kept) review.goOn(`Kept, and said so to ${names.nameOfAnnotator(author)}`);
  }

  /** Opens what has just come back: its article, in Review, with the reviewer's lines. */
  async leadTo(
    returned: NonNullable<Extract<ImportItem, { type: 'annotations' }>['returned']>,
  ): Promise<void> {
    const { alignment, articles, keys, names, notices, panes, review } = this.needs;
    const [first] = returned.articles;
    if (first === undefined) return;
    const here = this.state.article?.id;
    const isHere = here !== undefined && returned.articles.includes(here);
    if (!isHere && !(await articles.open(first))) return;
    if (this.state.view === 'review') review.refresh();
    else review.showView('review');
    const reviewer = returned.reviewer ?? this.state.returned[0]?.reviewer ?? null;
    this.changeView({ ...NO_RETURN, reviewer });
    panes.show('rightPane');
    const elsewhere = returned.articles.length - 1;
    const where = elsewhere > 0 ? ` in this and ${countOf(elsewhere, 'other article')}` : '';
    const from =
      this.state.isAnonymous && reviewer !== null
        ? [names.nameOfAnnotator(reviewer)]
        : returned.from;
    const words = returnInWords(from, returned, where);
    // After what the review says when everybody's tags are lined up.
    await alignment.after(() => {
      notices.say(
        `${words} ${keyHints(keys, [['next-difference', 'goes to the first to answer.']])}`,
      );
    });
  }
}

/** Place, category and values; notes and confidence are each person's own. */
function whatItSays(tag: Tag) {
  const { fragments, category, attributes, attributeSpans } = plainTag(tag);
  return { fragments, category, attributes, attributeSpans };
}
