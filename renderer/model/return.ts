import type { Tag } from '#core/tags/tag.ts';
import type { ImportItem } from '#core/contract/import.ts';
import { spanHull } from '#core/text/span.ts';

import { keyHints } from './key-words.ts';
import type { AppState } from './app-state.ts';
import { countOf, quoted } from './messages.ts';
import type { Workspace } from './workspace.ts';
import {
  commentsByDecision,
  firstTagOf,
  needsAnswer,
  NO_RETURN,
  outcomeInWords,
  returnInWords,
  stateInWords,
  stateOf,
  type LineState,
  type OutcomeFilter,
  type ReturnedBy,
  type ReturnLine,
  type ReturnView,
} from './return-state.ts';
import {
  currentItem,
  editReview,
  goToNextOpen,
  plainTag,
  refreshReview,
  showView,
} from './review.ts';

/** What of the returns of the article on screen is shown. */
export function returnViewOf({ article, returnViews }: AppState): ReturnView {
  return (article && returnViews.get(article.id)) ?? NO_RETURN;
}

/** The return that is shown in place of the differences; `null` while they are. */
export function shownReturn(state: AppState): ReturnedBy | null {
  const { reviewer } = returnViewOf(state);
  return state.returned.find((each) => each.reviewer === reviewer) ?? null;
}

function changeView(workspace: Workspace, patch: Partial<ReturnView>): void {
  const { article, returnViews } = workspace.state;
  if (!article) return;
  const view = { ...returnViewOf(workspace.state), ...patch };
  workspace.store.set({ returnViews: new Map(returnViews).set(article.id, view) });
}

/** A line with what has become of it since. */
export interface ListedLine {
  readonly line: ReturnLine;
  readonly state: LineState;
}

/** Every line of a return, whatever the list shows. */
export function linesOf(
  { article, library }: AppState,
  { lines }: ReturnedBy,
): readonly ListedLine[] {
  if (!article) return [];
  const comments = commentsByDecision(article.comments.values());
  return lines.map((line) => {
    const said = line.decision ? (comments.get(line.decision.id) ?? []) : [];
    return { line, state: stateOf(line, article.tags, said, library.self.id) };
  });
}

/** Shows a reviewer's return, or with `null` the differences. */
export function showReturn(workspace: Workspace, reviewer: string | null): void {
  changeView(workspace, { reviewer, isContesting: false });
  const returned = shownReturn(workspace.state);
  const { review } = workspace.state;
  // The card of the differences is not what the keys are about any more.
  if (review) workspace.store.set({ review: { ...review, current: null, editing: null } });
  workspace.surface?.setMarks('difference', []);
  workspace.notices.say(
    returned
      ? `Returned by ${workspace.names.nameOfAnnotator(returned.reviewer)}. ${toAnswerInWords(linesOf(workspace.state, returned))}`
      : 'Differences.',
  );
}

/** From the differences to the first return, from there to the next one, and back. */
export function turnReturn(workspace: Workspace): void {
  const { returned } = workspace.state;
  if (returned.length === 0) {
    workspace.notices.say('Nobody has returned decisions on your tags of this article.');
    return;
  }
  const shown = shownReturn(workspace.state);
  const at = returned.findIndex(({ reviewer }) => reviewer === shown?.reviewer);
  showReturn(workspace, returned[at + 1]?.reviewer ?? null);
}

export function toAnswerInWords(lines: readonly ListedLine[]): string {
  const left = lines.filter(({ line, state }) => needsAnswer(line, state)).length;
  return left === 0 ? 'Nothing is left to answer.' : `${left.toLocaleString('en')} to answer.`;
}

export function filterReturn(workspace: Workspace, filter: OutcomeFilter): void {
  changeView(workspace, { filter });
}

/** The line in the card. */
function currentLine(state: AppState): ListedLine | undefined {
  const returned = shownReturn(state);
  const { current } = returnViewOf(state);
  return returned ? linesOf(state, returned).find(({ line }) => line.id === current) : undefined;
}

/** Puts a line into the card and shows its place, before and after. */
export function goToLine(workspace: Workspace, line: ReturnLine): void {
  changeView(workspace, { current: line.id, isContesting: false });
  const spans = [...(line.before ? [line.before] : []), ...line.after].flatMap(
    ({ fragments }) => fragments,
  );
  const hull = spanHull(spans);
  if (!hull) return;
  workspace.surface?.setMarks('difference', spans);
  workspace.surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
  workspace.surface?.reveal(hull);
}

/**
 * Goes to the next or previous line that is not accepted and not answered, round the end. Answers
 * whether a return is shown at all.
 */
export function stepReturn(workspace: Workspace, step: 1 | -1): boolean {
  const { state } = workspace;
  const returned = shownReturn(state);
  if (!returned) return false;
  const lines = linesOf(state, returned);
  const { current } = returnViewOf(state);
  const at = lines.findIndex(({ line }) => line.id === current);
  const around = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))];
  const open = around.filter(({ line, state: its }) => needsAnswer(line, its));
  const next = step > 0 ? open[0] : open.at(-1);
  if (next) {
    goToLine(workspace, next.line);
    workspace.notices.say(describeLine(workspace, next));
  } else workspace.notices.say('No other line is left to answer.');
  return true;
}

/** A line in words, for the status bar and screen readers. */
export function describeLine(workspace: Workspace, { line, state }: ListedLine): string {
  const { article } = workspace.state;
  const tag = firstTagOf(line);
  if (!article || !tag) return '';
  const label = workspace.names.categoryOf(tag)?.label ?? tag.category;
  const since = stateInWords(line, state);
  const words = `${outcomeInWords(line.outcome).words}: ${quoted(article.wordsOf(tag), 90)}`;
  return `${words}${since === '' ? '' : `, ${since.toLowerCase()}`}. ${label}.`;
}

/** The line in the card, or why there is none. */
function needLine(workspace: Workspace): ListedLine | undefined {
  const { state } = workspace;
  const found = currentLine(state);
  if (found) return found;
  if (shownReturn(state)) workspace.notices.say('Choose a line of the return first.');
  else if (state.returned.length === 0) turnReturn(workspace);
  else {
    const hint = keyHints(workspace, [['turn-return', 'shows what was returned.']]);
    workspace.notices.say(`These are the differences. ${hint}`);
  }
  return undefined;
}

/** Asks why the decision is contested. */
export function startContest(workspace: Workspace): void {
  const found = needLine(workspace);
  if (!found) return;
  if (!found.line.decision) {
    workspace.notices.say('Nothing is decided here, so there is nothing to contest.');
    return;
  }
  if (found.state.contest) {
    workspace.notices.say('You contest it already. Add a comment to say more.');
    return;
  }
  setContesting(workspace, true);
  workspace.panes.showDetails('comment');
}

export function setContesting(workspace: Workspace, isContesting: boolean): void {
  changeView(workspace, { isContesting });
}

/** Takes one's own word against a decision back. */
export async function withdrawContest(workspace: Workspace): Promise<void> {
  const found = needLine(workspace);
  if (!found) return;
  const { contest } = found.state;
  if (!contest) {
    workspace.notices.say('You do not contest this.');
    return;
  }
  if (await editReview(workspace, { kind: 'delete-comment', id: contest.id })) {
    workspace.notices.say('No longer contested.');
  }
}

/** Whether the tag that stands can be made one's own in one step. */
export function canTakeOver({ line, state }: ListedLine): boolean {
  const isOther = line.outcome === 'changed' || line.outcome === 'added';
  return isOther && line.after.length === 1 && state.tag !== 'taken-over';
}

/** Makes the tag that stands one's own: a new tag, or what it says in the place of the one before. */
export async function takeOver(workspace: Workspace): Promise<void> {
  const found = needLine(workspace);
  if (!found) return;
  const { before, after } = found.line;
  const [stands] = after;
  if (!stands || !canTakeOver(found)) {
    workspace.notices.say(
      after.length > 1
        ? 'Several tags stand here. Tag them one by one in Annotate.'
        : 'There is nothing here to take over.',
    );
    return;
  }
  const applied = await workspace.changes.editArticle(
    before && workspace.state.article?.tags.has(before.id) === true
      ? { kind: 'update-tag', id: before.id, patch: whatItSays(stands) }
      : {
          kind: 'create-tag',
          body: { ...whatItSays(stands), aside: {}, note: '', confidence: null },
        },
    stands.fragments,
  );
  if (applied)
    workspace.notices.say(`Taken over: ${quoted(workspace.state.article?.wordsOf(stands) ?? '')}.`);
}

/** Place, category and values; notes and confidence are each person's own. */
function whatItSays(tag: Tag) {
  const { fragments, category, attributes, attributeSpans } = plainTag(tag);
  return { fragments, category, attributes, attributeSpans };
}

/** The reviewer stands by a decision that is contested. */
export async function keepDecision(workspace: Workspace): Promise<void> {
  const item = currentItem(workspace);
  if (!item?.contest) {
    workspace.notices.say('Nobody contests a decision here.');
    return;
  }
  const { about, id, author } = item.contest;
  const kept = await editReview(workspace, {
    kind: 'add-comment',
    about,
    parent: id,
    text: 'I keep my decision.',
    contests: false,
  });
  if (kept)
    goToNextOpen(workspace, `Kept, and said so to ${workspace.names.nameOfAnnotator(author)}`);
}

/** Opens what has just come back: its article, in Review, with the reviewer's lines. */
export async function leadToReturn(
  workspace: Workspace,
  returned: NonNullable<Extract<ImportItem, { type: 'annotations' }>['returned']>,
): Promise<void> {
  const [first] = returned.articles;
  if (first === undefined) return;
  const here = workspace.state.article?.id;
  const isHere = here !== undefined && returned.articles.includes(here);
  if (!isHere && !(await workspace.articles.open(first))) return;
  if (workspace.state.view === 'review') refreshReview(workspace);
  else showView(workspace, 'review');
  const reviewer = returned.reviewer ?? workspace.state.returned[0]?.reviewer ?? null;
  changeView(workspace, { ...NO_RETURN, reviewer });
  workspace.panes.show('rightPane');
  const elsewhere = returned.articles.length - 1;
  const where = elsewhere > 0 ? ` in this and ${countOf(elsewhere, 'other article')}` : '';
  const names =
    workspace.state.isAnonymous && reviewer !== null
      ? [workspace.names.nameOfAnnotator(reviewer)]
      : returned.from;
  const words = returnInWords(names, returned, where);
  workspace.notices.say(
    `${words} ${keyHints(workspace, [['next-difference', 'goes to the first to answer.']])}`,
  );
}
