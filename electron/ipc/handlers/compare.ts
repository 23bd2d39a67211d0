import type { COMPARE_QUESTIONS } from '#core/contract/compare.ts';
import { err, ok } from '#core/result.ts';

import type { CompareService } from '../../compare/compare-service.ts';
import type { EventReportService } from '../../compare/event-report-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { HandlersOf } from './handler.ts';

export interface CompareServices {
  readonly compare: CompareService;
  readonly eventReport: EventReportService;
  readonly desktop: Desktop;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** Says what is computed of an event, and writes it as a report. */
export function compareHandlers({
  compare,
  eventReport,
  desktop,
  written,
}: CompareServices): HandlersOf<typeof COMPARE_QUESTIONS> {
  return {
    'compare:read': (request) => compare.read(request),
    'compare:stop': () => {
      compare.stop();
      return ok(null);
    },
    'compare:save-report': async (request) => {
      const path = await desktop.chooseReportPath('event', {
        fileName: eventReport.fileName(request),
        format: request.format,
      });
      if (path === null) return err({ type: 'cancelled' });
      const saved = await eventReport.save(request, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
    'compare:stop-report': () => {
      eventReport.stop();
      return ok(null);
    },
  };
}
