import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { ViewName } from '#core/contract/commands/row.ts';
import type { TagStep } from '#core/contract/articles.ts';
import type { DecisionRule, TagReference } from '#core/review/decision.ts';
import {
  alignInSlices,
  contestItems,
  decideItems,
  type DecisionChange,
  type ReviewItem,
} from '#core/review/items.ts';
import { applyRule } from '#core/review/majority.ts';
import type { DecisionBody, ReviewEdit } from '#core/review/review-edit.ts';
import { spanHull, trimSpan, type Span } from '#core/text/span.ts';

import {
  editingDifference,
  editItFirst,
  onlyTwoPeople,
  selectItsWords,
  theyHaveNone,
  withoutPlace,
  youHaveNone,
} from './key-sentences.ts';
import { keyHints } from './key-words.ts';
import { countOf, quoted, reviewErrorSentence } from './messages.ts';
import type { Workspace } from './workspace.ts';
import type { ListedItems } from './agreement-view.ts';
import { describeItem, describeUnplaced } from './review-words.ts';
import { returnsTo } from './return-state.ts';
import {
  decisionBody,
  EVERY_DIFFERENCE,
  EVERYTHING,
  filterItems,
  isOpen,
  isUnplaced,
  listItemsOf,
  nextOpen,
  NO_REMARKS,
  pickable,
  remarksOf,
  reviewSets,
  decisionsOf,
  unplacedItems,
  type ListItem,
  type Remarks,
  type ReviewFilter,
  type UnplacedItem,
} from './review-state.ts';

/** Changes between annotating and reviewing; the article, its caret and the history stay. */
export function showView(workspace: Workspace, view: ViewName): void {
  if (workspace.state.view === view) return;
  workspace.selection.setMode({ type: 'browse' });
  workspace.selection.selectTags([]);
  workspace.alignment.cancel();
  workspace.store.set({ view, review: null, returned: [], listed: null });
  workspace.surface?.setMarks('difference', []);
  if (view === 'annotate') {
    workspace.shownTags.showSet(workspace.state.shownSet);
    workspace.notices.say('Annotate.');
    return;
  }
  refreshReview(workspace);
  const { article } = workspace.state;
  if (!article || article.sets.length === 0) {
    workspace.notices.say('Review. Nobody else’s tags are on this article.');
    return;
  }
  void workspace.alignment.after(() => {
    if (workspace.state.review) workspace.notices.say(`Review. ${whatIsLeft(workspace)}`);
  });
}

/** Whether others' tags are kept from view until one's own are done. */
export function isBlinded(workspace: Workspace): boolean {
  const { article, isBlind } = workspace.state;
  return isBlind && article?.summary.details.done === false;
}

/** Keeps the review that of the article on screen, whatever becomes of it. */
export function followArticle(workspace: Workspace): void {
  workspace.articles.whenShown(() => {
    refreshReview(workspace);
  });
  workspace.changes.whenApplied((steps) => {
    followReview(workspace, steps);
  });
}

/** Takes over a change of the article that is reviewed. */
function followReview(workspace: Workspace, steps: readonly TagStep[]): void {
  const { article, view, review, library } = workspace.state;
  if (view !== 'review' || !article) return;
  if (!review || workspace.alignment.isRunning) {
    refreshReview(workspace);
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
  if (!items) refreshReview(workspace);
  else {
    const editing = decisions.length > 0 ? null : review.editing;
    const contested = contestItems(items, article.comments.values(), library.self.id);
    workspace.store.set({ review: { ...review, items: contested, editing } });
  }
}

/** Lines up everybody's tags again, after anything that they depend on has changed. */
export function refreshReview(workspace: Workspace): void {
  const { article, view, library } = workspace.state;
  if (view !== 'review' || !article) return;
  const blinded = isBlinded(workspace);
  workspace.shownTags.showOtherSets(blinded ? [] : article.sets);
  workspace.alignment.cancel();
  if (blinded || article.sets.length === 0) {
    takeItems(workspace, []);
    return;
  }
  const self = library.self.id;
  const work = alignInSlices(reviewSets(article, self), decisionsOf(article, self), self);
  workspace.alignment.start(work, ({ items }) => {
    if (workspace.state.article === article) takeItems(workspace, items);
  });
}

/** Takes over the whole list; nobody's tags but one's own where they are kept from view. */
function takeItems(workspace: Workspace, lined: readonly ReviewItem[]): void {
  const { article, library, review: before, listed } = workspace.state;
  if (!article) return;
  const self = library.self.id;
  const blinded = isBlinded(workspace);
  const items = contestItems(lined, article.comments.values(), self);
  const unplaced = blinded ? [] : unplacedItems(article);
  const current = [...unplaced, ...items].find(({ id }) => id === before?.current);
  workspace.store.set({
    returned: blinded ? [] : returnsTo(self, article.tags, article.decisions.values()),
    review: {
      items,
      unplaced,
      current: current?.id ?? null,
      filter: before?.filter ?? (listed ? EVERYTHING : EVERY_DIFFERENCE),
      remarks: current && before ? before.remarks : NO_REMARKS,
      editing: current ? (before?.editing ?? null) : null,
    },
  });
}

/** Goes back to annotating instead of waiting until everybody's tags are lined up. */
export function stopLiningUp(workspace: Workspace): void {
  showView(workspace, 'annotate');
  const again = keyHints(workspace, [['view-review', 'begins again.']]);
  workspace.notices.say(`The tags were not lined up. No tag and no decision has changed. ${again}`);
}

export function changeFilter(workspace: Workspace, patch: Partial<ReviewFilter>): void {
  const { review } = workspace.state;
  if (review)
    workspace.store.set({ review: { ...review, filter: { ...review.filter, ...patch } } });
}

/** Shows only the items behind a number; where none is in this article, in the first that has some. */
export async function listItems(workspace: Workspace, listed: ListedItems): Promise<void> {
  workspace.store.set({ listed });
  const here = workspace.state.article?.id;
  const [first] = listed.articles;
  if (here !== undefined && listed.articles.includes(here)) changeFilter(workspace, EVERYTHING);
  else if (first === undefined || !(await workspace.articles.open(first))) return;
  workspace.notices.say(`Listed: ${listed.words}, ${countOf(listed.count, listed.noun)}.`);
  workspace.panes.show('rightPane');
}

/** Shows every item again, whatever the list was narrowed to. */
export function listEverything(workspace: Workspace): void {
  workspace.store.set({ listed: null });
  changeFilter(workspace, EVERYTHING);
}

/** Hides or shows the others' names. */
export function setAnonymous(workspace: Workspace, isAnonymous: boolean): void {
  workspace.store.set({ isAnonymous });
  refreshReview(workspace);
}

/** Keeps others' tags from view until one's own are marked done, or shows them. */
export function setBlind(workspace: Workspace, isBlind: boolean): void {
  workspace.store.set({ isBlind });
  refreshReview(workspace);
}

/** The item in the card. */
export function currentItem(workspace: Workspace): ReviewItem | undefined {
  const { review } = workspace.state;
  return review?.items.find(({ id }) => id === review.current);
}

/** The tag without a place that is in the card. */
export function currentUnplaced(workspace: Workspace): UnplacedItem | undefined {
  const { review } = workspace.state;
  return review?.unplaced.find(({ id }) => id === review.current);
}

/** Puts an item into the card and shows its words. */
export function goToItem(workspace: Workspace, item: ListItem): void {
  const { review } = workspace.state;
  if (!review) return;
  const remarks = isUnplaced(item) ? NO_REMARKS : remarksOf(item.decision);
  workspace.store.set({ review: { ...review, current: item.id, remarks, editing: null } });
  const spans = isUnplaced(item)
    ? (item.proposal?.fragments ?? [])
    : item.members.flatMap(({ tag }) => tag.fragments);
  workspace.surface?.setMarks('difference', spans);
  const hull = spanHull(spans);
  if (!hull) return;
  workspace.surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
  workspace.surface?.reveal(hull);
}

/** Goes to the next or previous difference that is not decided. */
export function stepDifference(workspace: Workspace, step: 1 | -1): void {
  const { review } = workspace.state;
  if (!review) return;
  const { listed } = workspace.state;
  const items = filterItems(listItemsOf(review), { ...review.filter, decided: 'all' }, listed);
  const next = nextOpen(items, review.current, step);
  if (next) {
    goToItem(workspace, next);
    workspace.notices.say(
      isUnplaced(next) ? describeUnplaced(workspace, next) : describeItem(workspace, next),
    );
  } else workspace.notices.say(everythingDecided(workspace));
}

function everythingDecided(workspace: Workspace): string {
  const item = currentItem(workspace) ?? currentUnplaced(workspace);
  return item && isOpen(item) ? 'No other difference is left.' : 'Every difference is decided.';
}

/** How many differences of the article are left, in words. */
function whatIsLeft({ state: { review } }: Workspace): string {
  return leftInWords(review ? listItemsOf(review) : []);
}

/** `7 of 12 differences are left.` */
export function leftInWords(items: readonly ListItem[]): string {
  const differences = items.filter(({ kind }) => kind !== 'identical');
  const left = differences.filter(isOpen).length;
  if (differences.length === 0) return 'There are no differences.';
  return left === 0
    ? `All ${countOf(differences.length, 'difference')} are decided.`
    : `${left.toLocaleString('en')} of ${countOf(differences.length, 'difference')} ${left === 1 ? 'is' : 'are'} left.`;
}

/** Sends one edit of the review and takes over what is on disk. Answers whether it is. */
export async function editReview(workspace: Workspace, edit: ReviewEdit): Promise<boolean> {
  const { article } = workspace.state;
  if (!article) return false;
  const requestId = crypto.randomUUID();
  const done = workspace.saving.begin(requestId);
  const answer = await workspace.bridge.invoke('review:apply-change', {
    articleId: article.id,
    requestId,
    edit,
  });
  done();
  if (answer.ok) workspace.changes.take(answer.value);
  else workspace.notices.say(reviewErrorSentence(answer.error));
  return answer.ok;
}

/** Decides the item in the card and goes on to the next one that is open. */
async function decide(
  workspace: Workspace,
  words: string,
  fieldsOf: (item: ReviewItem) => (Pick<DecisionBody, 'verdict'> & Partial<DecisionBody>) | string,
): Promise<void> {
  const { review } = workspace.state;
  if (currentUnplaced(workspace)) {
    workspace.notices.say(withoutPlace(workspace));
    return;
  }
  const item = currentItem(workspace);
  if (!review || !item) {
    stepDifference(workspace, 1);
    return;
  }
  const fields = fieldsOf(item);
  if (typeof fields === 'string') {
    workspace.notices.say(fields);
    return;
  }
  const body = decisionBody(item, review.remarks, fields);
  if (await editReview(workspace, { kind: 'decide', bodies: [body] })) {
    goToNextOpen(workspace, words);
  }
}

/** Goes on to the next item that is open, and says what was done and how much is left. */
export function goToNextOpen(workspace: Workspace, words: string): void {
  const { review, listed } = workspace.state;
  if (!review) return;
  const items = filterItems(listItemsOf(review), { ...review.filter, decided: 'all' }, listed);
  const next = nextOpen(items, review.current, 1);
  if (next) goToItem(workspace, next);
  workspace.notices.say(`${words}. ${whatIsLeft(workspace)}`);
}

/** Gives a tag of another version of the text its place; none says that it has none here. */
async function place(
  workspace: Workspace,
  { annotator, annotation }: UnplacedItem,
  fragments: readonly Span[],
  words: string,
): Promise<void> {
  const tag = { annotator, id: annotation.id };
  const spans = fragments.map(({ start, end }) => ({ start, end }));
  if (await editReview(workspace, { kind: 'place-tag', tag, fragments: spans })) {
    goToNextOpen(workspace, words);
  }
}

/** Lets a tag stand at the selected words. */
async function placeAtSelection(workspace: Workspace, item: UnplacedItem): Promise<void> {
  const { selection, article } = workspace.state;
  if (!article || !selection || selection.collapsed) {
    workspace.notices.say(selectItsWords(workspace));
    return;
  }
  const span = trimSpan(article.text, selection.span);
  if (span.start >= span.end) {
    workspace.notices.say('That selection has no words.');
    return;
  }
  const words = quoted(article.text.slice(span.start, span.end));
  await place(workspace, item, [span], `Placed at ${words}`);
}

/** Takes the place of somebody else's tag back: it is asked about again. */
export async function takePlaceBack(workspace: Workspace, tag: TagReference): Promise<void> {
  if (await editReview(workspace, { kind: 'take-back-place', tag })) {
    workspace.notices.say(`The tag is without a place again. ${whatIsLeft(workspace)}`);
  }
}

/** Lets the tag of one of several people stand. `person`: index in the order of the lanes. */
export async function keepOfPerson(workspace: Workspace, person: number): Promise<void> {
  const people = pickable(workspace);
  const annotator = people[person];
  if (annotator === undefined) {
    workspace.notices.say(
      people.length === 0
        ? onlyTwoPeople(workspace)
        : `Only ${people.length} people have tagged this article.`,
    );
    return;
  }
  const isMine = annotator === workspace.state.library.self.id;
  const name = isMine ? 'mine' : `the tag of ${workspace.names.nameOfAnnotator(annotator)}`;
  await decide(workspace, `Kept ${name}`, (item) => {
    const member = item.members.find((each) => each.annotator === annotator);
    return member
      ? { verdict: 'keep', kept: [{ annotator, id: member.tag.id }] }
      : `${isMine ? 'You have' : `${workspace.names.nameOfAnnotator(annotator)} has`} no tag here.`;
  });
}

export async function acceptTheirs(workspace: Workspace): Promise<void> {
  const unplaced = currentUnplaced(workspace);
  if (unplaced?.proposal) {
    await place(workspace, unplaced, unplaced.proposal.fragments, 'Place confirmed');
    return;
  }
  const self = workspace.state.library.self.id;
  await decide(workspace, 'Accepted theirs', (item) => {
    const theirs = item.members.filter(({ annotator }) => annotator !== self);
    const [first, second] = theirs;
    if (!first) return theyHaveNone(workspace);
    if (second) return 'Several people tagged this. Their numbers pick one of them.';
    return { verdict: 'keep', kept: [{ annotator: first.annotator, id: first.tag.id }] };
  });
}

export async function keepMine(workspace: Workspace): Promise<void> {
  const self = workspace.state.library.self.id;
  await decide(workspace, 'Kept mine', (item) => {
    const mine = item.members.find(({ annotator }) => annotator === self);
    if (!mine) return youHaveNone(workspace);
    return { verdict: 'keep', kept: [{ annotator: self, id: mine.tag.id }] };
  });
}

export async function keepBoth(workspace: Workspace): Promise<void> {
  await decide(workspace, 'Kept both', (item) =>
    item.members.length < 2
      ? 'There is only one tag here.'
      : {
          verdict: 'keep',
          kept: item.members.map(({ annotator, tag: { id } }) => ({ annotator, id })),
        },
  );
}

export async function rejectAll(workspace: Workspace): Promise<void> {
  const unplaced = currentUnplaced(workspace);
  if (unplaced) {
    await place(workspace, unplaced, [], 'No place here');
    return;
  }
  await decide(workspace, 'Rejected', () => ({ verdict: 'keep', kept: [] }));
}

export async function defer(workspace: Workspace): Promise<void> {
  await decide(workspace, 'Deferred', () => ({ verdict: 'defer' }));
}

/** For the item in the card, or, with words selected and no item, for these words. */
export async function nothingHere(workspace: Workspace): Promise<void> {
  const { selection, article } = workspace.state;
  if (!article || !selection || selection.collapsed) {
    await decide(workspace, 'Checked, nothing here', () => ({ verdict: 'nothing-here' }));
    return;
  }
  const passage = trimSpan(article.text, selection.span);
  if (passage.start >= passage.end) {
    workspace.notices.say('That selection has no words.');
    return;
  }
  const body: DecisionBody = {
    about: [],
    passage,
    verdict: 'nothing-here',
    kept: [],
    edited: null,
    rule: null,
    ...NO_REMARKS,
  };
  if (await editReview(workspace, { kind: 'decide', bodies: [body] })) {
    const words = quoted(article.text.slice(passage.start, passage.end));
    workspace.notices.say(`Checked ${words}: nothing here.`);
  }
}

/** Takes the word on the item in the card back: it is open again. */
export async function takeDecisionBack(workspace: Workspace): Promise<void> {
  const unplaced = currentUnplaced(workspace);
  if (unplaced?.setAside) {
    const { annotator, annotation } = unplaced;
    await takePlaceBack(workspace, { annotator, id: annotation.id });
    return;
  }
  const item = currentItem(workspace);
  if (!item?.decision) {
    workspace.notices.say('Nothing is decided here.');
    return;
  }
  const ids = [item.decision.id];
  if (await editReview(workspace, { kind: 'take-back-decisions', ids })) {
    workspace.notices.say(`Open again. ${whatIsLeft(workspace)}`);
  }
}

/** What is said beside a decision; a decision that stands is said again with it. */
export async function remark(workspace: Workspace, patch: Partial<Remarks>): Promise<void> {
  const { review } = workspace.state;
  const item = currentItem(workspace);
  if (!review || !item) return;
  const remarks = { ...review.remarks, ...patch };
  workspace.store.set({ review: { ...review, remarks } });
  const { decision } = item;
  if (!decision || decision.reviewer !== workspace.state.library.self.id) return;
  const { verdict, kept, edited, rule } = decision;
  const body = decisionBody(item, remarks, {
    verdict,
    kept,
    rule,
    edited: edited && plainTag(edited),
  });
  await editReview(workspace, { kind: 'decide', bodies: [body] });
}

/** Begins to edit the tag that shall stand: theirs where there is one, with its words selected. */
export function startEditing(workspace: Workspace): void {
  const unplaced = currentUnplaced(workspace);
  if (unplaced) {
    void placeAtSelection(workspace, unplaced);
    return;
  }
  const { review, library } = workspace.state;
  const item = currentItem(workspace);
  if (!review || !item) {
    stepDifference(workspace, 1);
    return;
  }
  const base =
    item.members.find(({ annotator }) => annotator !== library.self.id) ?? item.members[0];
  if (!base) return;
  workspace.store.set({ review: { ...review, editing: plainTag(base.tag) } });
  const hull = tagHull(base.tag);
  workspace.surface?.setSelection(hull.start, hull.end);
  workspace.notices.say(editingDifference(workspace));
}

export function cancelEditing(workspace: Workspace): void {
  const { review } = workspace.state;
  if (!review?.editing) return;
  workspace.store.set({ review: { ...review, editing: null } });
  workspace.notices.say('Nothing was changed.');
}

/** Changes what is being edited. */
export function edit(
  workspace: Workspace,
  patch: Partial<NonNullable<DecisionBody['edited']>>,
): void {
  const { review } = workspace.state;
  if (!review?.editing) return;
  workspace.store.set({ review: { ...review, editing: { ...review.editing, ...patch } } });
}

/** Lets the edited tag stand, with the selected words. */
export async function acceptEdited(workspace: Workspace): Promise<void> {
  const { review } = workspace.state;
  if (!review?.editing) {
    workspace.notices.say(editItFirst(workspace));
    return;
  }
  const span = workspace.selection.span();
  if (!span) return;
  const { editing } = review;
  const hull = tagHull(editing);
  const moved = span.start !== hull.start || span.end !== hull.end;
  const edited = moved ? { ...editing, fragments: [span] } : editing;
  workspace.surface?.setSelection(span.end, span.end);
  await decide(workspace, 'Edited and accepted', () => ({ verdict: 'edit', edited }));
}

/** What a tag says, in the form in which it is sent. */
export function plainTag(tag: Omit<Tag, 'id' | 'creator' | 'created' | 'modified'>) {
  const { fragments, category, attributes, attributeSpans, aside, note, confidence } = tag;
  const plain = ({ start, end }: { start: number; end: number }) => ({ start, end });
  return {
    fragments: fragments.map(plain),
    category,
    attributes: { ...attributes },
    attributeSpans: Object.fromEntries(
      Object.entries(attributeSpans).map(([id, span]) => [id, plain(span)]),
    ),
    aside: { ...aside },
    note,
    confidence,
  };
}

/** What a rule would decide now. */
export function previewRule(workspace: Workspace, rule: DecisionRule) {
  return applyRule(workspace.state.review?.items ?? [], rule);
}

/** Lets a rule decide, as one step. */
export async function decideByRule(workspace: Workspace, rule: DecisionRule): Promise<void> {
  const ruled = previewRule(workspace, rule);
  const bodies = ruled.map(({ item, kept }) =>
    decisionBody(item, NO_REMARKS, { verdict: 'keep', kept: [...kept], rule }),
  );
  if (bodies.length === 0) {
    workspace.notices.say('The rule decides nothing.');
    return;
  }
  if (await editReview(workspace, { kind: 'decide', bodies })) {
    workspace.notices.say(`Decided ${countOf(bodies.length, 'item')}. ${whatIsLeft(workspace)}`);
  }
}
