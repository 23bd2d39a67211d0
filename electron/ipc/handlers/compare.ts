import type { COMPARE_QUESTIONS } from '#core/contract/compare.ts';
import { err, ok } from '#core/result.ts';

import type { Desktop } from '../../shell/dialogs.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handler.ts';

export interface CompareServices {
  readonly exchange: Exchange;
  readonly desktop: Desktop;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** Says what is computed of an event, and writes it as a report. */
export function compareHandlers({
  exchange,
  desktop,
  written,
}: CompareServices): HandlersOf<typeof COMPARE_QUESTIONS> {
  return {
    'compare:read': async (request) => (await exchange()).compare.read(request),
    'compare:stop': async () => {
      (await exchange()).compare.stop();
      return ok(null);
    },
    'compare:save-report': async (request) => {
      const { eventReport } = await exchange();
      const path = await desktop.chooseReportPath('event', {
        fileName: eventReport.fileName(request),
        format: request.format,
      });
      if (path === null) return err({ type: 'cancelled' });
      const saved = await eventReport.save(request, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
    'compare:stop-report': async () => {
      (await exchange()).eventReport.stop();
      return ok(null);
    },
  };
}
