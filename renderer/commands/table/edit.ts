import type { EDIT_COMMANDS } from '#core/contract/commands/edit.ts';

import { copyCitation } from '../../model/article/citation.ts';
import { copyTagCard } from '../../model/compare/copy-card.ts';
import type { Runs } from './run.ts';

export const EDIT_RUNS: Runs<typeof EDIT_COMMANDS> = {
  undo: (w) => w.changes.travel('undo'),
  redo: (w) => w.changes.travel('redo'),
  'copy-citation': (w) => copyCitation(w),
  'copy-tag-card': (w) => copyTagCard(w),
  find: (w) => {
    w.find.open();
  },
  'find-next': (w) => {
    w.find.step(1);
  },
  'find-previous': (w) => {
    w.find.step(-1);
  },
  'find-everywhere': (w) => {
    w.search.open();
  },
  'go-to': (w) => {
    w.preferences.tourStep('find');
    w.dialogs.show({ type: 'go-to', initial: '' });
  },
};
