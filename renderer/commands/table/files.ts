import type { FILE_COMMANDS } from '#core/contract/commands/files.ts';

import { saveNow } from '../../model/window/saving.ts';
import type { Runs } from './run.ts';

export const FILE_RUNS: Runs<typeof FILE_COMMANDS> = {
  open: (w) => w.import.choose('files'),
  'open-folder': (w) => w.import.choose('folder'),
  'new-from-clipboard': (w) => w.import.fromClipboard(),
  save: (w) => saveNow(w),
  export: (w) => {
    w.dialogs.show({ type: 'export' });
  },
  trash: (w) => {
    w.dialogs.show({ type: 'trash' });
  },
  settings: (w) => {
    w.dialogs.show({ type: 'settings' });
  },
};
