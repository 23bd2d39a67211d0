import { tagHull, type Tag } from '#core/tags/tag.ts';
import { categoryForDigit } from '#core/codebook/codebook.ts';
import { commandOf, type CommandId } from '#core/contract/commands/commands.ts';
import { keepPerson } from '#core/contract/commands/review.ts';
import { DIGITS, type Digit } from '#core/contract/commands/row.ts';
import { tagWithDigit } from '#core/contract/commands/tags.ts';
import { nextQuotation, previousQuotation } from '#core/text/quotations.ts';
import { growSelection, shrinkSelection, type SelectionUnit } from '#core/text/segmentation.ts';
import { spanLength, spansEqual, type Span } from '#core/text/span.ts';

import { bridge } from '../bridge.ts';
import { countOf } from '../model/messages.ts';
import { openFind, openSearch, stepFind } from '../model/find.ts';
import { finishArticle, stepArticle } from '../model/next-article.ts';
import { chooseFiles, importClipboard, importSampleReview } from '../model/import.ts';
import { closeDrawers, isDrawer, openDrawer, togglePane } from '../model/side-panes.ts';
import {
  cancelMode,
  keepBoundaries,
  startAdjusting,
  swapSelectionEnds,
} from '../model/boundaries.ts';
import { focusDetails } from '../model/focus-details.ts';
import {
  addFragment,
  deleteTags,
  startBrush,
  tagSelection,
  toggleBoilerplate,
  takeSelectionAs,
} from '../model/tags.ts';
import {
  acceptEdited,
  acceptTheirs,
  defer,
  keepBoth,
  keepMine,
  keepOfPerson,
  nothingHere,
  rejectAll,
  remark,
  showView,
  startEditing,
  stepDifference,
  takeDecisionBack,
} from '../model/review.ts';
import {
  keepDecision,
  shownReturn,
  startContest,
  stepReturn,
  takeOver,
  turnReturn,
  withdrawContest,
} from '../model/return.ts';
import type { Workspace } from '../model/workspace.ts';
import { keyHints } from '../model/key-words.ts';
import { noTagsYet, selectTagFirst, selectTextOrTag } from '../model/key-sentences.ts';
import { neighbourPane } from '../model/panes.ts';

/** Runs a command, however it was asked for: key, menu, palette or button. */
export function runCommand(workspace: Workspace, id: CommandId): void {
  const { view, about } = commandOf(id);
  const run: Handler = COMMAND_TABLE[id];
  void workspace.inOrder(() => {
    // A menu can be clicked in any view; keys are only listened to in their own.
    if (view !== undefined) showView(workspace, view);
    if (about === 'differences' && shownReturn(workspace.state)) {
      const hint = keyHints(workspace, [['turn-return', 'shows the differences.']]);
      workspace.say(`This was decided by the reviewer; you can contest it. ${hint}`);
      return undefined;
    }
    if (view !== 'review') return run(workspace);
    // It is about the list of differences, which must be there.
    return workspace.alignment.after(() =>
      workspace.state.view === view ? run(workspace) : undefined,
    );
  });
}

/** Sheets that nothing is lost with when another command closes them. */
const PASSING = new Set(['go-to', 'guide', 'shortcuts', 'trash', 'categories', 'value']);

/** Runs a command of the application menu, which can be clicked while a sheet is open. */
export function runMenuCommand(workspace: Workspace, id: CommandId): void {
  const { dialog } = workspace.state;
  if (dialog && PASSING.has(dialog.type)) {
    workspace.closeDialogAnd(() => {
      runCommand(workspace, id);
    });
  } else if (!dialog || commandOf(id).overSheets) runCommand(workspace, id);
}

type Handler = (workspace: Workspace) => unknown;

/** What the numbered commands of one kind do, each closed over its digit. */
function forDigits<const Id extends CommandId>(
  idOf: (digit: Digit) => Id,
  run: (digit: Digit, index: number) => Handler,
): Record<Id, Handler> {
  return Object.fromEntries(
    DIGITS.map((digit, index) => [idOf(digit), run(digit, index)]),
  ) as Record<Id, Handler>;
}

const COMMAND_TABLE: Record<CommandId, Handler> = {
  ...forDigits(tagWithDigit, (digit) => (w) => tagSelectionWithDigit(w, digit)),
  ...forDigits(keepPerson, (_digit, person) => (w) => keepOfPerson(w, person)),
  open: (w) => chooseFiles(w, 'files'),
  'open-folder': (w) => chooseFiles(w, 'folder'),
  'new-from-clipboard': (w) => importClipboard(w),
  save: saveNow,
  export: (w) => {
    w.showDialog({ type: 'export' });
  },
  trash: (w) => {
    w.showDialog({ type: 'trash' });
  },
  settings: (w) => {
    w.showDialog({ type: 'settings' });
  },
  undo: (w) => w.travel('undo'),
  redo: (w) => w.travel('redo'),
  'copy-citation': copyCitation,
  find: (w) => {
    openFind(w);
  },
  'find-next': (w) => {
    stepFind(w, 1);
  },
  'find-previous': (w) => {
    stepFind(w, -1);
  },
  'find-everywhere': (w) => {
    openSearch(w);
  },
  'go-to': (w) => {
    w.tourStep('find');
    w.showDialog({ type: 'go-to', initial: '' });
  },
  'pick-word': (w) => {
    grow(w, 'word');
  },
  'drop-word': (w) => {
    shrink(w, 'word');
  },
  'pick-sentence': (w) => {
    grow(w, 'sentence');
  },
  'drop-sentence': (w) => {
    shrink(w, 'sentence');
  },
  'pick-paragraph': (w) => {
    grow(w, 'paragraph');
  },
  'drop-paragraph': (w) => {
    shrink(w, 'paragraph');
  },
  'pick-quotation': (w) => {
    pickQuotation(w, 1);
  },
  'pick-previous-quotation': (w) => {
    pickQuotation(w, -1);
  },
  'next-gap': (w) => {
    pickGap(w, 1);
  },
  'previous-gap': (w) => {
    pickGap(w, -1);
  },
  'swap-ends': (w) => {
    swapSelectionEnds(w);
  },
  'next-tag': (w) => {
    stepTag(w, 1);
  },
  'previous-tag': (w) => {
    stepTag(w, -1);
  },
  'select-tag': (w) => {
    selectTagAtCaret(w);
  },
  'say-tags': (w) => {
    w.say(tagsInWords(w, w.state.selection?.focus ?? 0));
  },
  'pick-category': (w) => {
    if (w.selectedSpan()) w.showDialog({ type: 'categories', purpose: 'tag' });
  },
  brush: toggleBrush,
  'edit-details': editDetails,
  'edit-boundaries': (w) => {
    startAdjusting(w);
  },
  'add-fragment': (w) => addFragment(w),
  'set-speaker': (w) => takeSelectionAs(w, 'speaker'),
  'set-cue': (w) => takeSelectionAs(w, 'cue'),
  'change-category': (w) => {
    if (needTag(w)) w.showDialog({ type: 'categories', purpose: 'change' });
  },
  'duplicate-tag': (w) => {
    if (needTag(w)) w.showDialog({ type: 'categories', purpose: 'duplicate' });
  },
  'edit-note': (w) => {
    if (needTag(w)) focusDetails(w, 'note');
  },
  'delete-tags': (w) => deleteTags(w),
  codebook: (w) => {
    w.showDialog({ type: 'codebook' });
  },
  'next-difference': (w) => {
    step(w, 1);
  },
  'previous-difference': (w) => {
    step(w, -1);
  },
  'skip-difference': (w) => {
    step(w, 1);
  },
  'accept-theirs': (w) => acceptTheirs(w),
  'keep-mine': (w) => keepMine(w),
  'keep-both': (w) => keepBoth(w),
  'edit-difference': (w) => {
    startEditing(w);
  },
  'accept-edited': (w) => acceptEdited(w),
  'reject-difference': (w) => rejectAll(w),
  'nothing-here': (w) => nothingHere(w),
  'defer-difference': (w) => defer(w),
  'mark-unclear': (w) =>
    remark(w, { guidelineUnclear: w.state.review?.remarks.guidelineUnclear !== true }),
  'comment-difference': (w) => {
    focusDetails(w, 'comment');
  },
  'take-decision-back': (w) => takeDecisionBack(w),
  'turn-return': (w) => {
    turnReturn(w);
  },
  'contest-decision': (w) => {
    startContest(w);
  },
  'withdraw-contest': (w) => withdrawContest(w),
  'take-over': (w) => takeOver(w),
  'keep-decision': (w) => keepDecision(w),
  'decide-by-rule': (w) => {
    if (w.state.review) w.showDialog({ type: 'rules' });
  },
  'agreement-report': (w) => {
    if (w.state.article) w.showDialog({ type: 'agreement' });
  },
  'mark-done': (w) => finishArticle(w),
  'flag-article': (w) => {
    const { article } = w.state;
    return article && w.editDetails({ flagged: !article.summary.details.flagged });
  },
  'mark-boilerplate': (w) => toggleBoilerplate(w),
  'edit-article': (w) => {
    if (w.state.article) w.showDialog({ type: 'article-details' });
  },
  'next-article': (w) => stepArticle(w, 1),
  'previous-article': (w) => stepArticle(w, -1),
  'delete-article': (w) => {
    const { article } = w.state;
    if (article) w.showDialog({ type: 'delete-article', articleId: article.id });
  },
  'view-annotate': (w) => {
    showView(w, 'annotate');
  },
  'view-review': (w) => {
    showView(w, 'review');
  },
  'next-pane': (w) => {
    stepPane(w, 1);
  },
  'previous-pane': (w) => {
    stepPane(w, -1);
  },
  'toggle-articles': (w) => {
    togglePane(w, 'leftPane');
  },
  'toggle-tags-pane': (w) => {
    togglePane(w, 'rightPane');
  },
  'toggle-tags': (w) => {
    w.setTagsHidden(!w.state.tagsHidden);
  },
  'zoom-in': () => bridge.invoke('window:run', { action: 'zoom-in' }),
  'zoom-out': () => bridge.invoke('window:run', { action: 'zoom-out' }),
  'zoom-reset': () => bridge.invoke('window:run', { action: 'zoom-reset' }),
  'full-screen': () => bridge.invoke('window:run', { action: 'full-screen' }),
  guide: (w) => {
    w.showDialog({ type: 'guide' });
  },
  shortcuts: (w) => {
    w.showDialog({ type: 'shortcuts' });
  },
  'sample-review': (w) => importSampleReview(w),
  tour: (w) => w.changeSettings({ tour: [] }),
};

/** The next or previous line of what is on screen: a return, or the differences. */
function step(workspace: Workspace, by: 1 | -1): void {
  if (!stepReturn(workspace, by)) stepDifference(workspace, by);
}

async function tagSelectionWithDigit(workspace: Workspace, digit: string): Promise<void> {
  const category = categoryForDigit(workspace.state.library.codebook, digit);
  if (!category) {
    workspace.say(`The codebook has no category ${digit}.`);
    return;
  }
  await tagSelection(workspace, category.id);
}

async function saveNow(workspace: Workspace): Promise<void> {
  const answer = await bridge.invoke('store:retry', undefined);
  if (answer.ok && answer.value.type === 'saved')
    workspace.say('All changes are saved automatically.');
}

/** The selected words with outlet, date and paragraph, as they are quoted in a report. */
async function copyCitation(workspace: Workspace): Promise<void> {
  const { article } = workspace.state;
  const span = workspace.selectedSpan();
  if (!article || !span) return;
  const { title, outlet, published } = article.summary.details;
  const source = [outlet ?? 'outlet unknown', published, `§${article.paragraphNumber(span.start)}`]
    .filter((part) => part !== null)
    .join(', ');
  const text = `${article.text.slice(span.start, span.end)} — “${title}”, ${source}`;
  const answer = await bridge.invoke('clipboard:write', { text });
  if (answer.ok) workspace.say('Copied with citation.');
}

/** The focus goes to the next pane; in a narrow window the pane is opened, and the last one closed. */
function stepPane(workspace: Workspace, step: 1 | -1): void {
  const { windowWidth, leftDrawer, rightDrawer } = workspace.state;
  const sideOf = { articles: 'leftPane', tags: 'rightPane', detail: 'rightPane' } as const;
  const pane = neighbourPane(
    workspace.page,
    step,
    (name) => name !== 'article' && isDrawer(sideOf[name], windowWidth),
  );
  if (pane !== 'article' && isDrawer(sideOf[pane], windowWidth)) {
    openDrawer(workspace, sideOf[pane]);
    workspace.page.nextFrame(() => {
      workspace.page.focusPane(pane);
    });
    return;
  }
  if (leftDrawer || rightDrawer) closeDrawers(workspace);
  workspace.page.focusPane(pane);
}

function place(workspace: Workspace): Span {
  return workspace.state.selection?.span ?? { start: 0, end: 0 };
}

function select(workspace: Workspace, span: Span): void {
  workspace.surface?.focus();
  workspace.surface?.setSelection(span.start, span.end);
  workspace.surface?.reveal(span);
}

function grow(workspace: Workspace, unit: SelectionUnit): void {
  const { article } = workspace.state;
  if (!article) return;
  const span = growSelection(article.text, article.paragraphs, place(workspace), unit);
  select(workspace, span);
  workspace.say(`Selected ${wordCount(article.text, span)}`);
}

function shrink(workspace: Workspace, unit: SelectionUnit): void {
  const { article } = workspace.state;
  if (!article) return;
  const span = shrinkSelection(article.text, article.paragraphs, place(workspace), unit);
  select(workspace, span);
  if (spanLength(span) > 0) workspace.say(`Selected ${wordCount(article.text, span)}`);
}

function wordCount(text: string, span: Span): string {
  const words =
    text.slice(span.start, span.end).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'.-]*/gu)?.length ?? 0;
  return countOf(words, 'word');
}

function pickQuotation(workspace: Workspace, step: 1 | -1): void {
  const { article } = workspace.state;
  if (!article) return;
  const at = place(workspace);
  const here = article.quotations.some((quotation) => spansEqual(quotation, at));
  const found =
    step > 0
      ? nextQuotation(article.quotations, here ? at.end : at.start)
      : previousQuotation(article.quotations, at.start);
  if (!found) {
    workspace.say(step > 0 ? 'No quotation after the caret.' : 'No quotation before the caret.');
    return;
  }
  select(workspace, { start: found.start, end: found.end });
  workspace.tourStep('select');
  workspace.say(`Selected quotation, ${wordCount(article.text, found)}`);
}

function pickGap(workspace: Workspace, step: 1 | -1): void {
  const { article } = workspace.state;
  if (!article) return;
  const gaps = article.gaps();
  const at = place(workspace);
  const found =
    step > 0
      ? (gaps.find((gap) => gap.start >= at.end && !spansEqual(gap, at)) ?? gaps[0])
      : (gaps.findLast((gap) => gap.end <= at.start) ?? gaps.at(-1));
  if (!found) {
    workspace.say('Every quotation has a tag.');
    return;
  }
  select(workspace, { start: found.start, end: found.end });
  const index = gaps.indexOf(found) + 1;
  workspace.say(`Untagged quotation ${index} of ${gaps.length}, ${wordCount(article.text, found)}`);
}

function stepTag(workspace: Workspace, step: 1 | -1): void {
  const { article } = workspace.state;
  if (!article) return;
  if (article.tags.size === 0) {
    workspace.say(noTagsYet(workspace));
    return;
  }
  const active = workspace.activeTag();
  const offset = place(workspace).start;
  let target: Tag | undefined;
  if (active) target = article.tags.at(article.tags.rankOf(active.id) + step);
  else target = step > 0 ? article.tags.next(offset - 1) : article.tags.previous(offset);
  if (!target) {
    workspace.say(step > 0 ? 'This is the last tag.' : 'This is the first tag.');
    return;
  }
  workspace.goToTag(target);
  workspace.say(
    `${workspace.describeTag(target)}. ${article.tags.rankOf(target.id) + 1} of ${article.tags.size}.`,
  );
}

/** The innermost tag at the caret; again for the one around it. */
function selectTagAtCaret(workspace: Workspace): void {
  const { article, selection } = workspace.state;
  if (!article || !selection) return;
  chooseAmong(workspace, article.tags.covering(selection.focus));
}

/** What the last click or Space chose among, so that the next one there goes outward. */
let lastChoice = { among: '', chosen: '' };

/** Selects the shortest of some tags, again for the one around it; says which of how many. */
export function chooseAmong(workspace: Workspace, tags: readonly Tag[]): void {
  if (tags.length === 0) {
    workspace.selectTags([]);
    workspace.say('No tag here.');
    return;
  }
  const among = tags.map(({ id }) => id).join(' ');
  const active = workspace.activeTag()?.id;
  const isRepeated = among === lastChoice.among && active === lastChoice.chosen;
  const index = isRepeated ? (tags.findIndex(({ id }) => id === active) + 1) % tags.length : 0;
  const tag = tags[index];
  if (!tag) return;
  lastChoice = { among, chosen: tag.id };
  workspace.selectTags([tag.id]);
  const which = tags.length > 1 ? ` ${index + 1} of ${tags.length}.` : '';
  workspace.say(`${workspace.describeTag(tag)}.${which}`);
}

/** The tags over an offset in words, for *Say what is at the caret*. */
export function tagsInWords(workspace: Workspace, offset: number): string {
  const { article } = workspace.state;
  const tags = article?.tags.covering(offset) ?? [];
  if (!article || tags.length === 0) return 'No tag at the caret.';
  const parts = tags.map((tag) => {
    const label = workspace.categoryOf(tag)?.label ?? tag.category;
    const speaker = tag.attributes['speaker'];
    const frame = tag.attributes['frame'];
    return `${label}${speaker ? ` by ${speaker}` : frame ? `, ${frame.replaceAll('_', ' ')}` : ''}`;
  });
  return `In: ${parts.join('; ')}`;
}

function toggleBrush(workspace: Workspace): void {
  const { mode, library } = workspace.state;
  if (mode.type === 'brush') {
    cancelMode(workspace);
    return;
  }
  const category =
    workspace.activeTag()?.category ??
    workspace.recentCategories()[0] ??
    library.codebook.categories[0]?.id;
  if (category === undefined) return;
  startBrush(workspace, category);
}

/** Enter: keeps boundaries, or chooses a category for the selection, or opens the tag's details. */
async function editDetails(workspace: Workspace): Promise<void> {
  const { mode, selection, article } = workspace.state;
  if (mode.type === 'adjust') {
    await keepBoundaries(workspace);
    return;
  }
  const inArticle = workspace.page.isTextFocused();
  if (inArticle && selection && !selection.collapsed) {
    if (workspace.selectedSpan()) workspace.showDialog({ type: 'categories', purpose: 'tag' });
    return;
  }
  if (!workspace.activeTag()) {
    const here = article?.tags.covering(selection?.focus ?? 0)[0];
    if (!here) {
      workspace.say(selectTextOrTag(workspace));
      return;
    }
    workspace.selectTags([here.id]);
  }
  workspace.tourStep('details');
  focusDetails(workspace);
}

function needTag(workspace: Workspace): boolean {
  if (workspace.activeTag()) return true;
  const tag = workspace.state.article?.tags.covering(workspace.state.selection?.focus ?? 0)[0];
  if (tag) {
    workspace.selectTags([tag.id]);
    return true;
  }
  workspace.say(selectTagFirst(workspace));
  return false;
}

/** Reveals a tag that was chosen elsewhere, for example in the list or the palette. */
export function revealTag(workspace: Workspace, tag: Tag): void {
  workspace.goToTag(tag);
  workspace.surface?.flash(tagHull(tag));
}
