import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Codebook } from '#core/codebook.ts';
import { describeTextError } from '#core/exchange-messages.ts';
import { assembleContent, type Assembled } from '#core/formats/assemble.ts';
import { FILE_LIMIT, type Codec, type InputFile, type LooseContent } from '#core/formats/codec.ts';
import { makeCodecTools } from '#core/formats/codec-tools.ts';
import { findCodec, recogniseFormat } from '#core/formats/codecs.ts';
import { decodeText } from '#core/text-decoding.ts';

import { BadInput, WrongUse } from './problem.ts';
import type { Streams } from './streams.ts';

export const TOOLS = makeCodecTools(createHash, TextDecoder, TextEncoder);

/** Most files of one folder that are read. */
const FILES = 20_000;
/** Standard input, among paths. */
export const STANDARD_INPUT = '-';

/** One input as it was given: a file, or a folder with the files in it. */
interface Given {
  readonly name: string;
  readonly isFolder: boolean;
  readonly files: readonly InputFile[];
}

/** Tags that were read from one input. */
export interface ReadInput {
  readonly name: string;
  readonly codec: Codec;
  /** From 0 to 1; 1 where the format was named. */
  readonly certainty: number;
  readonly content: LooseContent;
}

/** Everything that was named: files of tags, and texts for those that leave theirs out. */
export interface Inputs {
  readonly files: readonly ReadInput[];
  readonly texts: readonly string[];
}

/** Reads one path as it is: a file, the files of a folder, or standard input. */
export async function readGiven(given: string, streams: Streams): Promise<Given> {
  if (given === STANDARD_INPUT) {
    const bytes = await streams.readInput();
    return { name: 'standard input', isFolder: false, files: [{ path: 'standard input', bytes }] };
  }
  const full = path.resolve(streams.folder, given);
  try {
    if (!(await stat(full)).isDirectory()) {
      return { name: given, isFolder: false, files: [await readFile(full, given)] };
    }
    const entries = await readdir(full, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => path.relative(full, path.join(entry.parentPath, entry.name)))
      .sort();
    if (names.length > FILES) {
      throw new BadInput(`${given} has ${names.length} files; the limit is ${FILES}.`);
    }
    const files: InputFile[] = [];
    for (const name of names) {
      const inside = name.split(path.sep).join('/');
      files.push(await readFile(path.join(full, name), `${given}/${inside}`));
    }
    return { name: given, isFolder: true, files };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(explain(given, error));
  }
}

/** Never reads more than the limit, whatever the file is. */
async function readFile(full: string, shown: string): Promise<InputFile> {
  const handle = await open(full, 'r');
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw new BadInput(`${shown} is not a file.`);
    if (info.size > FILE_LIMIT) {
      const limit = FILE_LIMIT / 1024 / 1024;
      throw new BadInput(`${shown} is larger than ${limit} MB, which is the limit.`);
    }
    const bytes = new Uint8Array(info.size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return { path: shown, bytes: bytes.subarray(0, filled) };
  } finally {
    await handle.close();
  }
}

function explain(given: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return `There is no file ${given}.`;
    case 'EACCES':
    case 'EPERM':
      return `${given} may not be read.`;
    default:
      return `${given} could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Reads inputs in the format that was named, or in the one that each is recognised as. Several
 * files that belong together (a text and its tags) are taken together.
 */
export async function readInputs(
  given: readonly string[],
  from: string | undefined,
  streams: Streams,
): Promise<Inputs> {
  if (given.length === 0) throw new WrongUse('Name at least one file, or - for standard input.');
  const named = from === undefined ? null : readableCodec(from);
  const inputs: Given[] = [];
  for (const each of given) inputs.push(await readGiven(each, streams));
  const files: ReadInput[] = [];
  const texts: string[] = [];
  for (const input of joined(inputs, named)) {
    const text = plainText(input);
    if (text === null) files.push(readOne(input, named));
    else texts.push(text);
  }
  if (files.length === 0) {
    throw new BadInput('These are texts. Name the file with the tags on them as well.');
  }
  return { files, texts };
}

/** The text of a file that is an article and nothing else; `null` for any other. */
function plainText({ files, isFolder }: Given): string | null {
  const [file, ...others] = files;
  if (!file || isFolder || others.length > 0 || !/\.txt$/iu.test(file.path)) return null;
  if (recogniseFormat(files)) return null;
  const decoded = decodeText(file.bytes, TOOLS.decode);
  return decoded.ok ? decoded.value.text : null;
}

/** Files that are given one by one, and are of a format of several files, are one input. */
function joined(inputs: readonly Given[], named: Codec | null): readonly Given[] {
  const files = inputs.filter(({ isFolder }) => !isFolder).flatMap((input) => input.files);
  if (files.length < 2) return inputs;
  const codec = named ?? recogniseFormat(files)?.codec;
  if (codec?.output !== 'folder') return inputs;
  const [first] = files;
  const together = { name: first?.path ?? '', isFolder: false, files };
  return [...inputs.filter(({ isFolder }) => isFolder), together];
}

function readOne({ name, files }: Given, named: Codec | null): ReadInput {
  const found = named ? { codec: named, certainty: 1 } : recogniseFormat(files);
  if (!found) {
    throw new BadInput(`${name} is of no format that is known here. Name it with --from.`);
  }
  const { codec, certainty } = found;
  const content = codec.read?.(files, TOOLS);
  if (!content?.ok) {
    throw new BadInput(
      `${content?.error.place ?? name}: ${content?.error.detail ?? 'It cannot be read.'}`,
    );
  }
  return { name, codec, certainty, content: content.value };
}

function readableCodec(name: string): Codec {
  const codec = findCodec(name);
  if (!codec) throw new WrongUse(`There is no format ${name}. See: framewise formats`);
  if (!codec.read) throw new WrongUse(`The format ${name} is written only.`);
  return codec;
}

/** What was read, checked against its texts. Tags that name nobody are of the input's own name. */
export function assembleInputs(
  { files: inputs, texts: alone }: Inputs,
  codebook: Codebook,
): readonly { readonly input: ReadInput; readonly assembled: Assembled }[] {
  const inFiles = inputs.flatMap(({ content }) =>
    content.articles.flatMap(({ text }) => text ?? []),
  );
  const texts = new Map([...inFiles, ...alone].map((text) => [TOOLS.sha256(text), text]));
  return inputs.map((input) => {
    const own =
      input.content.codebook ?? inputs.find(({ content }) => content.codebook)?.content.codebook;
    const author = { id: null, name: path.basename(input.name).replace(/\.[^.]*$/u, '') };
    const assembled = assembleContent(input.content, {
      codebook: own ?? codebook,
      author,
      textOf: (sha256) => texts.get(sha256),
      tools: TOOLS,
    });
    return { input, assembled };
  });
}

/** Reads an article's text, in whatever encoding it is. */
export async function readArticle(
  given: string,
  streams: Streams,
): Promise<{ readonly name: string; readonly text: string }> {
  const { name, files, isFolder } = await readGiven(given, streams);
  const [file] = files;
  if (isFolder || !file) throw new BadInput(`${name} is a folder. Name the articles in it.`);
  const decoded = decodeText(file.bytes, TOOLS.decode);
  if (!decoded.ok) throw new BadInput(describeTextError(name, decoded.error));
  return { name, text: decoded.value.text };
}
