import { tagCommand, type TAG_COMMANDS } from '#core/contract/commands/tags.ts';

import { chooseCategory, editDetails } from '../../model/tags/edit-details.ts';
import { withTag } from '../../model/tags/pick-tag.ts';
import { forDigits, type Runs } from './run.ts';

export const TAG_RUNS: Runs<typeof TAG_COMMANDS> = {
  ...forDigits(tagCommand, (digit) => (w) => w.tags.tagWithDigit(digit)),
  'pick-category': (w) => {
    chooseCategory(w);
  },
  brush: (w) => {
    w.brush.toggle();
  },
  'edit-details': (w) => editDetails(w),
  'edit-boundaries': (w) => {
    w.boundaries.start();
  },
  'add-fragment': (w) => w.tags.addFragment(),
  'set-speaker': (w) => w.tags.takeSelectionAsSource(),
  'set-cue': (w) => w.tags.takeSelectionAs('cue'),
  'take-suggested': (w) => w.tags.takeSuggested(),
  'change-category': (w) => {
    withTag(w, () => {
      w.dialogs.show({ type: 'categories', purpose: 'change' });
    });
  },
  'repeat-details': (w) => w.tags.repeatDetails(),
  'duplicate-tag': (w) => {
    withTag(w, () => {
      w.dialogs.show({ type: 'categories', purpose: 'duplicate' });
    });
  },
  'edit-note': (w) => {
    withTag(w, () => {
      w.panes.showDetails('note');
    });
  },
  'delete-tags': (w) => w.tags.delete(),
  codebook: (w) => {
    w.dialogs.show({ type: 'codebook' });
  },
  people: (w) => {
    w.dialogs.show({ type: 'people' });
  },
};
