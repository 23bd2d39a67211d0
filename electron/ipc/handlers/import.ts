import type { IMPORT_QUESTIONS } from '#core/contract/import.ts';
import { err, ok } from '#core/result.ts';

import type { Samples } from '../../codebook/samples.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handler.ts';

export interface ImportServices {
  readonly exchange: Exchange;
  readonly desktop: Desktop;
  readonly samples: Samples;
}

/** Takes in what is chosen, dropped or pasted. */
export function importHandlers({
  exchange,
  desktop,
  samples,
}: ImportServices): HandlersOf<typeof IMPORT_QUESTIONS> {
  const importer = async () => (await exchange()).importer;
  return {
    'import:choose': async ({ what }) => {
      const paths = await desktop.chooseFiles(what);
      return paths.length > 0 ? (await importer()).previewPaths(paths) : err({ type: 'cancelled' });
    },
    'import:preview-paths': async ({ paths }) => (await importer()).previewPaths(paths),
    'import:preview-text': async ({ text }) => (await importer()).previewText(text),
    'import:preview-sample': async () => (await importer()).previewPaths([samples.review]),
    'import:preview-clipboard': async () => {
      const { html, text } = await desktop.readClipboard();
      return (await importer()).previewHtml(html, text);
    },
    'import:preview-html': async ({ html, text }) => (await importer()).previewHtml(html, text),
    'import:blocks': async ({ token, key }) => (await importer()).blocks(token, key),
    'import:reread': async ({ token, source, options }) =>
      (await importer()).reread(token, source, options),
    'import:redecode': async ({ token, key, encoding }) =>
      (await importer()).redecode(token, key, encoding),
    'import:reconsider': async ({ token, decision }) =>
      (await importer()).reconsider(token, decision),
    'import:commit': async ({ token, requestId, decisions }) =>
      (await importer()).commit(token, requestId, decisions),
    'import:cancel': async ({ token }) => {
      (await importer()).cancel(token);
      return ok(null);
    },
    'import:stop': async () => ok({ stopped: await (await importer()).stop() }),
  };
}
