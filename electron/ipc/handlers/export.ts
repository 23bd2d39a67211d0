import type { EXPORT_QUESTIONS } from '#core/contract/export.ts';
import { findCodec } from '#core/exchange/pipeline/codecs.ts';
import { err, ok } from '#core/result.ts';

import type { ExportService } from '../../export/export-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { HandlersOf } from './handler.ts';

export interface ExportServices {
  readonly exporter: ExportService;
  readonly desktop: Desktop;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** Writes tags into files where the analyst wants them. */
export function exportHandlers({
  exporter,
  desktop,
  written,
}: ExportServices): HandlersOf<typeof EXPORT_QUESTIONS> {
  return {
    'export:preview': (request) => exporter.preview(request),
    'export:save': async (request) => {
      const codec = findCodec(request.format);
      if (!codec) return err({ type: 'no-such-format', format: request.format });
      const path = await desktop.chooseExportPath(exporter.fileName(request), codec);
      if (path === null) return err({ type: 'cancelled' });
      const saved = await exporter.save(request, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
    'export:stop': async () => {
      await exporter.stop();
      return ok(null);
    },
  };
}
