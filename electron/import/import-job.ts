import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import type { ArticleSource } from '#core/article/article.ts';
import { guessTitle, proposeBoilerplate } from '#core/article/proposals.ts';
import { describeReadError, describeTextError } from '#core/exchange/pipeline/sentences.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { nameOfPath } from '#core/guards/file-names.ts';
import type { InputFile } from '#core/exchange/content/codec.ts';
import { recogniseFormat, type Recognised } from '#core/exchange/pipeline/codecs.ts';
import { FRAMEWISE, toLooseContent } from '#core/exchange/framewise/codec.ts';
import { readFramewise } from '#core/exchange/framewise/read.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import { readContent } from '#core/exchange/pipeline/read-content.ts';
import type { LooseAuthor, LooseContent } from '#core/exchange/content/loose.ts';
import { JSON_LIMITS } from '#core/guards/json-guard.ts';
import { showHidden } from '#core/guards/labels.ts';
import { splitParagraphs } from '#core/text/paragraphs.ts';
import type { Span } from '#core/text/span.ts';
import { checkText, decodeText, type DecodedText } from '#core/text/encoding/decode.ts';
import { describeFileError } from '#core/exchange/framewise/problem.ts';
import { ARTICLE_LIMITS } from '#core/text/encoding/limits.ts';

import { sha256 } from '../store/disk/sums.ts';
import type { JobReports } from '../jobs/messages.ts';
import { readFileChecked } from '../files/read-file.ts';
import { NODE_TOOLS } from '../files/node-tools.ts';
import { standInOf, type StandIn } from './people.ts';
import { findWords, type TagWords, type WordsFound } from './words.ts';

/** What is asked of the process that reads what others have made. */
export type ParseJob =
  /** The codebook says what the labels of other programs' files are taken for. */
  | { readonly type: 'read-files'; readonly paths: readonly string[]; readonly codebook: Codebook }
  /** The same bytes again, in the encoding that the analyst chose. */
  | {
      readonly type: 'decode';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly encoding: string;
    }
  | { readonly type: 'read-text'; readonly name: string; readonly text: string }
  /** Tags of articles whose texts the library has: these texts, or other versions of them. */
  | {
      readonly type: 'place';
      /** Whose the tags are that the file names nobody for. */
      readonly author: LooseAuthor;
      /** Each article with a text. */
      readonly content: LooseContent;
      readonly codebook: Codebook;
      readonly isOtherVersion: boolean;
    }
  /** Which texts have the words of which articles. */
  | {
      readonly type: 'find-words';
      readonly wanted: readonly (readonly TagWords[])[];
      readonly texts: readonly string[];
    };

/** What is answered to each job. */
export type ParseAnswer<J extends ParseJob = ParseJob> = J extends { readonly type: 'place' }
  ? PlacedContent
  : J extends { readonly type: 'find-words' }
    ? readonly WordsFound[]
    : J extends { readonly type: 'read-files' }
      ? readonly Found[]
      : Found;

/** A text that can be an article, with what is proposed for it. */
export interface FoundArticle {
  readonly type: 'article';
  readonly name: string;
  /** Bytes of the source. */
  readonly size: number;
  /** SHA-256 of the text. */
  readonly id: string;
  readonly text: string;
  readonly source: ArticleSource;
  readonly certainty: DecodedText['certainty'];
  readonly title: string;
  readonly firstLines: string;
  readonly boilerplate: readonly Span[];
  /** The source's bytes where the encoding is a guess, so that another can be tried. */
  readonly bytes: Uint8Array | null;
}

/** Tags that were found, of this program or another. */
export interface FoundTags {
  readonly type: 'tags';
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the files' bytes. */
  readonly bytesSha256: string;
  readonly file: PlacedContent;
  readonly standIn: StandIn;
  /** Name of the file beside this one that its text was read from; `null` where none was. */
  readonly textBeside: string | null;
  /** The format as a person knows it, and how sure it is that it is that one, from 0 to 1. */
  readonly format: { readonly title: string; readonly certainty: number };
}

/** What was found in what was asked to be read. */
export type Found =
  | FoundArticle
  | FoundTags
  /** `reason`: a whole sentence. */
  | { readonly type: 'refused'; readonly name: string; readonly reason: string };

/** Reads, decodes and checks; never throws for anything that is in a file. */
export function runParseJob<J extends ParseJob>(
  job: J,
  watch?: JobReports,
): Promise<ParseAnswer<J>>;
export async function runParseJob(job: ParseJob, watch?: JobReports): Promise<ParseAnswer> {
  switch (job.type) {
    case 'read-files':
      return readPaths(job.paths, job.codebook, watch);
    case 'decode':
      return findArticle(job.name, job.bytes, job.encoding);
    case 'read-text':
      return findPasted(job.name, job.text);
    case 'find-words':
      return findWords(job.wanted, job.texts);
    case 'place': {
      const { author, content, codebook, isOtherVersion } = job;
      return placeContent(content, { codebook, author, isOtherVersion, tools: NODE_TOOLS });
    }
  }
}

/** Most files of a folder, and bytes of all of them, that are looked at. */
const FOLDER_LIMITS = { files: 2_000, bytes: 256 * 1024 * 1024 } as const;

type Refused = Extract<Found, { type: 'refused' }>;

/**
 * Reads what was named together. Files that are one thing in some format, such as texts and the tags
 * on them, are one. A folder is read if its files are one thing; any other is refused.
 */
async function readPaths(
  paths: readonly string[],
  codebook: Codebook,
  watch?: JobReports,
): Promise<Found[]> {
  const read: (OpenedFile | Found)[] = [];
  for (const [index, each] of paths.entries()) {
    read.push((await readFolder(each, codebook)) ?? (await readOpened(each)));
    watch?.report?.((SHARES.read * (index + 1)) / paths.length);
  }
  const files = read.filter((each) => 'path' in each);
  const together = files.length > 1 ? recogniseFormat(files) : null;
  if (together?.codec.output === 'folder') {
    const name = nameOfFiles(files);
    return [...read.filter((each) => 'type' in each), findForeign(name, files, together, codebook)];
  }
  return read.map((each) => ('path' in each ? findIn(each, codebook, watch) : each));
}

/** What files that are one thing are called: the folder that all of them are in, or the one file. */
function nameOfFiles(files: readonly InputFile[]): string {
  const [first, ...others] = files.map(({ path: file }) => file.split(/[\\/]/u));
  if (!first || others.length === 0) return first?.at(-1) ?? '';
  const shared = first.findIndex((part, depth) => others.some((parts) => parts[depth] !== part));
  return first[shared - 1] ?? '';
}

async function readOpened(file: string): Promise<OpenedFile | Refused> {
  const opened = await readFileChecked(file, (name, head) =>
    isArticleFile(name, head) ? ARTICLE_LIMITS.bytes : JSON_LIMITS.bytes,
  );
  if (opened.ok) return { path: file, ...opened.value };
  const name = nameOfPath(file);
  return { type: 'refused', name, reason: describeReadError(name, opened.error) };
}

/** What the files of a folder are together; `null` for what is no such folder. */
async function readFolder(folder: string, codebook: Codebook): Promise<Found | null> {
  // A path to another computer is not touched.
  if (/^[\\/]{2}/u.test(folder)) return null;
  if ((await lstat(folder).catch(() => null))?.isDirectory() !== true) return null;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  if (names.length > FOLDER_LIMITS.files) return null;
  const files: OpenedFile[] = [];
  let bytes = 0;
  for (const name of names.sort()) {
    const opened = await readOpened(name);
    if ('type' in opened) continue;
    bytes += opened.bytes.length;
    if (bytes > FOLDER_LIMITS.bytes) return null;
    files.push(opened);
  }
  const recognised = recogniseFormat(files);
  return recognised?.codec.output === 'folder'
    ? findForeign(path.basename(folder), files, recognised, codebook)
    : null;
}

/** A file as it was at one moment. */
interface OpenedFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What one file by itself is: tags of this program or another, or an article. */
function findIn(file: OpenedFile, codebook: Codebook, watch?: JobReports): Found {
  const { name, bytes } = file;
  const recognised = isArticleFile(name, bytes) ? null : recogniseFormat([file]);
  if (recognised && recognised.codec !== FRAMEWISE) {
    return findForeign(name, [file], recognised, codebook);
  }
  return isFramewiseFile(name, bytes)
    ? findFramewise(file, codebook, watch)
    : findArticle(name, bytes);
}

function findForeign(
  name: string,
  files: readonly InputFile[],
  { codec, certainty }: Recognised,
  codebook: Codebook,
): Found {
  const read = readContent(codec, files, NODE_TOOLS);
  if (!read.ok) {
    const { place, detail } = read.error;
    return { type: 'refused', name, reason: `${showHidden(name)}: ${place}: ${detail}` };
  }
  // The analyst's codebook counts: a file cannot rename what its labels are taken for.
  const content = { ...read.value, codebook: null };
  return findTags(name, files, content, codebook, { title: codec.title, certainty });
}

/** Holds what was read against the texts that the file has. */
function findTags(
  name: string,
  files: readonly InputFile[],
  content: LooseContent,
  codebook: Codebook,
  format: FoundTags['format'],
  report?: (share: number) => void,
): FoundTags {
  const bytesSha256 = sha256(Buffer.concat(files.map(({ bytes }) => bytes)));
  const standIn = standInOf(name, files, bytesSha256);
  const author = { id: standIn.id, name: standIn.name };
  return {
    type: 'tags',
    name,
    size: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    bytesSha256,
    file: placeContent(content, { codebook, author, tools: NODE_TOOLS, report }),
    standIn,
    textBeside: null,
    format,
  };
}

/** Whether a file begins as the application's own do, or is called like them. */
function isFramewiseFile(name: string, bytes: Uint8Array): boolean {
  return /\.json$/iu.test(name) || FRAMEWISE.recognise([{ path: name, bytes }]) > 0;
}

/** Whether a file is an article and nothing else: a text is never taken for tags by its first brace. */
function isArticleFile(name: string, bytes: Uint8Array): boolean {
  return /\.(?:txt|md|html?)$/iu.test(name) && !isFramewiseFile(name, bytes);
}

/** How much of a file of tags is done when its bytes are JSON, and when its tags have been read. */
const SHARES = { read: 0.2, json: 0.35, tags: 0.8 } as const;

function findFramewise(file: OpenedFile, codebook: Codebook, watch?: JobReports): Found {
  const { name, bytes } = file;
  const read = readFramewise(bytes, NODE_TOOLS, (done, total) =>
    watch?.report?.(SHARES.json + (SHARES.tags - SHARES.json) * (done / total)),
  );
  if (!read.ok) return { type: 'refused', name, reason: describeFileError(name, read.error) };
  const format = { title: FRAMEWISE.title, certainty: 1 };
  return findTags(name, [file], toLooseContent(read.value), codebook, format, (share) =>
    watch?.report?.(SHARES.tags + (1 - SHARES.tags) * share),
  );
}

function findArticle(name: string, bytes: Uint8Array, encoding?: string): Found {
  const decoded = decodeText(bytes, NODE_TOOLS.decode, encoding);
  if (!decoded.ok) {
    return { type: 'refused', name, reason: describeTextError(name, decoded.error) };
  }
  const { text, bom, certainty } = decoded.value;
  const source = { name, encoding: decoded.value.encoding, bom, bytesSha256: sha256(bytes) };
  const found = describeArticle(text, source, bytes.length, certainty);
  const guessed = certainty.type === 'guess' || encoding !== undefined;
  return guessed ? { ...found, bytes } : found;
}

function findPasted(name: string, pasted: string): Found {
  // Half a character cannot be kept in UTF-8; anything else is kept as it came.
  const text = pasted.toWellFormed();
  const wrong = checkText(text);
  if (wrong) return { type: 'refused', name, reason: describeTextError(name, wrong) };
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > ARTICLE_LIMITS.bytes) {
    const error = { type: 'too-large', bytes: bytes.length, limit: ARTICLE_LIMITS.bytes } as const;
    return { type: 'refused', name, reason: describeTextError(name, error) };
  }
  const source = { name, encoding: 'utf-8', bom: false, bytesSha256: sha256(bytes) };
  return describeArticle(text, source, bytes.length, { type: 'certain' });
}

/** Lines and UTF-16 code units of the preview. */
const PREVIEW_LINES = 6;
const PREVIEW_LENGTH = 600;

function describeArticle(
  text: string,
  source: ArticleSource,
  size: number,
  certainty: DecodedText['certainty'],
): FoundArticle {
  return {
    type: 'article',
    name: source.name,
    size,
    id: sha256(text),
    text,
    source,
    certainty,
    title: guessTitle(text) || source.name,
    firstLines: firstLinesOf(text),
    boilerplate: proposeBoilerplate(text, splitParagraphs(text)).slice(0, 10_000),
    bytes: null,
  };
}

function firstLinesOf(text: string): string {
  const head = text.slice(0, 10 * PREVIEW_LENGTH);
  const lines = splitParagraphs(head)
    .map(({ start, end }) => head.slice(start, end).trim())
    .filter((line) => line !== '')
    .slice(0, PREVIEW_LINES)
    .join('\n');
  if (lines.length <= PREVIEW_LENGTH) return lines;
  return `${lines.slice(0, PREVIEW_LENGTH).replace(/[\ud800-\udbff]$/u, '')}…`;
}
