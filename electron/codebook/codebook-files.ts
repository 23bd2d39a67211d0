import path from 'node:path';

import {
  CODEBOOK_FILE_LIMIT,
  CODEBOOK_FORMATS,
  readCodebookFile,
} from '#core/exchange/formats/codebook-file.ts';
import { describeReadError } from '#core/exchange/pipeline/sentences.ts';
import { suggestFileName } from '#core/guards/file-names.ts';
import type { CodebookOpenError, OpenedCodebook } from '#core/contract/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ExportDone, ExportError } from '#core/contract/export.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import { readFileChecked } from '../files/read-file.ts';
import { writeTarget } from '../files/write-target.ts';
import type { Library } from '../store/library/library.ts';

/** Reads the codebook in a file that somebody named. */
export async function openCodebook(
  file: string,
): Promise<Result<OpenedCodebook, CodebookOpenError>> {
  const read = await readFileChecked(file, () => CODEBOOK_FILE_LIMIT);
  if (!read.ok) {
    const reason = describeReadError(path.basename(file), read.error);
    return err({ type: 'no-codebook', reason });
  }
  const { name, bytes } = read.value;
  const found = readCodebookFile({ path: name, bytes }, NODE_TOOLS);
  if (!found.ok) {
    const { place, detail } = found.error;
    const reason = `${showHidden(place)}: ${showHidden(detail)} Nothing was changed.`;
    return err({ type: 'no-codebook', reason });
  }
  return ok({ fileName: name, codebook: found.value });
}

/** A format's name for files, with the name that the codebook's own file would have. */
export function describeCodebookFile(
  library: Pick<Library, 'document'>,
  name: string,
): { readonly title: string; readonly extension: string; readonly fileName: string } | null {
  const format = CODEBOOK_FORMATS.find((each) => each.name === name);
  if (!format) return null;
  const { codebook } = library.document;
  const { title, extension } = format;
  const fileName = suggestFileName(`${codebook.name} ${codebook.version}`, extension);
  return { title, extension, fileName };
}

/** Writes the codebook, and reads it back before that counts as done. */
export async function saveCodebook(
  services: {
    readonly library: Pick<Library, 'document'>;
    readonly now: () => Date;
    readonly generator: string;
  },
  name: string,
  file: string,
): Promise<Result<Pick<ExportDone, 'path' | 'fileName'>, ExportError>> {
  const format = CODEBOOK_FORMATS.find((each) => each.name === name);
  if (!format) return err({ type: 'nothing-to-export' });
  const { codebook } = services.library.document;
  const written = format.write(
    codebook,
    {
      generator: services.generator,
      exportedAt: services.now().toISOString(),
    },
    NODE_TOOLS,
  );
  const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
  const back = format.read({ path: path.basename(file), bytes }, NODE_TOOLS);
  if (!back.ok) return err({ type: 'does-not-verify', detail: back.error.detail });
  const done = await writeTarget(file, bytes);
  return done.ok ? ok({ path: file, fileName: path.basename(file) }) : done;
}
