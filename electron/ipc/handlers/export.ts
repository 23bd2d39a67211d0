import type { EXPORT_QUESTIONS } from '#core/contract/export.ts';
import { findFormatFacts } from '#core/exchange/content/format-facts.ts';
import { err, ok } from '#core/result.ts';

import type { Desktop } from '../../shell/dialogs.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handler.ts';

export interface ExportServices {
  readonly exchange: Exchange;
  readonly desktop: Desktop;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** Writes tags into files where the analyst wants them. */
export function exportHandlers({
  exchange,
  desktop,
  written,
}: ExportServices): HandlersOf<typeof EXPORT_QUESTIONS> {
  return {
    'export:preview': async (request) => (await exchange()).exporter.preview(request),
    'export:save': async (request) => {
      const format = findFormatFacts(request.format);
      if (!format) return err({ type: 'no-such-format', format: request.format });
      const { exporter } = await exchange();
      const path = await desktop.chooseExportPath(exporter.fileName(request), format);
      if (path === null) return err({ type: 'cancelled' });
      const saved = await exporter.save(request, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
    'export:stop': async () => {
      await (await exchange()).exporter.stop();
      return ok(null);
    },
  };
}
