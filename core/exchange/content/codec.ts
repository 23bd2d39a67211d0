import type { Codebook } from '../../codebook/codebook.ts';
import type { Confidence } from '../../tags/tag.ts';
import type { ArticleDetails } from '../../article/article.ts';
import { guardJson, type JsonGuardError } from '../../guards/json-guard.ts';
import type { NewsEvent } from '../../library/document.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Verdict } from '../../review/decision.ts';
import type { Span } from '../../text/span.ts';
import type { Loss } from './losses.ts';
import type { ExchangeReview, ExchangeContent } from './content.ts';
import type { StrictDecoder } from '../../text/encoding/text-decoding.ts';
import type { Sha1 } from '../../uuid-v5.ts';

/** One file of an export. */
export interface OutputFile {
  /** Relative to where the export goes, parts separated by `/`; safe on every system. */
  readonly path: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
}

/** One file to be read. */
export interface InputFile {
  /** As it is known to the person; for messages, and to match files that belong together. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface WriteOptions {
  /** Whether texts go into the file, where the format leaves a choice. */
  readonly includeText: boolean;
  /** Puts `annotator 1`, `annotator 2`, … in place of names. */
  readonly hideNames: boolean;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** Name and version of the application. */
  readonly generator: string;
  /** CSV alone: begins with a byte order mark, which spreadsheet programs need. */
  readonly spreadsheet?: boolean;
}

/** What a format makes of some content. */
export interface Written {
  readonly files: readonly OutputFile[];
  /** Everything that the content has and the files lack. */
  readonly losses: readonly Loss[];
}

/** What codecs need from outside. */
export interface CodecTools extends ReadTools {
  /** In UTF-8. */
  readonly encode: (text: string) => Uint8Array;
}

/** Why a file is refused as a whole. */
export interface CodecError {
  readonly type:
    /** Empty, not UTF-8, not JSON, not XML, not a zip archive. */
    | 'unreadable'
    /** The parts are there, and something in them makes no sense. */
    | 'malformed'
    /** It would leave its folder, grow without bound, or fetch something. */
    | 'unsafe'
    | 'too-large'
    | 'other-format'
    | 'newer-version';
  /** The file, with the line or the path inside it: `a.jsonl, line 7`. */
  readonly place: string;
  /** A whole sentence. */
  readonly detail: string;
}

/** Why one record is left out while the rest of the file is offered. */
export interface ReadRefusal {
  readonly place: string;
  /** A whole sentence. */
  readonly reason: string;
  /** How many tags are left out by it. */
  readonly tags: number;
}

/** A stretch as a file names it: nothing about it has been checked. */
export interface LooseSpan {
  /** `null`, as `end`, where the file has the words alone; they are looked for. */
  readonly start: number | null;
  readonly end: number | null;
  /** The words, where the file has them. */
  readonly exact: string | null;
  /** What stands around the words; used to find them where there is no position. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** A tag as a file has it: nothing about it has been checked. */
export interface LooseTag {
  readonly place: string;
  /** As in the file; anything but a UUID is replaced by one that is made from it. */
  readonly id: string | null;
  /** Id or label of a category. */
  readonly label: string;
  readonly fragments: readonly LooseSpan[];
  /** Values by id or label of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where values stand, by id or label of the attribute. */
  readonly attributeSpans: Readonly<Record<string, LooseSpan>>;
  /** Values of attributes that the category lacks, in files that keep them. */
  readonly aside?: Readonly<Record<string, string>>;
  readonly note: string;
  readonly confidence: Confidence | null;
  /** `null` where the file does not say. */
  readonly author: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
}

/** Somebody as a file names them; `id` of `null` where it has names alone. */
export interface LooseAuthor {
  readonly id: string | null;
  readonly name: string;
}

/** A reviewer's word as a file has it. */
export interface LooseDecision {
  readonly place: string;
  /** As in the file; anything but a UUID is replaced by one that is made from what it says. */
  readonly id: string | null;
  /** The tags by the ids that the file gives them. */
  readonly about: readonly string[];
  /** The tags of these that stand. */
  readonly kept: readonly string[];
  readonly passage: LooseSpan | null;
  readonly verdict: Exclude<Verdict, 'edit'>;
  readonly reason: string | null;
  readonly note: string;
  readonly reviewer: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly decided: string | null;
}

/** What somebody says of a tag or a decision, as a file has it. */
export interface LooseComment {
  readonly place: string;
  readonly id: string | null;
  /** The tag or the decision by the id that the file gives it. */
  readonly about: string;
  /** The comment that this one answers, by its id in the file. */
  readonly parent: string | null;
  readonly text: string;
  readonly contests: boolean;
  readonly author: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
}

/** An article as a file has it. */
export interface LooseArticle {
  readonly place: string;
  /** `null` where the file leaves it out. */
  readonly text: string | null;
  /** SHA-256 of the text, where the file has it. */
  readonly sha256: string | null;
  readonly details: Partial<ArticleDetails>;
  /** What all spans of this article count; `either` where programs disagree and the words decide. */
  readonly unit: 'utf-16' | 'code-points' | 'either';
  /** In the same unit. */
  readonly boilerplate: readonly Span[];
  readonly tags: readonly LooseTag[];
  /** What was decided and said about these tags, in formats that carry it. */
  readonly decisions?: readonly LooseDecision[];
  readonly comments?: readonly LooseComment[];
}

/** What a file says, before anything of it is placed on a text. */
export interface LooseContent {
  /** The file's own codebook; `null` where it has none. */
  readonly codebook: Codebook | null;
  readonly articles: readonly LooseArticle[];
  readonly events: readonly NewsEvent[];
  /** From formats that carry them with all that belongs to them. */
  readonly reviews: readonly ExchangeReview[];
  readonly refused: readonly ReadRefusal[];
  /** What was in the file and is not understood. */
  readonly ignored: readonly Loss[];
}

/**
 * One exchange format. Reading gives what the file says and nothing else: `assembleContent` checks
 * it against the text, for every format in the same way.
 */
export interface Codec {
  /** What the command line calls it. */
  readonly name: string;
  /** As a person knows it. */
  readonly title: string;
  /** Of the file, or of the main file of the folder, without the dot. */
  readonly extension: string;
  /** Whether an export is one file or a folder of files. */
  readonly output: 'file' | 'folder';
  /** What its offsets count, in words. */
  readonly unit: string;
  /** Whether texts are in the file. */
  readonly text: 'always' | 'never' | 'optional';
  readonly write: (content: ExchangeContent, options: WriteOptions, tools: CodecTools) => Written;
  /** What to show of an export whose files are not text: the part of it that is. */
  readonly sample?: (content: ExchangeContent, options: WriteOptions, tools: CodecTools) => string;
  /** How sure it is that these files are of this format, from 0 to 1; looks at names and beginnings. */
  readonly recognise: (files: readonly InputFile[]) => number;
  /** `null` for a format that is only written. */
  readonly read:
    ((files: readonly InputFile[], tools: CodecTools) => Result<LooseContent, CodecError>) | null;
}

/** Most bytes of a file that is read into memory as a whole. */
export const FILE_LIMIT = 128 * 1024 * 1024;

/** Limits on a file of lines, besides the one on its bytes; `length` in UTF-16 code units. */
export const LINE_LIMITS = { lines: 4_000_000, length: 20_000_000 } as const;

/** So many null bytes in a row are in no text: they are what a failed write leaves behind. */
const NULLS = '\0'.repeat(16);

/** Content without anything; what a codec does not know of stays as it is here. */
export const NOTHING_READ: LooseContent = {
  codebook: null,
  articles: [],
  events: [],
  reviews: [],
  refused: [],
  ignored: [],
};

/** The text of a file in UTF-8, a byte order mark left out. */
export function readText(
  { path, bytes }: InputFile,
  { decode }: Pick<CodecTools, 'decode'>,
): Result<string, CodecError> {
  if (bytes.length === 0) {
    return err({ type: 'unreadable', place: path, detail: 'The file is empty.' });
  }
  if (bytes.length > FILE_LIMIT) {
    return err({ type: 'too-large', place: path, detail: tooLarge(bytes.length) });
  }
  const text = decode(bytes, 'utf-8');
  if (text === undefined) {
    const detail = 'The file is not in UTF-8. Save it in UTF-8 and open it again.';
    return err({ type: 'unreadable', place: path, detail });
  }
  return ok(text.startsWith('\ufeff') ? text.slice(1) : text);
}

/** The text of a file that has one record on each line, as its lines; the last one has no end. */
export function readLines(
  file: InputFile,
  tools: Pick<CodecTools, 'decode'>,
): Result<string[], CodecError> {
  const text = readText(file, tools);
  if (!text.ok) return text;
  const { path } = file;
  let number = 0;
  for (let start = 0; start <= text.value.length;) {
    const found = text.value.indexOf('\n', start);
    const end = found < 0 ? text.value.length : found;
    number += 1;
    if (number > LINE_LIMITS.lines) {
      return err(moreThan(path, LINE_LIMITS.lines, 'lines'));
    }
    if (end - start > LINE_LIMITS.length) {
      return err(moreThan(`${path}, line ${number}`, LINE_LIMITS.length, 'characters'));
    }
    start = end + 1;
  }
  const damaged = findNulls(path, text.value);
  return damaged ? err(damaged) : ok(text.value.split(/\r?\n/u));
}

/** Why a text is refused in which a failed write has left null bytes; `null` for any other. */
export function findNulls(path: string, text: string): CodecError | null {
  const at = text.indexOf(NULLS);
  if (at < 0) return null;
  const line = text.slice(0, at).split('\n').length;
  return {
    type: 'unreadable',
    place: `${path}, line ${line}`,
    detail: 'There are null bytes in it.',
  };
}

/** What is said of the last record of a file that may have been cut. */
export const CUT = 'The file ends inside this line, or its line end is missing.';

/** Why more is not read than a limit allows. */
export function moreThan(place: string, limit: number, what: string): CodecError {
  const detail = `It has more than ${limit.toLocaleString('en')} ${what}, which is the limit.`;
  return { type: 'too-large', place, detail };
}

function tooLarge(bytes: number): string {
  const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
  return `The file has ${megabytes(bytes)} MB; the limit is ${megabytes(FILE_LIMIT)} MB.`;
}

/** The value of a file of JSON, within the limits on depth and size. */
export function readJson(
  { path, bytes }: InputFile,
  { decode }: Pick<CodecTools, 'decode'>,
): Result<unknown, CodecError> {
  const guarded = guardJson(bytes);
  if (!guarded.ok) return err(describeGuard(path, guarded.error));
  const text = decode(bytes.subarray(guarded.value.bom), 'utf-8');
  if (text === undefined) return err(describeGuard(path, { type: 'not-utf8', offset: 0 }));
  return ok(JSON.parse(text));
}

/** Why JSON is refused before it is read; offsets are in bytes. */
export function describeGuard(path: string, error: JsonGuardError): CodecError {
  const at = 'offset' in error ? `${path}, byte ${error.offset}` : path;
  switch (error.type) {
    case 'empty':
      return { type: 'unreadable', place: path, detail: 'The file is empty.' };
    case 'too-large':
      return { type: 'too-large', place: path, detail: tooLarge(error.bytes) };
    case 'too-many-tokens':
      return moreThan(path, error.limit, 'values');
    case 'not-utf8':
      return { type: 'unreadable', place: at, detail: 'The file is not in UTF-8.' };
    case 'nul-bytes':
      return { type: 'unreadable', place: at, detail: 'There are null bytes in it.' };
    case 'too-deep':
      return {
        type: 'unsafe',
        place: at,
        detail: `It is nested deeper than ${error.limit} levels.`,
      };
    case 'truncated':
      return { type: 'unreadable', place: at, detail: 'The file ends in the middle.' };
    case 'unexpected':
      return {
        type: 'unreadable',
        place: at,
        detail: `It is not JSON: ${error.found} is not expected here.`,
      };
    case 'trailing':
      return { type: 'unreadable', place: at, detail: 'Something follows the end of the JSON.' };
    case 'forbidden-key':
      return { type: 'unsafe', place: at, detail: `The name ${error.key} is not allowed.` };
    case 'repeated-key':
      return { type: 'malformed', place: at, detail: `The name ${error.key} is there twice.` };
  }
}

/** Whether a value is an object with names, as JSON has them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What reading needs from outside. */
export interface ReadTools {
  readonly decode: StrictDecoder;
  /** SHA-256 of a text's UTF-8 form, in lower-case hex. */
  readonly sha256: (text: string) => string;
  readonly sha1: Sha1;
}
