import type { IMPORT_QUESTIONS } from '#core/contract/import.ts';
import { err, ok } from '#core/result.ts';

import type { Samples } from '../../codebook/samples.ts';
import type { ImportService } from '../../import/import-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { HandlersOf } from './handler.ts';

export interface ImportServices {
  readonly importer: ImportService;
  readonly desktop: Desktop;
  readonly samples: Samples;
}

/** Takes in what is chosen, dropped or pasted. */
export function importHandlers({
  importer,
  desktop,
  samples,
}: ImportServices): HandlersOf<typeof IMPORT_QUESTIONS> {
  return {
    'import:choose': async ({ what }) => {
      const paths = await desktop.chooseFiles(what);
      return paths.length > 0 ? importer.previewPaths(paths) : err({ type: 'cancelled' });
    },
    'import:preview-paths': ({ paths }) => importer.previewPaths(paths),
    'import:preview-text': ({ text }) => importer.previewText(text),
    'import:preview-sample': () => importer.previewPaths([samples.review]),
    'import:preview-clipboard': async () => {
      const { html, text } = await desktop.readClipboard();
      return importer.previewHtml(html, text);
    },
    'import:preview-html': ({ html, text }) => importer.previewHtml(html, text),
    'import:blocks': ({ token, key }) => importer.blocks(token, key),
    'import:reread': ({ token, source, options }) => importer.reread(token, source, options),
    'import:redecode': ({ token, key, encoding }) => importer.redecode(token, key, encoding),
    'import:reconsider': ({ token, decision }) => importer.reconsider(token, decision),
    'import:commit': ({ token, requestId, decisions }) =>
      importer.commit(token, requestId, decisions),
    'import:cancel': ({ token }) => {
      importer.cancel(token);
      return ok(null);
    },
    'import:stop': async () => ok({ stopped: await importer.stop() }),
  };
}
