import type { BrowserWindow } from 'electron';

import { askInBox } from './boxes.ts';
import type { Log } from './log.ts';
import { Revival, type RevivalNeeds } from './revival.ts';

/** Follows what becomes of a window's page, notes it, and brings it back. */
export function watchPage(
  window: BrowserWindow,
  needs: Pick<RevivalNeeds, 'quit' | 'showLog'> & { readonly log: Log },
): Revival {
  const { webContents } = window;
  const { log } = needs;
  const revival = new Revival({
    ...needs,
    // Not while Chromium is still telling everyone of the death.
    reload: () => {
      setImmediate(() => {
        if (!window.isDestroyed()) webContents.reload();
      });
    },
    kill: () => {
      webContents.forcefullyCrashRenderer();
    },
    ask: (question) => askInBox(window.isDestroyed() ? null : window, question),
    now: () => performance.now(),
  });
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const { reason, exitCode: code } = details;
    log.note('The window’s process ended.', { reason, code });
    revival.died();
  });
  webContents.on('preload-error', (_event, _path, error) => {
    log.error('The preload script failed.', error);
  });
  window.on('unresponsive', () => {
    log.note('The window does not respond.');
    void revival.hangs();
  });
  window.on('responsive', () => {
    log.note('The window responds again.');
    revival.responds();
  });
  return revival;
}
