import type { FILE_COMMANDS } from '#core/contract/commands/files.ts';

import { chooseFiles, importClipboard } from '../../model/import.ts';
import { saveNow } from '../../model/saving.ts';
import type { Runs } from './run.ts';

export const FILE_RUNS: Runs<typeof FILE_COMMANDS> = {
  open: (w) => chooseFiles(w, 'files'),
  'open-folder': (w) => chooseFiles(w, 'folder'),
  'new-from-clipboard': (w) => importClipboard(w),
  save: (w) => saveNow(w),
  export: (w) => {
    w.showDialog({ type: 'export' });
  },
  trash: (w) => {
    w.showDialog({ type: 'trash' });
  },
  settings: (w) => {
    w.showDialog({ type: 'settings' });
  },
};
