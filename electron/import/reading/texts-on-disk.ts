import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { textsBeside } from '#core/exchange/containers/text-beside.ts';

import { openFile, type OpenedFile } from './open-paths.ts';

/** Folders beside one whose names are looked at, names in all of them, texts that are read in all and for one file. */
const LIMITS = {
  folders: 50,
  names: 50_000,
  texts: 20_000,
  rivals: 5,
  bytes: 256 * 1024 * 1024,
} as const;

const TEXT_NAME = /\.(?:txt|text)$/iu;

/** A text beside a file of tags, by its name. */
export interface TextOnDisk {
  readonly file: OpenedFile;
  /** Whether it is in the very folder of the tags. */
  readonly isInFolder: boolean;
}

/**
 * Reads the texts of files of tags that were opened without them: those of the same name in the same
 * folder or in one beside it. No other file is read.
 *
 * @returns by `path` of the file of tags
 */
export async function readTextsBeside(
  tags: readonly OpenedFile[],
): Promise<ReadonlyMap<string, readonly TextOnDisk[]>> {
  const names = new NamesOnDisk();
  const called = new Set<string>();
  for (const folder of new Set(tags.map(({ at }) => path.dirname(at)))) {
    for (const each of await names.beside(folder)) called.add(each);
  }
  const reader = new TextReader();
  const found = new Map<string, readonly TextOnDisk[]>();
  const beside = textsBeside(
    tags.map(({ at, bytes }) => ({ path: at, bytes })),
    // The path stands in for what is in the file: two of one name are two texts until they are read.
    Array.from(called, (each) => ({ path: each, bytes: Buffer.from(each) })),
  );
  for (const { at, path: shown } of tags) {
    const { text = null, rivals = [] } = beside.get(at) ?? {};
    const texts: TextOnDisk[] = [];
    for (const each of text ? [text] : rivals.slice(0, LIMITS.rivals)) {
      const file = await reader.read(each.path);
      const isInFolder = path.dirname(each.path) === path.dirname(at);
      if (file) texts.push({ file, isInFolder });
    }
    found.set(shown, texts);
  }
  return found;
}

/** Reads texts, each once, until they are more than is read. */
class TextReader {
  readonly #read = new Map<string, OpenedFile | null>();
  #bytes = 0;

  async read(at: string): Promise<OpenedFile | null> {
    const known = this.#read.get(at);
    if (known !== undefined) return known;
    if (this.#read.size >= LIMITS.texts || this.#bytes > LIMITS.bytes) return null;
    const parts = at.split(path.sep);
    const named = { at, path: parts.slice(-2).join('/'), name: parts.at(-1) ?? '' };
    const file = await openFile({ ...named, isChosen: false });
    const text = 'bytes' in file ? file : null;
    this.#bytes += text?.bytes.length ?? 0;
    this.#read.set(at, text);
    return text;
  }
}

/** Names of texts in folders, each folder looked at once. */
class NamesOnDisk {
  readonly #folders = new Map<string, readonly string[]>();
  #names = 0;

  /** Paths of the texts in a folder and in those beside it. */
  async beside(folder: string): Promise<string[]> {
    const parent = path.dirname(folder);
    const entries =
      parent === folder ? [] : await readdir(parent, { withFileTypes: true }).catch(() => []);
    const siblings = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .slice(0, LIMITS.folders)
      .map(({ name }) => path.join(parent, name));
    const found: string[] = [];
    for (const each of new Set([folder, ...siblings])) found.push(...(await this.#textsIn(each)));
    return found;
  }

  async #textsIn(folder: string): Promise<readonly string[]> {
    const known = this.#folders.get(folder);
    if (known) return known;
    if (this.#names > LIMITS.names) return [];
    const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
    this.#names += names.length;
    const texts = names
      .filter((entry) => entry.isFile() && TEXT_NAME.test(entry.name))
      .map(({ name }) => path.join(folder, name));
    this.#folders.set(folder, texts);
    return texts;
  }
}
