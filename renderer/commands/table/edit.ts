import type { EDIT_COMMANDS } from '#core/contract/commands/edit.ts';

import { copyCitation } from '../../model/citation.ts';
import { openFind, openSearch, stepFind } from '../../model/find.ts';
import type { Runs } from './run.ts';

export const EDIT_RUNS: Runs<typeof EDIT_COMMANDS> = {
  undo: (w) => w.travel('undo'),
  redo: (w) => w.travel('redo'),
  'copy-citation': (w) => copyCitation(w),
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
};
