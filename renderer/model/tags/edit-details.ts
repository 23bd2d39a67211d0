import type { AppState } from '../state/app-state.ts';
import type { Boundaries } from './boundaries.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Focus } from '../window/focus.ts';
import { selectTextOrTag } from '../window/key-sentences.ts';
import type { Panes } from '../window/panes.ts';
import { selectsTag, type TagPicker } from './pick-tag.ts';
import type { Preferences } from '../window/preferences.ts';
import type { Selection } from '../window/selection.ts';

interface CategoryChooser {
  readonly state: Pick<AppState, 'mode' | 'selection'>;
  readonly selection: Pick<Selection, 'span'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
}

interface DetailsOpener extends TagPicker, CategoryChooser {
  readonly state: TagPicker['state'] & Pick<AppState, 'mode'>;
  readonly selection: TagPicker['selection'] & CategoryChooser['selection'];
  readonly boundaries: Pick<Boundaries, 'keep'>;
  readonly focus: Pick<Focus, 'isInText'>;
  readonly preferences: Pick<Preferences, 'tourStep'>;
  readonly panes: Pick<Panes, 'showDetails'>;
}

/** Keeps boundaries, or chooses a category for the selection, or opens the tag's details. */
export async function editDetails(opener: DetailsOpener): Promise<void> {
  const { mode, selection } = opener.state;
  if (mode.type === 'adjust') {
    await opener.boundaries.keep();
    return;
  }
  if (opener.focus.isInText() && selection && !selection.collapsed) {
    chooseCategory(opener);
    return;
  }
  if (!selectsTag(opener)) {
    opener.notices.say(selectTextOrTag(opener));
    return;
  }
  opener.preferences.tourStep('details');
  opener.panes.showDetails();
}

/** Asks for the category of the selected words, or of the brush where none are selected. */
export function chooseCategory({ state, selection, dialogs }: CategoryChooser): void {
  const isBrush = state.mode.type === 'brush' && state.selection?.collapsed !== false;
  if (isBrush) dialogs.show({ type: 'categories', purpose: 'brush' });
  else if (selection.span()) dialogs.show({ type: 'categories', purpose: 'tag' });
}
