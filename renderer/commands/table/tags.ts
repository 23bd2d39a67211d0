import { linkAcross } from '../../model/compare/link-across.ts';
import { tagCommand, type TAG_COMMANDS } from '#core/contract/commands/tags.ts';

import { chooseCategory, editDetails } from '../../model/tags/edit-details.ts';
import { withTag } from '../../model/tags/pick-tag.ts';
import { forDigits, type Runs } from './run.ts';

/** Most characters that are looked for in all articles. */
const WORDS_LIMIT = 1000;

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
  'link-across': (w) => linkAcross(w),
  'tag-everywhere': (w) => {
    const span = w.selection.span();
    const { article } = w.state;
    if (!article || !span) return;
    const words = article.text.slice(span.start, span.end);
    if (words.length > WORDS_LIMIT)
      w.notices.say('Select fewer words: they are looked for in all articles.');
    else w.dialogs.show({ type: 'tag-everywhere', words });
  },
  codebook: (w) => {
    w.dialogs.show({ type: 'codebook' });
  },
  people: (w) => {
    w.dialogs.show({ type: 'people' });
  },
};
