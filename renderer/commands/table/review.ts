import { keepPersonCommand, type REVIEW_COMMANDS } from '#core/contract/commands/review.ts';

import { stepReturn } from '../../model/return.ts';
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
  startEditing,
  stepDifference,
  takeDecisionBack,
} from '../../model/review.ts';
import type { Workspace } from '../../model/workspace.ts';
import { forDigits, type Runs } from './run.ts';

export const REVIEW_RUNS: Runs<typeof REVIEW_COMMANDS> = {
  'next-difference': (w) => {
    stepLine(w, 1);
  },
  'previous-difference': (w) => {
    stepLine(w, -1);
  },
  'skip-difference': (w) => {
    stepLine(w, 1);
  },
  'accept-theirs': (w) => acceptTheirs(w),
  'keep-mine': (w) => keepMine(w),
  'keep-both': (w) => keepBoth(w),
  ...forDigits(keepPersonCommand, (_digit, person) => (w) => keepOfPerson(w, person)),
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
    w.panes.showDetails('comment');
  },
  'take-decision-back': (w) => takeDecisionBack(w),
  'decide-by-rule': (w) => {
    if (w.state.review) w.dialogs.show({ type: 'rules' });
  },
};

/** The next or previous line of what is on screen: a return, or the differences. */
function stepLine(workspace: Workspace, by: 1 | -1): void {
  if (!stepReturn(workspace, by)) stepDifference(workspace, by);
}
