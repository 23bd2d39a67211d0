import type { RETURN_COMMANDS } from '#core/contract/commands/return.ts';

import type { Runs } from './run.ts';

export const RETURN_RUNS: Runs<typeof RETURN_COMMANDS> = {
  'turn-return': (w) => {
    w.returns.turn();
  },
  'contest-decision': (w) => {
    w.returns.startContest();
  },
  'withdraw-contest': (w) => w.returns.withdrawContest(),
  'take-over': (w) => w.returns.takeOver(),
  'keep-decision': (w) => w.returns.keepDecision(),
  'agreement-report': (w) => {
    if (w.state.article) w.dialogs.show({ type: 'agreement' });
  },
};
