import type { CODEBOOK_QUESTIONS } from '#core/contract/codebook.ts';
import { err, ok } from '#core/result.ts';

import { countCodebookUse } from '../../codebook/codebook-service.ts';
import type { Desktop } from '../../shell/dialogs.ts';
import type { Library } from '../../store/library/library.ts';
import type { HandlersOf } from './handler.ts';

export interface CodebookServices {
  readonly library: Library;
  readonly desktop: Desktop;
  readonly version: string;
  readonly now: () => Date;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** How codebooks are read and written; loaded when there is one. */
const files = () => import('../../codebook/codebook-files.ts');

/** Says what of the codebook is in use, and takes it to and from files. */
export function codebookHandlers({
  library,
  desktop,
  version,
  now,
  written,
}: CodebookServices): HandlersOf<typeof CODEBOOK_QUESTIONS> {
  return {
    'codebook:use': async () => ok(await countCodebookUse(library)),
    'codebook:open': async () => {
      const path = await desktop.chooseCodebookFile();
      return path === null ? err({ type: 'cancelled' }) : (await files()).openCodebook(path);
    },
    'codebook:save': async ({ format }) => {
      const { describeCodebookFile, saveCodebook } = await files();
      const file = describeCodebookFile(library, format);
      if (!file) return err({ type: 'nothing-to-export' });
      const path = await desktop.chooseCodebookPath(file);
      if (path === null) return err({ type: 'cancelled' });
      const generator = `Framewise ${version}`;
      const saved = await saveCodebook({ library, now, generator }, format, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
  };
}
