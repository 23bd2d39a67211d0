import type { LOG_QUESTIONS } from '#core/contract/log.ts';
import { err, ok } from '#core/result.ts';

import type { Desktop } from '../../shell/dialogs.ts';
import type { Log } from '../../shell/log.ts';
import type { HandlersOf } from './handler.ts';

export interface LogServices {
  readonly log: Pick<Log, 'file' | 'read' | 'trace'>;
  readonly desktop: Pick<Desktop, 'showInFolder' | 'writeClipboard'>;
  /** The window's page shows nothing that works any more. */
  readonly pageFailed: () => void;
}

/** Keeps the log, and gives it to whoever wants to report something. */
export function logHandlers({
  log,
  desktop,
  pageFailed,
}: LogServices): HandlersOf<typeof LOG_QUESTIONS> {
  return {
    'log:window-error': ({ where, name, places }) => {
      const lines = [`  ${name}`, ...places.map((place) => `    at ${place}`)];
      log.trace(`An error in the window was not handled (${where}).`, lines.join('\n'));
      if (where === 'start' || where === 'drawing') pageFailed();
      return ok(null);
    },
    'log:copy': async () => {
      const text = log.read();
      if (text === '') return err({ type: 'no-log' });
      await desktop.writeClipboard(text);
      return ok({ lines: text.trimEnd().split('\n').length });
    },
    'log:show': () => {
      if (log.read() === '') return err({ type: 'no-log' });
      desktop.showInFolder(log.file);
      return ok(null);
    },
  };
}
