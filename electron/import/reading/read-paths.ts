import type { Codebook } from '#core/codebook/codebook.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';
import { describeFileError } from '#core/exchange/framewise/problem.ts';
import { readFramewise } from '#core/exchange/framewise/read.ts';
import { tagsInZip } from '#core/exchange/pipeline/files-in-zip.ts';
import { gatherFiles } from '#core/exchange/pipeline/gather.ts';
import { isJsonLines } from '#core/exchange/containers/json-records.ts';
import { describeUnknown } from '#core/exchange/pipeline/resembles.ts';
import { describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { nameOfPath } from '#core/guards/file-names.ts';
import { findReader } from '#core/sources/readers/readers.ts';
import { decodeText } from '#core/text/encoding/decode.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import type { JobReports } from '../../jobs/messages.ts';
import { sideBySide } from '../../store/disk/side-by-side.ts';
import { findArticle, type FoundArticle, type Refused } from './found-article.ts';
import {
  findForeign,
  findFramewise,
  SHARES,
  type FoundTags,
  type OpenedUnit,
  type Surroundings,
} from './found-tags.ts';
import { tagsFileInUtf8 } from './in-utf8.ts';
import { isArticleFile, nameOfFiles } from './names.ts';
import { openPaths, type OpenedFile, type OpenedPath, type SourceOnDisk } from './open-paths.ts';

/** What was found in what was asked to be read. */
export type Found =
  | FoundArticle
  | FoundTags
  | Refused
  /** A page, document or table of articles, to be read by itself. */
  | SourceOnDisk
  /** What is about the data of a folder, such as a README; nobody asked for it by name. */
  | { readonly type: 'aside'; readonly name: string };

/** How what was named is read. */
export interface ReadPathsOptions {
  /** Whether what is called a plain text is taken as one, whatever is in it. */
  readonly asTexts?: boolean | undefined;
  /** What tags, and texts that they are on, are in where that is not UTF-8; else it is guessed. */
  readonly encoding?: string | undefined;
}

/**
 * Reads what was named together, files and folders. Files that are one thing in some format, such as
 * texts and the tags on them, are one; any other is a thing of its own, in the order of the files.
 */
export async function readPaths(
  paths: readonly string[],
  codebook: Codebook,
  watch?: JobReports,
  { asTexts = false, encoding }: ReadPathsOptions = {},
): Promise<Found[]> {
  const asTheyAre = await openPaths(paths, (share) => watch?.report?.(SHARES.read * share));
  const opened = asTheyAre
    .flatMap((each): readonly OpenedPath[] => ('bytes' in each ? unpacked(each) : [each]))
    .map((each): OpenedPath => ('bytes' in each ? tagsFileInUtf8(each, encoding) : each));
  const files = opened.filter((each) => 'bytes' in each);
  const byPath = new Map(files.map((file) => [file.path, file]));
  // What is gathered are the files themselves, and it is known what they were opened as.
  const own = (list: readonly { readonly path: string }[]): OpenedFile[] =>
    list.flatMap(({ path }) => byPath.get(path) ?? []);
  const gathered = gatherFiles(files, NODE_TOOLS, {
    isChosen: ({ path }) => byPath.get(path)?.isChosen === true,
  });
  const found: (readonly [OpenedPath | undefined, Found])[] = opened.flatMap((each) =>
    'bytes' in each ? [] : [[each, each] as const],
  );
  const texts = own(gathered.texts);
  for (const { codec, certainty, files: inUnit } of gathered.units) {
    const unit = { codec, certainty, files: own(inUnit) };
    const areTexts = unit.files.every(({ name, bytes }) => isArticleFile(name, bytes));
    if (codec !== FRAMEWISE && areTexts && (asTexts || certainty < SURE_OF_TEXTS)) {
      texts.push(...unit.files);
    } else
      found.push([unit.files[0], await findInUnit(unit, { codebook, texts, encoding }, watch)]);
  }
  for (const file of texts) {
    const isText = asTexts && isCalledText(file.name);
    found.push([file, (isText ? null : findSource(file)) ?? findText(file)]);
  }
  for (const file of own(gathered.unknown)) {
    found.push([file, refuseOwn(file) ?? findUnknown(file)]);
  }
  for (const file of own(gathered.aside)) found.push([file, { type: 'aside', name: file.name }]);
  const order = new Map(opened.map((each, index) => [each, index]));
  const orderOf = (each: OpenedPath | undefined): number => (each ? (order.get(each) ?? 0) : 0);
  return found.sort(([a], [b]) => orderOf(a) - orderOf(b)).map(([, each]) => each);
}

/** Files that are opened at the same time: while the disk gives one, another one is looked at. */
const OPENED = 4;

/** Reads many files, each of which is a thing of its own. */
export async function readApart(
  paths: readonly string[],
  codebook: Codebook,
  watch?: JobReports,
): Promise<Found[][]> {
  const found: Found[][] = paths.map(() => []);
  let done = 0;
  await sideBySide(paths.entries(), OPENED, async ([index, path]) => {
    found[index] = await readPaths([path], codebook, paths.length === 1 ? watch : undefined);
    done += 1;
    if (done < paths.length) watch?.report?.(done / paths.length);
  });
  return found;
}

/** The files of an archive of tags, as those of a folder; any other file as it is. */
function unpacked(file: OpenedFile): readonly OpenedFile[] {
  const files = tagsInZip(file, NODE_TOOLS);
  if (files === null) return [file];
  return files.map(({ path, bytes }) => {
    const inside = path.slice(file.path.length);
    return { ...file, path, name: `${file.name}${inside}`, bytes, isChosen: false, isPacked: true };
  });
}

/** What texts are taken for tags from: nobody reads a text that looks so as an article. */
const SURE_OF_TEXTS = 0.85;

async function findInUnit(
  unit: OpenedUnit,
  around: Surroundings,
  watch?: JobReports,
): Promise<FoundTags | Refused> {
  const [file] = unit.files;
  return unit.codec === FRAMEWISE && file
    ? findFramewise(file, around.codebook, watch)
    : findForeign(nameOfFiles(unit.files), unit, around);
}

/** Readers of what a plain text may look like and yet be one. */
const LIKE_TEXT: ReadonlySet<string> = new Set(['table', 'records']);

/** What a reader knows, whatever it is called; `null` where none does. */
function findSource({ name, at, bytes, isPacked }: OpenedFile): SourceOnDisk | null {
  if (isPacked === true) return null;
  const reader = findReader({ name, bytes });
  if (!reader) return null;
  const isText = LIKE_TEXT.has(reader.name) && isCalledText(name);
  return isText ? null : { type: 'to-read', name, at };
}

function isCalledText(name: string): boolean {
  return /\.(?:txt|text|md)$/iu.test(name);
}

/** An article is called like its file alone, whatever folder that was in. */
function findText({ name, bytes }: OpenedFile): FoundArticle | Refused {
  const found = findArticle(nameOfPath(name), bytes);
  return { ...found, name };
}

/** Says what is wrong with a file of this program; `null` for any other JSON, and for lines of JSON. */
function refuseOwn(file: OpenedFile): Refused | null {
  const { name, bytes } = file;
  if (!/\.json$/iu.test(name) || isJsonLines(file)) return null;
  const read = readFramewise(bytes, NODE_TOOLS);
  const isJson = read.ok || ['other-format', 'not-an-object'].includes(read.error.type);
  if (read.ok || isJson) return null;
  return { type: 'refused', name, reason: describeFileError(name, read.error) };
}

/** A file of no format of tags, which may be a table of articles. */
function findUnknown(file: OpenedFile): SourceOnDisk | Refused {
  const source = findSource(file);
  const refused = refuseUnknown(file);
  return source ? { ...source, otherwise: refused.reason } : refused;
}

/** Says what a file is like that is of no format here. */
function refuseUnknown(file: OpenedFile): Refused {
  const { name, bytes } = file;
  const refuse = (reason: string): Refused => ({ type: 'refused', name, reason });
  const text = decodeText(bytes, NODE_TOOLS.decode);
  const isNothingKnown = !text.ok && text.error.type === 'binary' && text.error.kind === null;
  return refuse(
    isNothingKnown ? describeTextError(name, text.error) : describeUnknown(name, file, NODE_TOOLS),
  );
}
