import type { RETURN_COMMANDS } from '#core/contract/commands/return.ts';

import {
  keepDecision,
  startContest,
  takeOver,
  turnReturn,
  withdrawContest,
} from '../../model/return.ts';
import type { Runs } from './run.ts';

export const RETURN_RUNS: Runs<typeof RETURN_COMMANDS> = {
  'turn-return': (w) => {
    turnReturn(w);
  },
  'contest-decision': (w) => {
    startContest(w);
  },
  'withdraw-contest': (w) => withdrawContest(w),
  'take-over': (w) => takeOver(w),
  'keep-decision': (w) => keepDecision(w),
  'agreement-report': (w) => {
    if (w.state.article) w.dialogs.show({ type: 'agreement' });
  },
};
