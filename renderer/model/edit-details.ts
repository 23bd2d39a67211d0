import { keepBoundaries } from './boundaries.ts';
import { focusDetails } from './focus-details.ts';
import { selectTextOrTag } from './key-sentences.ts';
import { selectsTag } from './pick-tag.ts';
import type { Workspace } from './workspace.ts';

/** Keeps boundaries, or chooses a category for the selection, or opens the tag's details. */
export async function editDetails(workspace: Workspace): Promise<void> {
  const { mode, selection } = workspace.state;
  if (mode.type === 'adjust') {
    await keepBoundaries(workspace);
    return;
  }
  if (workspace.page.isTextFocused() && selection && !selection.collapsed) {
    chooseCategory(workspace);
    return;
  }
  if (!selectsTag(workspace)) {
    workspace.say(selectTextOrTag(workspace));
    return;
  }
  workspace.tourStep('details');
  focusDetails(workspace);
}

/** Asks for the category of the selected words. */
export function chooseCategory(workspace: Workspace): void {
  if (workspace.selectedSpan()) workspace.showDialog({ type: 'categories', purpose: 'tag' });
}
