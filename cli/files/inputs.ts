import { groupBy } from '#core/collections/order.ts';
import type { Codec, InputFile } from '#core/exchange/content/codec.ts';
import type { ReadRefusal } from '#core/exchange/content/loose.ts';
import { findCodec } from '#core/exchange/pipeline/codecs.ts';
import { tagsInZip } from '#core/exchange/pipeline/files-in-zip.ts';
import { gatherFiles, type FileUnit, type GatheredFiles } from '#core/exchange/pipeline/gather.ts';
import { readContent } from '#core/exchange/pipeline/read-content.ts';
import { describeSourceCode } from '#core/exchange/pipeline/source-code.ts';
import { describeUnknown, resembles } from '#core/exchange/pipeline/resembles.ts';
import { tagsInUtf8, textInUtf8 } from '#core/exchange/pipeline/tags-in-utf8.ts';
import { countOf } from '#core/numbers.ts';

import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { Call } from '../terminal/command.ts';
import type { Streams } from '../terminal/streams.ts';
import { withTexts } from './find-texts.ts';
import { nameNobodies, withGivenNames, type ReadInput } from './people.ts';
import type { Given, GivenFile } from './given.ts';
import { PIPED, readAll } from './read-paths.ts';
import { readSources, type ReadInputs } from './sources.ts';
import {
  describeGuesses,
  ENCODING,
  namedEncoding,
  readableFrom,
  readTextFile,
  TOOLS,
  type FileEncoding,
  type TextFile,
} from './texts.ts';

/** Options of every command that reads files of tags. */
export const INPUT_OPTIONS = {
  from: { type: 'string', value: 'FORMAT', help: 'The format, where it is not to be found out.' },
  annotator: {
    type: 'string',
    value: 'FILE=NAME',
    isList: true,
    help: 'Whose the tags in a file are that names nobody; once for each file. NAME alone: of all.',
  },
  encoding: ENCODING,
} as const;

/** Everything that was named: files of tags, and texts for those that leave theirs out. */
export interface Inputs {
  readonly files: readonly ReadInput[];
  /** Texts that no file of tags has taken for its own by its name. */
  readonly texts: readonly TextFile[];
  /** Texts and tags in another encoding than UTF-8, wherever they belong. */
  readonly recoded: readonly FileEncoding[];
  /** Files of folders that are damaged, or cannot be read: they are left out. */
  readonly damaged: readonly ReadRefusal[];
  /** What is left out of what was named, and what was guessed. */
  readonly notes: readonly string[];
}

/** What a call says about how its inputs are read. */
interface ReadingChoices {
  readonly named: Codec | null;
  readonly encoding: ReturnType<typeof namedEncoding>;
  readonly annotators: readonly string[];
}

/** Throws where the call names a format or an encoding that is not there: before anything is read. */
export function readingChoices({ values, lists }: Pick<Call, 'values' | 'lists'>): ReadingChoices {
  return {
    named: values['from'] === undefined ? null : readableCodec(values['from']),
    encoding: namedEncoding(values['encoding']),
    annotators: lists['annotator'] ?? [],
  };
}

/**
 * Reads inputs in the format that was named, or in the one that each is recognised as. Files that
 * belong together (texts and their tags) are taken together, wherever they lie.
 *
 * @param takesArticles whether pages and documents are enough, without tags on them
 */
export async function readInputs(
  call: Pick<Call, 'inputs' | 'values' | 'lists'>,
  streams: Streams,
  takesArticles = false,
): Promise<Inputs> {
  const choices = readingChoices(call);
  return readInputFiles(await openInputs(call.inputs, streams, choices), choices, takesArticles);
}

/**
 * Everything that was named, pages and documents as the articles that are in them. Files of tags, and the
 * texts that they are on, stay as they are, whatever else they look like.
 */
export async function openInputs(
  given: readonly string[],
  streams: Streams,
  { named, encoding }: ReadingChoices,
): Promise<ReadInputs> {
  const read = (await readAll(given, streams)).map((input) => (named ? input : unpacked(input)));
  const inputs = read.map((input) => ({
    ...input,
    files: input.files.map((file) => {
      const { file: readable, from } = tagsInUtf8(file, TOOLS, encoding, named !== null);
      return from ? { ...readable, from } : file;
    }),
  }));
  const tagged = new Set<InputFile>(
    named ? [] : gatherInputs(inputs, null).flatMap(({ found }) => found.units.flatMap(filesOf)),
  );
  return readSources(inputs, encoding === undefined ? {} : { encoding }, (file, reader) =>
    named ? !MAY_HAVE_TAGS.has(reader) : !tagged.has(file),
  );
}

/** An input in which archives of tags are the files in them. */
function unpacked(input: Given): Given {
  const packed = input.files.map((file) => tagsInZip(file, TOOLS));
  const isUnpacked = packed.some((files) => files !== null);
  if (!isUnpacked) return input;
  const files = input.files.flatMap((file, index) => packed[index] ?? [file]);
  return { ...input, isFolder: true, files };
}

/** Readers of files that may be of the format that was named. */
const MAY_HAVE_TAGS = new Set(['table', 'records', 'zip', 'feed']);

function filesOf({ files }: FileUnit): readonly InputFile[] {
  return files;
}

/** The same of inputs whose bytes were read: standard input can be read only once. */
export function readInputFiles(
  { inputs, notes, damaged: unread }: ReadInputs,
  { named, encoding, annotators }: ReadingChoices,
  takesArticles = false,
): Inputs {
  const gathered = gatherInputs(inputs, named);
  refuseWhatWasChosen(inputs, gathered);
  const damaged = [
    ...unread,
    ...gathered.flatMap(({ found }) => found.unknown.flatMap(refuseDamaged)),
  ];
  const texts = gathered.flatMap(({ found }) =>
    found.texts.flatMap((file) => textOf(file, encoding, isChosen(inputs, file), damaged) ?? []),
  );
  const recoded: FileEncoding[] = inputs.flatMap(({ files }) =>
    files.flatMap(({ path, from }) => (from ? [readableFrom(path, from)] : [])),
  );
  const read = gathered.flatMap(({ name, found }) =>
    found.units.map((unit) => {
      const files = unit.files.map((file) => {
        if (unit.codec.output !== 'folder' || !isTextFile(file)) return file;
        const { file: readable, from } = textInUtf8(file, TOOLS, encoding);
        recoded.push(...(from ? [readableFrom(file.path, from)] : []));
        return readable;
      });
      return readUnit({ ...unit, files }, name !== null && found.units.length === 1 ? name : null);
    }),
  );
  // A page or document is worth reading by itself; a text is there already.
  const hasArticles = takesArticles && texts.some(({ details }) => details);
  if (read.length === 0 && !hasArticles) refuseTexts(gathered, encoding);
  const isThere = knownTexts(read, texts);
  const found = read.map((input) => withTexts(input, texts, isThere));
  const files = withGivenNames(
    nameNobodies(
      found.map(({ input }) => input),
      inputs,
    ),
    annotators,
  );
  const isRecoded = ({ encoding: own }: TextFile): boolean => own !== 'utf-8';
  const all = [...recoded, ...texts.filter(isRecoded)];
  return {
    files,
    texts,
    recoded: all,
    damaged,
    notes: [
      ...notes,
      ...describeAside(gathered),
      ...describeBlank(gathered),
      ...describeLinks(inputs),
      ...describeGuesses(all),
      ...found.flatMap(({ notes }) => notes),
    ],
  };
}

/** Says of a SHA-256 whether the text that has it is there; they are worked out when one is asked for. */
function knownTexts(
  read: readonly ReadInput[],
  texts: readonly TextFile[],
): (sha256: string) => boolean {
  let known: ReadonlySet<string> | undefined;
  return (sha256) => {
    const inFiles = (): string[] =>
      read.flatMap(({ content }) => content.articles.flatMap(({ text }) => text ?? []));
    known ??= new Set([...inFiles(), ...texts.map(({ text }) => text)].map(TOOLS.sha256));
    return known.has(sha256);
  };
}

/** Whether nothing in them is a file of tags: all are texts of articles. */
export function areTexts(inputs: readonly Given[], { named }: ReadingChoices): boolean {
  const isText = (file: InputFile): boolean => file.path === PIPED || isTextFile(file);
  return (
    named === null &&
    inputs.every(({ files }) => files.every(isText)) &&
    gatherInputs(inputs, null).every(({ found }) => found.units.length === 0)
  );
}

interface GatheredInput {
  /** The folder; `null` for files that were named one by one. */
  readonly name: string | null;
  readonly found: GatheredFiles;
}

/**
 * What the inputs are. Each folder with tags is looked at by itself; texts of folders that have
 * nothing else, and those that were named, may be the ones that tags in any of them are on.
 */
function gatherInputs(inputs: readonly Given[], named: Codec | null): readonly GatheredInput[] {
  const chosen = new Set(inputs.flatMap(({ isFolder, files }) => (isFolder ? [] : files)));
  const options = { named, isChosen: (file: InputFile) => chosen.has(file), isArticle };
  const folders = inputs.filter(({ isFolder }) => isFolder);
  const alone = folders.map((folder) => gatherFiles(folder.files, TOOLS, options));
  const hasOthers = inputs.some(({ files }) => !files.every(isTextFile));
  const textFolders = folders.filter(({ files }, index) =>
    named
      ? hasOthers && files.every(isTextFile)
      : alone[index]?.units.length === 0 && alone[index].unknown.length === 0,
  );
  // Beside a file of tags, standard input can be the text that they are on, whatever is named.
  const others = [...chosen, ...textFolders.flatMap(({ files }) => files)];
  const isBeside = ({ path }: InputFile): boolean =>
    named !== null && hasOthers && (path === PIPED || others.every(isTextFile));
  const loose = gatherFiles(
    others.filter((file) => !isBeside(file)),
    TOOLS,
    options,
  );
  const candidates = [...loose.texts, ...others.filter(isBeside)];
  const withTags = folders.filter((folder) => !textFolders.includes(folder));
  const gathered = withTags.map(({ name, files }): GatheredInput => {
    const found = gatherFiles([...files, ...candidates], TOOLS, options);
    return { name, found: { ...found, texts: found.texts.filter((text) => files.includes(text)) } };
  });
  const used = new Set(gathered.flatMap(({ found }) => found.units.flatMap(({ files }) => files)));
  const texts = candidates.filter((text) => !used.has(text));
  return [...gathered, { name: null, found: { ...loose, texts } }];
}

function isChosen(inputs: readonly Given[], file: InputFile): boolean {
  return inputs.some(({ isFolder, files }) => !isFolder && files.includes(file));
}

/** Throws where a file that was named, or all that is in a folder, is of no known format. */
function refuseWhatWasChosen(inputs: readonly Given[], gathered: readonly GatheredInput[]): void {
  for (const { name, isFolder, files } of inputs) {
    if (files.length === 0) throw new BadInput(`${name} has no files in it.`);
    if (!isFolder && files.every(({ bytes }) => bytes.length === 0)) {
      throw new BadInput(`${name} is empty.`);
    }
  }
  for (const { name, found } of gathered) {
    const [unknown, ...others] = found.unknown;
    if (!unknown) continue;
    const isNothingElse = found.units.length + found.texts.length === 0;
    if (name !== null && !isNothingElse) continue;
    const more =
      others.length === 0 ? '' : ` ${countOf(others.length, 'other file')} cannot be read either.`;
    const sentence = describeUnknown(unknown.path, unknown, TOOLS);
    throw new BadInput(`${sentence} If it is of a format, name it with --from.${more}`);
  }
}

/** A text as it is read; one of a folder that cannot be read is left out, which is a fault of the input. */
function textOf(
  file: InputFile,
  encoding: string | undefined,
  isNamed: boolean,
  damaged: ReadRefusal[],
): TextFile | null {
  try {
    return readTextFile(file, encoding);
  } catch (error) {
    if (isNamed || !(error instanceof BadInput)) throw error;
    const { path: place } = file;
    const told = error.message.startsWith(place)
      ? `It${error.message.slice(place.length)}`
      : error.message;
    if (!isBlank(file)) damaged.push({ place, reason: told, tags: 0 });
    return null;
  }
}

/** Whether a file has nothing in it that could be lost. */
function isBlank({ bytes }: InputFile): boolean {
  return bytes.every((byte) => byte <= 0x20 && byte !== 0);
}

/** Why a file of no known format is a fault of the input; nothing where it may be there for others. */
function refuseDamaged(file: InputFile): ReadRefusal[] {
  if (resembles(file, TOOLS)?.isDamaged !== true) return [];
  return [{ place: file.path, reason: describeUnknown('It', file, TOOLS), tags: 0 }];
}

/** Throws where there are texts and no tags. */
function refuseTexts(gathered: readonly GatheredInput[], encoding: string | undefined): never {
  const texts = gathered.flatMap(({ found }) => found.texts);
  const odd = texts.find((text) => !isTextFile(text));
  if (odd) throw new BadInput(describeUnknown(odd.path, odd, TOOLS));
  for (const each of texts) {
    const { path, text } = readTextFile(each, encoding);
    const code = describeSourceCode(path, text);
    if (code !== null) throw new BadInput(code);
  }
  const unknown = describeKinds(gathered.flatMap(({ found }) => found.unknown));
  const these = unknown.length > 0 ? 'The others' : 'These';
  throw new BadInput(
    [...unknown, `${these} are texts. Name the file with the tags on them as well.`].join('\n'),
  );
}

/** What is left out of folders, by name. */
function describeAside(gathered: readonly GatheredInput[]): string[] {
  const aside = gathered.flatMap(({ found }) => found.aside.map(({ path }) => path));
  const unknown = gathered.flatMap(({ found }) =>
    found.unknown.filter((file) => resembles(file, TOOLS)?.isDamaged !== true),
  );
  const first = aside.slice(0, SHOWN).join(', ');
  const more = aside.length > SHOWN ? ` and ${countOf(aside.length - SHOWN, 'other')}` : '';
  return [
    ...(aside.length > 0 ? [`Left out, as there are no tags in them: ${first}${more}.`] : []),
    ...describeKinds(unknown),
  ];
}

/** Texts in folders that have nothing in them. */
function describeBlank(gathered: readonly GatheredInput[]): string[] {
  const blank = gathered.flatMap(({ found }) => found.texts.filter(isBlank));
  const [first, ...others] = blank;
  if (!first) return [];
  const more = others.length > 0 ? ` Nor have ${countOf(others.length, 'other file')}.` : '';
  return [`${first.path} has no text, and is left out.${more}`];
}

/** Links in folders, which are not followed. */
function describeLinks(inputs: readonly Given[]): string[] {
  return inputs.flatMap(({ name, links = [] }) => {
    const [first] = links;
    if (first === undefined) return [];
    return [
      `${countOf(links.length, 'link')} in ${name} such as ${first} ${links.length === 1 ? 'is' : 'are'} not followed. Name what ${links.length === 1 ? 'it leads' : 'they lead'} to as well.`,
    ];
  });
}

/** Files of no known format, those of one kind in one line. */
function describeKinds(unknown: readonly InputFile[]): string[] {
  const kinds = [...groupBy(unknown, (file) => describeUnknown('', file, TOOLS)).values()];
  const more = kinds.slice(SHOWN).reduce((sum, { length }) => sum + length, 0);
  return [
    ...kinds.slice(0, SHOWN).flatMap(([first, ...others]) => {
      if (!first) return [];
      const so =
        others.length > 0
          ? ` So ${others.length === 1 ? 'is' : 'are'} ${countOf(others.length, 'other file')}.`
          : '';
      return [`${describeUnknown(first.path, first, TOOLS)} It is left out.${so}`];
    }),
    ...(more > 0 ? [`${countOf(more, 'other file')} of no known format: left out.`] : []),
  ];
}

/** Files that are named one by one when they are left out. */
const SHOWN = 20;

function isTextFile(file: InputFile): boolean {
  return /\.txt$/iu.test(file.path) || file.path === PIPED || isArticle(file);
}

/** Whether a file is an article that was read out of a page or document. */
function isArticle(file: GivenFile): boolean {
  return file.details !== undefined;
}

function readUnit({ codec, certainty, files }: FileUnit, folder: string | null): ReadInput {
  const content = readContent(codec, files, TOOLS);
  if (!content.ok) throw new BadInput(`${content.error.place}: ${content.error.detail}`);
  const paths = files.map(({ path }) => path);
  const name = folder ?? paths[0] ?? '';
  return { name, codec, certainty, paths, author: name, content: content.value };
}

function readableCodec(name: string): Codec {
  const codec = findCodec(name);
  if (!codec) throw new WrongUse(`There is no format ${name}. See: framewise formats`);
  if (!codec.read) throw new WrongUse(`The format ${name} is written only.`);
  return codec;
}
