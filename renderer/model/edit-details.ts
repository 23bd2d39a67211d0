import { selectTextOrTag } from './key-sentences.ts';
import { selectsTag } from './pick-tag.ts';
import type { Workspace } from './workspace.ts';

/** Keeps boundaries, or chooses a category for the selection, or opens the tag's details. */
export async function editDetails(workspace: Workspace): Promise<void> {
  const { mode, selection } = workspace.state;
  if (mode.type === 'adjust') {
    await workspace.boundaries.keep();
    return;
  }
  if (workspace.focus.isInText() && selection && !selection.collapsed) {
    chooseCategory(workspace);
    return;
  }
  if (!selectsTag(workspace)) {
    workspace.notices.say(selectTextOrTag(workspace));
    return;
  }
  workspace.preferences.tourStep('details');
  workspace.panes.showDetails();
}

/** Asks for the category of the selected words. */
export function chooseCategory(workspace: Workspace): void {
  if (workspace.selection.span()) workspace.dialogs.show({ type: 'categories', purpose: 'tag' });
}
