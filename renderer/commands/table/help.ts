import type { HELP_COMMANDS } from '#core/contract/commands/help.ts';

import { importSampleReview } from '../../model/import.ts';
import type { Runs } from './run.ts';

export const HELP_RUNS: Runs<typeof HELP_COMMANDS> = {
  guide: (w) => {
    w.showDialog({ type: 'guide' });
  },
  shortcuts: (w) => {
    w.showDialog({ type: 'shortcuts' });
  },
  tour: (w) => w.changeSettings({ tour: [] }),
  'sample-review': (w) => importSampleReview(w),
};
