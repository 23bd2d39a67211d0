// What the process for hostile files does: reading what was named, saying what it is. Nothing here knows
// the library.
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import { jsonInUtf8 } from '#core/exchange/containers/json-in-utf8.ts';
import { FOLDER_LIMITS } from '#core/exchange/pipeline/gather.ts';
import type { ReadFrom } from '#core/exchange/pipeline/tags-in-utf8.ts';
import { describeReadError } from '#core/exchange/pipeline/sentences.ts';
import { showHidden } from '#core/guards/labels.ts';
import { JSON_LIMITS } from '#core/guards/json-guard.ts';
import { grouped } from '#core/numbers.ts';
import { ARTICLE_LIMITS } from '#core/text/encoding/limits.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import { readFileChecked } from '../../files/read-file.ts';
import type { Refused } from './found-article.ts';
import { isArticleFile } from './names.ts';

/** A file as it was at one moment. */
export interface OpenedFile {
  /** Absolute. */
  readonly at: string;
  /** The end of it, which tells it from the others and has one folder at least; parted by `/`. */
  readonly path: string;
  /** What it is called in the sheet: its name, with folders where that is in a folder that was opened. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether this very file was named, and not a folder that it is in. */
  readonly isChosen: boolean;
  /** Whether it is in an archive, which stands at its place. */
  readonly isPacked?: boolean;
  /** What it was in, where its bytes were turned into UTF-8, and the bytes as they were. */
  readonly from?: ReadFrom & { readonly bytes: Uint8Array };
}

type Named = Omit<OpenedFile, 'bytes'>;

/** A file that is read by itself when its turn comes, as there may be many large ones. */
export interface SourceOnDisk {
  readonly type: 'to-read';
  readonly name: string;
  /** Absolute. */
  readonly at: string;
  /** What is said of it where no article is found in it: a whole sentence. */
  readonly otherwise?: string;
}

/** What became of a file that somebody named. */
export type OpenedPath = OpenedFile | SourceOnDisk | Refused;

/** Endings of pages and documents, which no format of tags has. */
const SOURCE_NAME = /\.(?:x?html?|xht|mht|mhtml|pdf|docx|docm|odt|rtf|emlx?|mbox)$/iu;

/**
 * Reads files and all files of folders that somebody named.
 *
 * @param report is told how much is read, from 0 to 1
 */
export async function openPaths(
  paths: readonly string[],
  report: (share: number) => void,
): Promise<OpenedPath[]> {
  const found: (Named | Refused)[] = [];
  const seen = new Set(paths);
  const nameOf = chosenNames(paths);
  for (const each of paths) {
    const inside = await listFolder(each);
    if (inside === null) found.push({ at: each, ...nameOf(each), isChosen: true });
    else if ('type' in inside) found.push(inside);
    else found.push(...inside.filter(({ at }) => !seen.has(at)));
  }
  const opened: OpenedPath[] = [];
  let bytes = 0;
  for (const [index, each] of found.entries()) {
    if ('type' in each) {
      opened.push(each);
      continue;
    }
    if (SOURCE_NAME.test(each.name)) {
      opened.push({ type: 'to-read', name: each.name, at: each.at });
      continue;
    }
    const file = await openFile(each);
    if ('bytes' in file) bytes += file.bytes.length;
    if (bytes > FOLDER_LIMITS.bytes) return [...refusals(opened), tooManyBytes(paths)];
    opened.push(file);
    report((index + 1) / found.length);
  }
  return opened;
}

/** Reads one file, if it may be read and is not too large for what it is. */
export async function openFile(named: Named): Promise<OpenedFile | Refused> {
  const opened = await readFileChecked(named.at, (name, head) =>
    isArticleFile(name, head) ? ARTICLE_LIMITS.bytes : JSON_LIMITS.bytes,
  );
  const { name } = named;
  if (opened.ok) return { ...named, bytes: jsonInUtf8(name, opened.value.bytes, NODE_TOOLS) };
  return { type: 'refused', name, reason: describeReadError(name, opened.error) };
}

function refusals(opened: readonly OpenedPath[]): (SourceOnDisk | Refused)[] {
  return opened.flatMap((each) => ('type' in each ? [each] : []));
}

function tooManyBytes(paths: readonly string[]): Refused {
  const name = paths
    .map((each) => path.basename(each))
    .join(', ')
    .slice(0, 200);
  const limit = grouped(FOLDER_LIMITS.bytes / 1024 / 1024);
  const reason = `${showHidden(name)}: The files in it have more than ${limit} MB, which is the limit for one go. Nothing of it was taken; open a part of it at a time.`;
  return { type: 'refused', name, reason };
}

/** The files in a folder, however deep; `null` for what is no folder. */
async function listFolder(folder: string): Promise<Named[] | Refused | null> {
  // A path to another computer is not touched.
  if (/^[\\/]{2}/u.test(folder)) return null;
  if ((await lstat(folder).catch(() => null))?.isDirectory() !== true) return null;
  const name = path.basename(folder);
  const refuse = (reason: string): Refused => ({
    ...{ type: 'refused', name },
    reason: `${showHidden(name)} ${reason}`,
  });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return refuse('is a folder that may not be read.');
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) return refuse('is a folder without files.');
  if (files.length > FOLDER_LIMITS.files) {
    const [count, limit] = [files.length, FOLDER_LIMITS.files].map(grouped);
    return refuse(
      `has ${count} files, and ${limit} is the limit for one go. Nothing of it was taken; open a part of it at a time.`,
    );
  }
  return files.map((at) => {
    const inside = path.relative(folder, at).split(path.sep).join('/');
    return { at, path: `${name}/${inside}`, name: inside, isChosen: false };
  });
}

/** What files that were named one by one are called: by their folders too, where two have one name. */
function chosenNames(paths: readonly string[]): (file: string) => Pick<Named, 'path' | 'name'> {
  const folders = paths.map((each) => path.dirname(each).split(path.sep));
  const [first = [], ...others] = folders;
  const end = first.findIndex((part, depth) => others.some((parts) => parts[depth] !== part));
  const shared = (end < 0 ? first : first.slice(0, end)).join(path.sep);
  const from = shared === '' ? path.sep : shared;
  const names = paths.map((each) => path.basename(each));
  const isTwice = new Set(names).size < names.length;
  return (file) => {
    const inside = path.relative(from, file).split(path.sep).join('/');
    return {
      path: `${path.basename(from)}/${inside}`,
      name: isTwice ? inside : path.basename(file),
    };
  };
}
