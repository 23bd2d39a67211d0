import { tagCommand, type TAG_COMMANDS } from '#core/contract/commands/tags.ts';

import { startAdjusting } from '../../model/boundaries.ts';
import { toggleBrush } from '../../model/brush.ts';
import { chooseCategory, editDetails } from '../../model/edit-details.ts';
import { focusDetails } from '../../model/focus-details.ts';
import { withTag } from '../../model/pick-tag.ts';
import { addFragment, deleteTags, tagWithDigit, takeSelectionAs } from '../../model/tags.ts';
import { forDigits, type Runs } from './run.ts';

export const TAG_RUNS: Runs<typeof TAG_COMMANDS> = {
  ...forDigits(tagCommand, (digit) => (w) => tagWithDigit(w, digit)),
  'pick-category': (w) => {
    chooseCategory(w);
  },
  brush: (w) => {
    toggleBrush(w);
  },
  'edit-details': (w) => editDetails(w),
  'edit-boundaries': (w) => {
    startAdjusting(w);
  },
  'add-fragment': (w) => addFragment(w),
  'set-speaker': (w) => takeSelectionAs(w, 'speaker'),
  'set-cue': (w) => takeSelectionAs(w, 'cue'),
  'change-category': (w) => {
    withTag(w, () => {
      w.showDialog({ type: 'categories', purpose: 'change' });
    });
  },
  'duplicate-tag': (w) => {
    withTag(w, () => {
      w.showDialog({ type: 'categories', purpose: 'duplicate' });
    });
  },
  'edit-note': (w) => {
    withTag(w, () => {
      focusDetails(w, 'note');
    });
  },
  'delete-tags': (w) => deleteTags(w),
  codebook: (w) => {
    w.showDialog({ type: 'codebook' });
  },
};
