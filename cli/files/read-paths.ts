// Files that a command is given: reading, placing, putting together, and what is left out of them.
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { jsonInUtf8 } from '#core/exchange/containers/json-in-utf8.ts';
import type { InputFile } from '#core/exchange/content/codec.ts';
import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import { FOLDER_LIMITS } from '#core/exchange/pipeline/gather.ts';
import { grouped } from '#core/numbers.ts';

import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';
import { explainSystemError } from '../terminal/system-error.ts';
import type { Given } from './given.ts';
import { TOOLS } from './texts.ts';

/** Standard input, among paths. */
export const STANDARD_INPUT = '-';
/** What it is called in messages. */
export const PIPED = 'standard input';

/**
 * Reads everything that was named.
 *
 * @param isRaw whether files of JSON in UTF-16 stay as they are
 */
export async function readAll(
  given: readonly string[],
  streams: Streams,
  isRaw = false,
): Promise<Given[]> {
  if (given.length === 0) throw new WrongUse('Name at least one file, or - for standard input.');
  if (given.filter((each) => each === STANDARD_INPUT).length > 1) {
    throw new WrongUse('Standard input can be read once.');
  }
  const inputs: Given[] = [];
  for (const each of given) inputs.push(await readGiven(each, streams, isRaw));
  return inputs;
}

/** Reads one path as it is: a file, the files of a folder, or standard input. */
export async function readGiven(given: string, streams: Streams, isRaw = false): Promise<Given> {
  if (given === STANDARD_INPUT) {
    const bytes = await streams.readInput(FILE_LIMIT);
    if (!bytes) throw new BadInput(tooLarge(PIPED, FILE_LIMIT));
    return { name: PIPED, isFolder: false, files: [{ path: PIPED, bytes }] };
  }
  const full = path.resolve(streams.folder, given);
  try {
    if (!(await stat(full)).isDirectory()) {
      return { name: given, isFolder: false, files: [await readFile(full, given, isRaw)] };
    }
    const entries = await readdir(full, { recursive: true, withFileTypes: true });
    const links = entries.filter((entry) => entry.isSymbolicLink());
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(full, path.join(entry.parentPath, entry.name)))
      .filter((name) => !isOfPrograms(name))
      .sort();
    if (names.length > FOLDER_LIMITS.files) {
      throw new BadInput(
        `${given} has ${grouped(names.length)} files; the limit is ${grouped(FOLDER_LIMITS.files)}.`,
      );
    }
    const files: InputFile[] = [];
    let total = 0;
    for (const name of names) {
      const inside = name.split(path.sep).join('/');
      const shown = `${given.replace(/\/$/u, '')}/${inside}`;
      const file = await readFile(path.join(full, name), shown, isRaw).catch((error: unknown) => {
        if (error instanceof BadInput) throw error;
        throw new BadInput(explain(shown, error));
      });
      total += file.bytes.length;
      if (total > FOLDER_LIMITS.bytes) throw new BadInput(tooLarge(given, FOLDER_LIMITS.bytes));
      files.push(file);
    }
    return { name: given, isFolder: true, files, links: links.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(explain(given, error));
  }
}

/** Whether a path in a folder is hidden, or in a folder that is: programs keep what is theirs there. */
function isOfPrograms(name: string): boolean {
  return name.split(path.sep).some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** Never reads more than the limit, whatever the file is. */
async function readFile(full: string, shown: string, isRaw: boolean): Promise<InputFile> {
  // Opening a pipe that nobody writes to would never end.
  const handle = await open(full, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw new BadInput(`${shown} is not a file.`);
    if (info.size > FILE_LIMIT) throw new BadInput(tooLarge(shown, FILE_LIMIT));
    const bytes = new Uint8Array(info.size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    const read = bytes.subarray(0, filled);
    return { path: shown, bytes: isRaw ? read : jsonInUtf8(shown, read, TOOLS) };
  } finally {
    await handle.close();
  }
}

function tooLarge(shown: string, limit: number): string {
  return `${shown} is larger than ${limit / 1024 / 1024} MB, which is the limit.`;
}

function explain(given: string, error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? `There is no file ${given}.`
    : `${given} could not be read: ${explainSystemError(error)}`;
}
