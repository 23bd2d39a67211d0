import { countOf } from '../../numbers.ts';
import { showHidden } from '../../guards/labels.ts';
import { guardJson } from '../../guards/json-guard.ts';
import { looksBinary } from '../../text/encoding/sniff.ts';
import { cutJson } from '../containers/json-pieces.ts';
import { recordListsIn } from '../containers/json-wrapper.ts';
import { sampleRecords } from '../containers/json-records.ts';
import { latin1, latin1Head } from '../containers/latin1.ts';
import { otherMarkup, otherRecords, otherText } from '../containers/other-forms.ts';
import { otherBinary, otherTable } from '../containers/other-programs.ts';
import { splitPath } from '../containers/paths.ts';
import type { CodecTools, InputFile } from '../content/codec.ts';
import { describeGuard, isRecord, splitLines } from '../content/read-file.ts';
import { shorten } from '../content/refusals.ts';
import { isOlderTsv } from '../formats/conll/table.ts';
import { NEEDED, utf16Of } from '../formats/csv/table.ts';
import { CODECS } from './codecs.ts';

/** What a file of no known format is most like. */
export interface Resemblance {
  /** `a table with the columns a, b and c`: what follows *it looks like*. */
  readonly looksLike: string;
  /** What it lacks, or what to do with it: whole sentences. */
  readonly lacks: string;
  /** Whether it is nothing whole: empty, cut, or other than its name says. */
  readonly isDamaged?: true;
}

/** Bytes at the beginning of a file that are looked at, besides records of JSON. */
const HEAD = 16 * 1024;
/** Bytes at both ends of an archive in which its names are looked for. */
const NAMES = 64 * 1024;
/** Names of columns and fields that are said. */
const SAID = 8;

/**
 * What a file that is of no format here is most like, and why it is not that; `null` where it is
 * nothing but a text.
 */
export function resembles(file: InputFile, tools: Pick<CodecTools, 'decode'>): Resemblance | null {
  const { bytes } = file;
  if (bytes.length === 0)
    return { looksLike: 'nothing', lacks: 'The file is empty.', isDamaged: true };
  const head = textOf(bytes, tools);
  const isUtf16 = utf16Of(bytes) !== null;
  const { extension } = splitPath(file.path);
  return (
    likeBinary(file) ??
    likeJson(file) ??
    otherText(head) ??
    likeMarkup(head) ??
    // Of texts in UTF-16 tables alone are read.
    (isUtf16 && extension !== 'csv' ? LIKE_UTF16 : likeTable(file.path, head)) ??
    (isUtf16 ? LIKE_UTF16 : likeItsName(file.path))
  );
}

/** Says that a file is of no known format, what it looks like, and what it lacks to be read. */
export function describeUnknown(
  name: string,
  file: InputFile,
  tools: Pick<CodecTools, 'decode'>,
): string {
  const { looksLike, lacks } = resembles(file, tools) ?? {
    looksLike: 'a text without tags',
    lacks: 'Name it .txt to use it as an article.',
  };
  return showHidden(
    `${name} is of no format that is known here. It looks like ${looksLike}. ${lacks}`,
  );
}

/** The beginning of a file, without a last line that may be cut. */
function textOf(bytes: Uint8Array, { decode }: Pick<CodecTools, 'decode'>): string {
  let head = bytes.subarray(0, HEAD);
  const end = bytes.length > HEAD ? head.lastIndexOf(0x0a) : -1;
  if (end > 0) head = head.subarray(0, end);
  const utf16 = utf16Of(bytes);
  // A line is cut at one byte of its end, which may be the second one of a character.
  if (utf16) head = head.subarray(0, head.length - (head.length % 2));
  return (decode(head, utf16 ?? 'utf-8') ?? latin1(head)).replace(/^\ufeff/u, '');
}

const ARCHIVES: readonly (readonly [inside: string, looksLike: string, lacks: string])[] = [
  ['word/document.xml', 'a Word document', 'Save it as plain text to use it as an article.'],
  ['xl/workbook.xml', 'a spreadsheet', 'Save it as CSV, if it was made of our CSV.'],
  ['opendocument', 'an OpenDocument file', 'Save it as plain text, or as CSV.'],
  ['ppt/presentation.xml', 'a presentation', 'Save it as plain text to use it as an article.'],
];

function likeBinary({ path, bytes }: InputFile): Resemblance | null {
  if (latin1Head(bytes, 5) === '{\\rtf') {
    const lacks = 'Save it as plain text to use it as an article.';
    return { looksLike: 'a document in rich text (RTF)', lacks };
  }
  const binary = looksBinary(bytes);
  if (!binary) return null;
  const other = binary.kind === null ? otherBinary(path, bytes) : null;
  if (other) return other;
  const isNamedSo = ENDINGS.has(splitPath(path).extension);
  if (latin1Head(bytes, 2) === 'PK') {
    const names = latin1(bytes.subarray(0, NAMES)) + latin1(bytes.subarray(-NAMES));
    const [, looksLike, lacks] = ARCHIVES.find(([inside]) => names.includes(inside)) ?? [
      '',
      'a zip archive',
      'No project of REFI-QDA or INCEpTION is in it. Unpack it, and open what is in it.',
    ];
    if (!isNamedSo) return { looksLike, lacks };
    // The list of what is in an archive stands at its end.
    return names.includes('PK\u0005\u0006')
      ? { looksLike, lacks, isDamaged: true }
      : { looksLike: 'a zip archive that is cut', lacks: 'Its end is missing.', isDamaged: true };
  }
  const looksLike = binary.kind ?? 'bytes that are no text';
  return {
    ...{ looksLike, lacks: 'No format that is read here looks so.' },
    ...(isNamedSo ? { isDamaged: true } : {}),
  };
}

function likeJson(file: InputFile): Resemblance | null {
  const { bytes } = file;
  const beginning = latin1Head(bytes, HEAD).replace(/^ï»¿/u, '');
  if (!/^\s*(?:\{\s*["}]|\[\s*[[\]{"\d-])/u.test(beginning)) return null;
  const [first, second] = cutJson(bytes);
  const sample = sampleRecords(file);
  const isList = /^\s*\[/u.test(beginning) && first?.what === 'record';
  const isAlone = !isList && (!second || recordListsIn(bytes, beginning.search(/\{/u)).length > 0);
  const form = isList ? 'a list of JSON' : isAlone ? 'JSON' : 'lines of JSON';
  const guarded = guardJson(isAlone || isList ? bytes : (first?.bytes ?? bytes));
  if (sample.length === 0 && !guarded.ok) {
    const { detail } = describeGuard('', guarded.error, 'It');
    return {
      looksLike:
        form === 'lines of JSON' ? 'lines of JSON that are damaged' : `${form} that is damaged`,
      lacks: detail,
      isDamaged: true,
    };
  }
  const objects = sample.filter(isRecord);
  if (objects.length === 0) {
    return { looksLike: form, lacks: 'There are no objects with names in it.' };
  }
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (names.length === 0) return { looksLike: form, lacks: 'There is nothing in it.' };
  return (
    otherTable(names, null) ??
    otherRecords(namesInside(objects)) ?? {
      looksLike: `${form} with the names ${listed(names)}`,
      lacks: lacksOfJson(file, names),
    }
  );
}

/** Fields inside of fields that are looked at. */
const DEPTH = 6;

/** Names of the fields of records, those inside of fields included. */
function namesInside(values: readonly unknown[]): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (value: unknown, depth: number): void => {
    if (depth === 0 || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) for (const each of value) add(each, depth - 1);
    else {
      for (const [name, inside] of Object.entries(value)) {
        names.add(name);
        add(inside, depth - 1);
      }
    }
  };
  for (const value of values) add(value, DEPTH);
  return names;
}

/** What JSON with some names lacks to be one of the formats, as far as that can be told. */
function lacksOfJson(file: InputFile, names: readonly string[]): string {
  const has = (...wanted: string[]): boolean => wanted.some((name) => names.includes(name));
  const near = nearest(file);
  if (near !== null) return `It is most like ${near}, and lacks what that needs.`;
  if (has('codebook', 'categories') && has('format')) {
    return 'It may be a codebook, which is opened with the codebook and has no tags.';
  }
  const isTagged = has('label', 'labels', 'entities', 'spans', 'ents', 'annotations');
  if (has('text', 'data')) {
    return isTagged
      ? 'Its tags are in none of the forms that doccano, Prodigy, spaCy or Label Studio write.'
      : 'Under the names that are known it has no tags: doccano has them under label or entities, Prodigy and spaCy under spans.';
  }
  return isTagged
    ? 'It has no text: doccano, Prodigy and spaCy have it under text.'
    : 'None of the formats of JSON that are known here has such names.';
}

/** The title of the format that some sign speaks for, although not enough. */
function nearest(file: InputFile): string | null {
  let best: { readonly title: string; readonly certainty: number } | null = null;
  for (const { title, recognise, read } of CODECS) {
    const certainty = read ? recognise([file]) : 0;
    if (certainty > (best?.certainty ?? 0)) best = { title, certainty };
  }
  return best?.title ?? null;
}

const ROOTS: ReadonlyMap<string, readonly [looksLike: string, lacks: string]> = new Map([
  ['html', ['a web page', 'Save its words as plain text to use it as an article.']],
  ['CodeBook', ['a REFI-QDA codebook', 'It is opened with the codebook, and has no tags.']],
  ['Project', ['the description of a REFI-QDA project', 'Open the .qdpx file that it comes from.']],
  ['xmi:XMI', ['XMI of a program for models', 'The XMI that is read here is a CAS of UIMA.']],
  [
    'typeSystemDescription',
    ['a type system of UIMA', 'It names layers and has no tags: open the .xmi file beside it.'],
  ],
]);

function likeMarkup(head: string): Resemblance | null {
  if (!/^\s*<[!?A-Za-z]/u.test(head)) return null;
  const plain = head.replace(/<!--[^]*?-->|<\?[^]*?\?>|<![^>]*>/gu, '');
  const isPage = /<!doctype\s+html\b/iu.test(head);
  const root = isPage ? 'html' : /<([A-Za-z_][\w:.-]*)/u.exec(plain)?.[1];
  if (root === undefined) return null;
  const other = otherMarkup(root, plain);
  if (other) return other;
  const [looksLike, lacks] = ROOTS.get(root) ??
    ROOTS.get(root.toLowerCase()) ?? [
      `XML with the root ${shown(root)}`,
      'No format that is read here is XML of this kind.',
    ];
  return { looksLike, lacks };
}

function likeTable(path: string, head: string): Resemblance | null {
  const { extension } = splitPath(path);
  const lines = splitLines(head)
    .slice(0, 50)
    .filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const isNamedSo = ['csv', 'tsv', 'tab'].includes(extension);
  const separator = ['\t', ';', ',', '|'].find((each) => {
    const count = first.split(each).length;
    if (isNamedSo && count > 1) return true;
    const isEven = lines.every((line) => line.split(each).length === count);
    return isEven && lines.length > 2 && count > (each === '\t' ? 1 : 2);
  });
  const isRows = ['conll', 'conllu', 'iob', 'bio'].includes(extension);
  if (separator === undefined && !isRows) return null;
  if (isRows || (separator === '\t' && /^\d+\t/u.test(first))) {
    const lacks =
      'CoNLL has a word on each line, and in its last column a tag such as O or B-Quote.';
    return { looksLike: 'rows of words in columns', lacks };
  }
  if (isOlderTsv(first)) {
    const lacks =
      'It has no column of B-… and I-…, in which tags of this version are read: export it as WebAnno TSV 3.';
    return { looksLike: 'version 2 of WebAnno TSV', lacks };
  }
  const columns = first.split(separator ?? ',').map((name) => name.trim().replace(/^"|"$/gu, ''));
  // Cells may have line ends in them: a row begins with a number in the tables of which this is asked.
  const second = lines.flatMap((line) => /^"?\d+"?[,;\t]([^,;\t]*)/u.exec(line)?.[1] ?? []);
  const length = lines.join('').length / Math.max(second.length, 1);
  const other = otherTable(columns, { cells: [head], length, second });
  if (other) return other;
  const missing = NEEDED.filter((name) => !columns.includes(name));
  const lacks =
    missing.length === 0
      ? 'Its columns are those of our CSV, and commas do not part them.'
      : `A table of tags is read that this program wrote; this one has no ${listed(missing)}.`;
  return { looksLike: `a table with the columns ${listed(columns)}`, lacks };
}

const LIKE_UTF16: Resemblance = {
  looksLike: 'text in UTF-16',
  lacks: 'It has no tags in a form that is read. If it is an article, name it .txt.',
};

/** Endings of files that are no texts, with what such a file has. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ...['json', 'jsonl', 'ndjson', 'jsonld'].map((ending) => [ending, 'JSON'] as const),
  ...['xml', 'xmi', 'tei'].map((ending) => [ending, 'XML'] as const),
  ...['csv', 'tsv'].map((ending) => [ending, 'a table'] as const),
  ['ann', 'lines of brat, such as T1, a tab, Quote 0 4, a tab and the words'],
  ['qdpx', 'a REFI-QDA project'],
]);

function likeItsName(path: string): Resemblance | null {
  const { extension } = splitPath(path);
  const wanted = ENDINGS.get(extension);
  if (wanted === undefined) return null;
  const lacks = `Its name ends in .${extension}, and ${wanted} is not what is in it.`;
  return { looksLike: 'text', lacks, isDamaged: true };
}

function shown(name: string): string {
  return shorten(name.replaceAll(/\s+/gu, ' '));
}

/** Names in a sentence; of many the first. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, SAID).map(shown);
  const more = names.length - first.length;
  if (more > 0) return `${first.join(', ')} and ${countOf(more, 'other')}`;
  const last = first.pop() ?? '';
  return first.length > 0 ? `${first.join(', ')} and ${last}` : last;
}
