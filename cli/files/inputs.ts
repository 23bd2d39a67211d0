// Files that a command is given: reading, placing, putting together, and what is left out of them.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Codebook } from '#core/codebook/codebook.ts';
import { describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import type { Codec, InputFile } from '#core/exchange/content/codec.ts';
import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';
import { findCodec, recogniseFormat } from '#core/exchange/pipeline/codecs.ts';
import { readContent } from '#core/exchange/pipeline/read-content.ts';
import { decodeText } from '#core/text/encoding/decode.ts';
import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import type { LooseArticle, LooseContent } from '#core/exchange/content/loose.ts';

import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';
import { explainSystemError } from '../terminal/system-error.ts';

export const TOOLS = makeCodecTools(createHash, TextDecoder, TextEncoder);

/** Most files of one folder that are read, and most bytes of all of them. */
const FILES = 20_000;
const FOLDER_BYTES = 4 * FILE_LIMIT;
/** Standard input, among paths. */
export const STANDARD_INPUT = '-';
/** What it is called in messages. */
const PIPED = 'standard input';

/** One input as it was given: a file, or a folder with the files in it. */
interface Given {
  readonly name: string;
  readonly isFolder: boolean;
  readonly files: readonly InputFile[];
}

/** Tags that were read from one input. */
interface ReadInput {
  readonly name: string;
  readonly codec: Codec;
  /** From 0 to 1; 1 where the format was named. */
  readonly certainty: number;
  readonly content: LooseContent;
}

/** Everything that was named: files of tags, and texts for those that leave theirs out. */
interface Inputs {
  readonly files: readonly ReadInput[];
  readonly texts: readonly string[];
}

/** Reads one path as it is: a file, the files of a folder, or standard input. */
async function readGiven(given: string, streams: Streams): Promise<Given> {
  if (given === STANDARD_INPUT) {
    const bytes = await streams.readInput(FILE_LIMIT);
    if (!bytes) throw new BadInput(tooLarge(PIPED, FILE_LIMIT));
    return { name: PIPED, isFolder: false, files: [{ path: PIPED, bytes }] };
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
    let total = 0;
    for (const name of names) {
      const inside = name.split(path.sep).join('/');
      const file = await readFile(path.join(full, name), `${given}/${inside}`);
      total += file.bytes.length;
      if (total > FOLDER_BYTES) throw new BadInput(tooLarge(given, FOLDER_BYTES));
      files.push(file);
    }
    return { name: given, isFolder: true, files };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(explain(given, error));
  }
}

/** Never reads more than the limit, whatever the file is. */
async function readFile(full: string, shown: string): Promise<InputFile> {
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
    return { path: shown, bytes: bytes.subarray(0, filled) };
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
  if (given.filter((each) => each === STANDARD_INPUT).length > 1) {
    throw new WrongUse('Standard input can be read once.');
  }
  const named = from === undefined ? null : readableCodec(from);
  const inputs: Given[] = [];
  for (const each of given) inputs.push(await readGiven(each, streams));
  const files: ReadInput[] = [];
  const texts: string[] = [];
  // Beside a file of tags, standard input can be the text that they are on.
  const hasTags = inputs.some(({ name }) => name !== PIPED && !isTextFile(name));
  const piped = hasTags ? inputs.find(({ name }) => name === PIPED) : undefined;
  const pipedText = piped ? plainText(piped) : null;
  if (pipedText !== null) texts.push(pipedText);
  const others = pipedText === null ? inputs : inputs.filter((each) => each !== piped);
  for (const input of joined(others, named)) {
    const text = isTextFile(input.name) ? plainText(input) : null;
    if (text === null) files.push(readOne(input, named));
    else texts.push(text);
  }
  if (files.length === 0) {
    throw new BadInput('These are texts. Name the file with the tags on them as well.');
  }
  return { files, texts };
}

function isTextFile(name: string): boolean {
  return /\.txt$/iu.test(name);
}

/** The text of a file that is an article and nothing else; `null` for any other. */
function plainText({ files, isFolder }: Given): string | null {
  const [file, ...others] = files;
  if (!file || isFolder || others.length > 0 || recogniseFormat(files)) return null;
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
    if (files.every(({ bytes }) => bytes.length === 0)) {
      throw new BadInput(files.length === 0 ? `${name} has no files in it.` : `${name} is empty.`);
    }
    throw new BadInput(`${name} is of no format that is known here. Name it with --from.`);
  }
  const { codec, certainty } = found;
  const content = readContent(codec, files, TOOLS);
  if (!content.ok) throw new BadInput(`${content.error.place}: ${content.error.detail}`);
  return { name, codec, certainty, content: content.value };
}

function readableCodec(name: string): Codec {
  const codec = findCodec(name);
  if (!codec) throw new WrongUse(`There is no format ${name}. See: framewise formats`);
  if (!codec.read) throw new WrongUse(`The format ${name} is written only.`);
  return codec;
}

/** What an input is called whose tags name nobody. */
export function nameOfInput(name: string): string {
  return path.basename(name).replace(/\.[^.]*$/u, '');
}

/** What was read, held against its texts. Tags that name nobody are of the input's own name. */
export function placeInputs(
  { files: inputs, texts: alone }: Inputs,
  codebook: Codebook,
): readonly { readonly input: ReadInput; readonly placed: PlacedContent }[] {
  const inFiles = inputs.flatMap(({ content }) =>
    content.articles.flatMap(({ text }) => text ?? []),
  );
  const texts = new Map([...inFiles, ...alone].map((text) => [TOOLS.sha256(text), text]));
  return inputs.map((input) => {
    const own =
      input.content.codebook ?? inputs.find(({ content }) => content.codebook)?.content.codebook;
    const author = { id: null, name: nameOfInput(input.name) };
    const placed = placeContent(withOnlyText(input.content, alone), {
      codebook: own ?? codebook,
      author,
      textOf: (sha256) => texts.get(sha256),
      tools: TOOLS,
    });
    return { input, placed };
  });
}

/** Content with the one text that was named, where its one article does not say which it is on. */
function withOnlyText(content: LooseContent, alone: readonly string[]): LooseContent {
  const { articles } = content;
  // A format of several files takes every text that is named for an article of its own.
  const untagged = articles.flatMap(({ text, tags }) => (tags.length === 0 ? (text ?? []) : []));
  const [text, ...others] = new Set([...alone, ...untagged]);
  const isUnsaid = ({ text: own, sha256 }: LooseArticle): boolean =>
    own === null && sha256 === null;
  if (text === undefined || others.length > 0 || articles.filter(isUnsaid).length !== 1) {
    return content;
  }
  return {
    ...content,
    articles: articles.map((article) => (isUnsaid(article) ? { ...article, text } : article)),
  };
}

/** Throws where the text of an article is neither in the files nor named beside them. */
export function requireTexts(read: readonly { readonly placed: PlacedContent }[]): void {
  const [homeless] = read.flatMap(({ placed }) => placed.withoutText);
  if (!homeless) return;
  throw new BadInput(
    `${homeless.place}: The text of this article is not in the file. Name its text as well.`,
  );
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
