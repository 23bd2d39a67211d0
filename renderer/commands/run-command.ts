// Commands in the window: which key means which, and running one, however it was asked for. Their rows are
// in core/contract/commands; what they do is the model's.
import { commandOf, type CommandId } from '#core/contract/commands/commands.ts';

import type { DialogState } from '../model/state/app-state.ts';
import { keyHints } from '../model/window/key-words.ts';
import { shownReturn } from '../model/review/return.ts';
import { selectedTags } from '../model/state/selected-tags.ts';
import { severalRefused } from '../model/window/key-sentences.ts';
import type { Workspace } from '../model/workspace.ts';
import { ARTICLE_RUNS } from './table/article.ts';
import { COMPARE_RUNS } from './table/compare.ts';
import { EDIT_RUNS } from './table/edit.ts';
import { FILE_RUNS } from './table/files.ts';
import { HELP_RUNS } from './table/help.ts';
import { RETURN_RUNS } from './table/return.ts';
import { REVIEW_RUNS } from './table/review.ts';
import type { Run } from './table/run.ts';
import { SELECTION_RUNS } from './table/selection.ts';
import { TAG_RUNS } from './table/tags.ts';
import { VIEW_RUNS } from './table/view.ts';

const RUNS: Readonly<Record<CommandId, Run>> = {
  ...FILE_RUNS,
  ...EDIT_RUNS,
  ...SELECTION_RUNS,
  ...TAG_RUNS,
  ...REVIEW_RUNS,
  ...RETURN_RUNS,
  ...COMPARE_RUNS,
  ...ARTICLE_RUNS,
  ...VIEW_RUNS,
  ...HELP_RUNS,
};

/** Runs a command, however it was asked for: key, menu, palette or button. */
export function runCommand(workspace: Workspace, id: CommandId): void {
  const { view, about, several } = commandOf(id);
  const run = RUNS[id];
  const act = (): unknown => {
    // A menu can be clicked in any view; keys are only listened to in their own.
    if (view !== undefined) workspace.review.showView(view);
    const refused = severalRefused(workspace, id, selectedTags(workspace.state).length);
    if (refused !== null) {
      workspace.notices.say(refused);
      return undefined;
    }
    if (about === 'differences' && shownReturn(workspace.state)) {
      const hint = keyHints(workspace, [['turn-return', 'shows the differences.']]);
      workspace.notices.say(`This was decided by the reviewer; you can contest it. ${hint}`);
      return undefined;
    }
    if (view === 'compare') return workspace.compare.after(() => run(workspace));
    if (view !== 'review') return run(workspace);
    // It is about the list of differences, which must be there.
    return workspace.alignment.after(() =>
      workspace.state.view === view ? run(workspace) : undefined,
    );
  };
  // Which tag is selected is known once every tag that was asked for is there.
  void workspace.queue.run(act, several !== undefined);
}

/** Sheets that nothing is lost with when another command closes them. */
const PASSING: ReadonlySet<DialogState['type']> = new Set([
  'go-to',
  'guide',
  'shortcuts',
  'trash',
  'categories',
  'value',
]);

/** Runs a command of the application menu, which can be clicked while a sheet is open. */
export function runMenuCommand(workspace: Workspace, id: CommandId): void {
  afterTyped(workspace, () => {
    const { dialog } = workspace.state;
    if (dialog && PASSING.has(dialog.type)) {
      workspace.dialogs.closeAnd(() => {
        runCommand(workspace, id);
      });
    } else if (!dialog || commandOf(id).overSheets) runCommand(workspace, id);
  });
}

/** Runs the command of a button. */
export function runButtonCommand(workspace: Workspace, id: CommandId): void {
  afterTyped(workspace, () => {
    runCommand(workspace, id);
  });
}

/**
 * Does what a click asks for. What was typed before the click is about what was there before: a letter
 * does not go into the sheet that it opens.
 */
function afterTyped({ typeAhead }: Workspace, act: () => void): void {
  if (!typeAhead.isHolding || !typeAhead.hold(act)) act();
}
