import { mkdir, mkdtemp, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { InputFile } from '#core/exchange/content/codec.ts';

import { BadInput } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';
import { explainSystemError } from '../terminal/system-error.ts';

/**
 * Writes one file, or a folder of files that is to be made: beside the target, and renamed, so that
 * nothing half written ever has its name. Throws where it cannot be written.
 *
 * @param files paths relative to `out`, parted by `/`
 */
export async function writeFiles(
  files: readonly InputFile[],
  { out, isFolder }: { readonly out: string; readonly isFolder: boolean },
  streams: Streams,
): Promise<void> {
  try {
    const given = path.resolve(streams.folder, out);
    // What a link leads to is replaced, not the link.
    const target = await realpath(given).catch(() => given);
    const existing = await stat(target).catch(() => null);
    if (isFolder && existing) {
      throw new BadInput(`${out} is there already. Name a folder that is to be made.`);
    }
    if (existing?.isDirectory()) throw new BadInput(`${out} is a folder. Name a file in it.`);
    if (existing && !existing.isFile()) {
      throw new BadInput(
        `${out} is not a file that can be replaced. Name another one, or - for standard output.`,
      );
    }
    const work = await mkdtemp(path.join(path.dirname(target), '.framewise-'));
    try {
      const made = path.join(work, 'out');
      if (isFolder) {
        await mkdir(made);
        for (const { path: name, bytes } of files) {
          const file = path.join(made, ...name.split('/'));
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, bytes, { flush: true });
        }
      } else await writeFile(made, files[0]?.bytes ?? new Uint8Array(), { flush: true });
      await rename(made, target);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(
      `${out} could not be written: ${explainSystemError(error)} Nothing was written.`,
    );
  }
}
