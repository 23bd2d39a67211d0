import type { HELP_COMMANDS } from '#core/contract/commands/help.ts';

import { copyLog, showLog } from '../../model/window/log.ts';
import type { Runs } from './run.ts';

export const HELP_RUNS: Runs<typeof HELP_COMMANDS> = {
  guide: (w) => {
    w.dialogs.show({ type: 'guide' });
  },
  shortcuts: (w) => {
    w.dialogs.show({ type: 'shortcuts' });
  },
  tour: (w) => {
    // It is about tagging.
    w.review.showView('annotate');
    return w.preferences.change({ tour: [] });
  },
  'sample-review': (w) => w.import.sampleReview(),
  'show-log': showLog,
  'copy-log': copyLog,
};
