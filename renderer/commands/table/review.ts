import { keepPersonCommand, type REVIEW_COMMANDS } from '#core/contract/commands/review.ts';

import type { Workspace } from '../../model/workspace.ts';
import { forDigits, type Runs } from './run.ts';

export const REVIEW_RUNS: Runs<typeof REVIEW_COMMANDS> = {
  'next-difference': (w) => stepLine(w, 1),
  'previous-difference': (w) => stepLine(w, -1),
  'review-open': (w) => w.leads.toOpen(),
  'next-contested': (w) => w.leads.toContested(),
  'skip-difference': (w) => stepLine(w, 1),
  'accept-theirs': (w) => w.decisions.acceptTheirs(),
  'keep-mine': (w) => w.decisions.keepMine(),
  'keep-both': (w) => w.decisions.keepBoth(),
  ...forDigits(keepPersonCommand, (_digit, person) => (w) => w.decisions.digit(person)),
  'edit-difference': (w) => w.decisions.startEditing(),
  'accept-edited': (w) => w.decisions.acceptEdited(),
  'reject-difference': (w) => w.decisions.rejectAll(),
  'nothing-here': (w) => w.decisions.nothingHere(),
  'defer-difference': (w) => w.decisions.defer(),
  'mark-unclear': (w) =>
    w.decisions.remark({ guidelineUnclear: w.state.review?.remarks.guidelineUnclear !== true }),
  'comment-difference': (w) => {
    w.panes.showDetails('comment');
  },
  'take-decision-back': (w) => w.decisions.takeBack(),
  'decide-by-rule': (w) => {
    if (w.state.review) w.dialogs.show({ type: 'rules' });
  },
};

/** The next or previous line of what is on screen: a return, or the differences. */
function stepLine(workspace: Workspace, by: 1 | -1): unknown {
  return workspace.returns.step(by) ? undefined : workspace.leads.step(by);
}
