import type { z } from 'zod';

import { Codebook } from '../../codebook/codebook.ts';
import { guardJson } from '../../guards/json-guard.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../content/codec.ts';
import { FORMAT_NAME } from '../content/content.ts';
import { CODEBOOK_FORMAT_FACTS, type CodebookFormatFacts } from '../content/format-facts.ts';
import { parseQdc, serializeQdc } from './refi/qdc.ts';
import { describeGuard, readJson } from '../content/read-file.ts';

/** Most bytes of a file that a codebook is read from. */
export const CODEBOOK_FILE_LIMIT = 16 * 1024 * 1024;

/** What `format` says in a file that has a codebook and nothing else. */
const CODEBOOK_FORMAT = 'framewise-codebook';
/** The version that is written, and the newest that is read. */
const CODEBOOK_FORMAT_VERSION = 1;

/** What is said about the file in the file. */
export interface CodebookFileHeader {
  readonly generator: string;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
}

/** A way to write a codebook into a file and to read it again. */
export interface CodebookFormat extends CodebookFormatFacts {
  /** Whether a file is of this format, by its first bytes. */
  readonly recognise: (bytes: Uint8Array) => boolean;
  /** Text is written as UTF-8. */
  readonly write: (
    codebook: Codebook,
    header: CodebookFileHeader,
    tools: CodecTools,
  ) => string | Uint8Array;
  readonly read: (file: InputFile, tools: CodecTools) => Result<Codebook, CodecError>;
}

/** White space, and the bytes of a byte order mark. */
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const BRACE = 0x7b;

/** The codebook as JSON; read from a file of tags as well, which has one too. */
export const CODEBOOK_JSON: CodebookFormat = {
  ...CODEBOOK_FORMAT_FACTS.json,
  recognise: (bytes) => bytes.find((byte) => !BLANK.has(byte)) === BRACE,
  write: (codebook, { generator, exportedAt }) => {
    const file = {
      format: CODEBOOK_FORMAT,
      formatVersion: CODEBOOK_FORMAT_VERSION,
      generator,
      exportedAt,
      codebook: Codebook.parse(codebook),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  },
  read: readCodebook,
};

const ANGLE = 0x3c;

/** The codebook for programs of qualitative analysis. */
const CODEBOOK_QDC: CodebookFormat = {
  ...CODEBOOK_FORMAT_FACTS.qdc,
  recognise: (bytes) => bytes.find((byte) => !BLANK.has(byte)) === ANGLE,
  write: (codebook, { generator }, tools) => serializeQdc(codebook, generator, tools).text,
  read: ({ path, bytes }, tools) => parseQdc(bytes, tools, path),
};

/** Every format of codebooks, in the order in which they are offered. */
export const CODEBOOK_FORMATS: readonly CodebookFormat[] = [CODEBOOK_JSON, CODEBOOK_QDC];

/** Reads a codebook from a file of any of the formats. */
export function readCodebookFile(file: InputFile, tools: CodecTools): Result<Codebook, CodecError> {
  const format = CODEBOOK_FORMATS.find((each) => each.recognise(file.bytes));
  if (format) return format.read(file, tools);
  const guarded = guardJson(file.bytes);
  if (!guarded.ok && ['empty', 'not-utf8', 'nul-bytes'].includes(guarded.error.type)) {
    return err(describeGuard(file.path, guarded.error));
  }
  return refuse(file.path, 'other-format', 'It is not a codebook that can be read here.');
}

function readCodebook(file: InputFile, tools: CodecTools): Result<Codebook, CodecError> {
  const read = readJson(file, tools);
  if (!read.ok) return read;
  const { path } = file;
  const found = findCodebook(read.value);
  switch (found.type) {
    case 'newer':
      return refuse(path, 'newer-version', 'Made with a newer version. Update to open it.');
    case 'none':
      return refuse(path, 'other-format', 'There is no codebook in it.');
    case 'bad-header':
      return refuse(`${path}, /${found.field}`, 'malformed', found.detail);
    case 'found':
      break;
  }
  const parsed = Codebook.safeParse(found.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (!issue) return refuse(path, 'malformed', 'Its codebook is not as it should be.');
    const { place, detail } = describeIssue(found.value, issue);
    return refuse(`${path}, ${place}`, 'malformed', detail);
  }
  const repeated = findRepeated(parsed.data);
  return repeated === null ? ok(parsed.data) : refuse(path, 'malformed', repeated);
}

function refuse(
  place: string,
  type: CodecError['type'],
  detail: string,
): Result<never, CodecError> {
  return err({ type, place, detail });
}

/** Whether there is a codebook in a file of JSON. */
type Found =
  | { readonly type: 'none' }
  | { readonly type: 'newer' }
  | { readonly type: 'bad-header'; readonly field: string; readonly detail: string }
  | { readonly type: 'found'; readonly value: unknown };

const HEADER_FIELDS: ReadonlySet<string> = new Set([
  'format',
  'formatVersion',
  'generator',
  'exportedAt',
  'codebook',
]);

/** The codebook by itself, in a file of its own, or in a file of tags. */
function findCodebook(value: unknown): Found {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { type: 'none' };
  const file = value as Readonly<Record<string, unknown>>;
  switch (file['format']) {
    case undefined:
      return Array.isArray(file['categories']) ? { type: 'found', value } : { type: 'none' };
    case CODEBOOK_FORMAT: {
      const version = file['formatVersion'];
      if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
        const detail = 'It does not say which version of the format it is in.';
        return { type: 'bad-header', field: 'formatVersion', detail };
      }
      if (version > CODEBOOK_FORMAT_VERSION) return { type: 'newer' };
      const field = Object.keys(file).find((key) => !HEADER_FIELDS.has(key));
      if (field !== undefined) {
        return {
          type: 'bad-header',
          field,
          detail: 'This version of the format has no such field.',
        };
      }
      return { type: 'found', value: file['codebook'] };
    }
    case FORMAT_NAME:
      return { type: 'found', value: file['codebook'] };
    default:
      return { type: 'none' };
  }
}

/** Where something is wrong, by the labels on the way there, and what as a sentence. */
function describeIssue(
  codebook: unknown,
  issue: z.core.$ZodIssue,
): { readonly place: string; readonly detail: string } {
  const names: string[] = [];
  let at: unknown = codebook;
  for (const key of issue.path.map(String)) {
    const inList = Array.isArray(at);
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
    const label = typeof at === 'object' && at !== null && 'label' in at ? at.label : null;
    if (typeof label === 'string') names.push(`“${label.slice(0, 60).toWellFormed()}”`);
    else names.push(inList ? `number ${Number(key) + 1}` : key);
  }
  const place = names.length === 0 ? 'the codebook' : names.join(' › ');
  return { place, detail: `This is not as it should be: ${issue.message.slice(0, 200)}.` };
}

/** What stands twice where it must not, as a sentence; `null` where nothing does. */
function findRepeated({ categories }: Codebook): string | null {
  const key = firstRepeated(categories.map(({ hotkey }) => hotkey));
  if (key !== null) return `Two categories have the key ${key}.`;
  const lists = [
    { name: 'categories', labels: categories.map(({ label }) => label) },
    ...categories.flatMap(({ label, attributes }) => [
      { name: `attributes of “${label}”`, labels: attributes.map((each) => each.label) },
      ...attributes.map((each) => ({
        name: `values of “${each.label}”`,
        labels: (each.values ?? []).map((value) => value.label),
      })),
    ]),
  ];
  for (const { name, labels } of lists) {
    const label = firstRepeated(labels.map((each) => each.toLowerCase()));
    if (label !== null) return `Two ${name} are called “${label}”.`;
  }
  return null;
}

function firstRepeated(items: readonly (string | undefined)[]): string | null {
  const seen = new Set<string>();
  for (const item of items) {
    if (item === undefined) continue;
    if (seen.has(item)) return item;
    seen.add(item);
  }
  return null;
}
