import { hash } from 'node:crypto';

import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';
import { openZip } from '#core/exchange/containers/zip.ts';

/** A written file by its path in the folder, or in the archive. */
export type Files = ReadonlyMap<string, string>;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface FramewiseFile {
  readonly annotationSets: readonly {
    readonly annotations: readonly {
      readonly target: { readonly fragments: readonly { utf16: Span; codePoints: Span }[] };
    }[];
  }[];
}

interface WebAnnotations {
  readonly first: {
    readonly items: readonly {
      readonly motivation: string;
      readonly target: { readonly selector: readonly (Span & { readonly type: string })[] };
    }[];
  };
}

interface JsonLine {
  readonly text: string;
  readonly label: readonly (readonly [number, number, string])[];
  readonly spans: readonly Span[];
}

type LabelStudioTasks = readonly {
  readonly data: { readonly text: string };
  readonly annotations: readonly {
    readonly result: readonly { readonly type: string; readonly value: Span }[];
  }[];
}[];

interface Cas {
  readonly '%FEATURE_STRUCTURES': readonly {
    readonly '%TYPE': string;
    readonly begin?: number;
    readonly end?: number;
    readonly sofaString?: string;
  }[];
}

/** Cuts words out of a text by positions in code points, by counting them one by one. */
function cutPoints(text: string, { start, end }: Span): string {
  return Array.from(text).slice(start, end).join('');
}

function cutUnits(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The words that both positions cut out. */
function cutBoth(text: string, units: Span, points: Span): string {
  const words = cutUnits(text, units);
  if (words !== cutPoints(text, points)) throw new Error(`The units differ at ${words}.`);
  return words;
}

/** The only file of this name. */
function one(files: Files, name: RegExp): string {
  const found = [...files].filter(([path]) => name.test(path));
  if (found.length !== 1) throw new Error(`There are ${found.length} files of ${name.source}.`);
  return found[0]?.[1] ?? '';
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function jsonLines(files: Files): JsonLine[] {
  return linesOf(one(files, /\.jsonl$/u)).map((line) => JSON.parse(line) as JsonLine);
}

function wordsOfSpans(files: Files): string[] {
  return jsonLines(files).flatMap(({ text, spans }) => spans.map((span) => cutPoints(text, span)));
}

/** Rows of cells, every one of them in quotation marks. */
function rowsOf(csv: string): string[][] {
  return csv
    .split(/"\r?\n/u)
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/^"|"$/gu, '').split('","'));
}

/** Words with white space taken out, which a format of tokens does not write. */
export function bare(words: string): string {
  return words.replaceAll(/\s+/gu, '');
}

/**
 * The words of every tag as a program would find them that knows nothing but the format: cut out of
 * the text by the positions that stand in the file. `text` is the article's, for formats that leave
 * it out.
 */
export const WORDS_IN: Readonly<Record<string, (files: Files, text: string) => string[]>> = {
  native: (files, text) => {
    const { annotationSets } = JSON.parse(one(files, /\.json$/u)) as FramewiseFile;
    return annotationSets
      .flatMap(({ annotations }) => annotations.flatMap(({ target }) => target.fragments))
      .map(({ utf16, codePoints }) => cutBoth(text, utf16, codePoints));
  },
  w3c: (files, text) => {
    const { first } = JSON.parse(one(files, /\.jsonld$/u)) as WebAnnotations;
    return first.items
      .filter(({ motivation }) => motivation === 'classifying')
      .flatMap(({ target }) => target.selector)
      .filter(({ type }) => type === 'TextPositionSelector')
      .map((span) => cutPoints(text, span));
  },
  csv: (files, text) => {
    const [head = [], ...rows] = rowsOf(one(files, /\.csv$/u).replace('\ufeff', ''));
    return rows.map((row) => {
      const spanIn = (unit: string): Span => ({
        start: Number(row[head.indexOf(`start_${unit}`)]),
        end: Number(row[head.indexOf(`end_${unit}`)]),
      });
      return cutBoth(text, spanIn('utf16'), spanIn('codepoints'));
    });
  },
  qdpx: (files) => {
    const source = one(files, /\.txt$/u);
    const selections = one(files, /\.qde$/u).matchAll(/<PlainTextSelection\b[^>]*>/gu);
    return Array.from(selections, ([tag]) => {
      const numberOf = (name: string): number =>
        Number(new RegExp(`${name}="(\\d+)"`, 'u').exec(tag)?.[1]);
      return cutPoints(source, { start: numberOf('startPosition'), end: numberOf('endPosition') });
    });
  },
  brat: (files) => {
    const text = one(files, /\.txt$/u);
    const tags = linesOf(one(files, /\.ann$/u)).filter((line) => line.startsWith('T'));
    return tags.map((line) => {
      const [, place = '', words = ''] = line.split('\t');
      const cut = place
        .slice(place.indexOf(' ') + 1)
        .split(';')
        .map((span) => span.split(' ').map(Number))
        .map(([start = 0, end = 0]) => cutPoints(text, { start, end }))
        .join(' ');
      if (cut !== words) throw new Error(`${words} is not at ${place}.`);
      return words;
    });
  },
  doccano: (files) =>
    jsonLines(files).flatMap(({ text, label }) =>
      label.map(([start, end]) => cutPoints(text, { start, end })),
    ),
  prodigy: wordsOfSpans,
  spacy: wordsOfSpans,
  'label-studio': (files) =>
    (JSON.parse(one(files, /\.json$/u)) as LabelStudioTasks).flatMap(({ data, annotations }) =>
      annotations
        .flatMap(({ result }) => result.filter(({ type }) => type === 'labels'))
        .map(({ value }) => cutPoints(data.text, value)),
    ),
  'webanno-tsv': (files, text) => {
    const spans = new Map<string, Span>();
    const rows = linesOf(one(files, /annotation\/.*\.tsv$/u));
    for (const row of rows.filter((line) => /^\d/u.test(line))) {
      const [token = '', place = '', , ...columns] = row.split('\t');
      const [start = 0, end = 0] = place.split('-').map(Number);
      for (const [column, cell] of columns.entries()) {
        for (const value of cell === '_' || cell === '' ? [] : cell.split('|')) {
          // Rows with the same number are one tag; a tag of one token has none.
          const key = /\[(\d+)\]$/u.exec(value)?.[1] ?? `${token} ${column}`;
          spans.set(key, { start: spans.get(key)?.start ?? start, end });
        }
      }
    }
    return [...new Set([...spans.values()].map((span) => cutUnits(text, span)))];
  },
  'cas-json': (files) => {
    const structures = (JSON.parse(one(files, /\.json$/u)) as Cas)['%FEATURE_STRUCTURES'];
    const text = structures.find(({ sofaString }) => sofaString !== undefined)?.sofaString ?? '';
    return structures
      .filter((each) => each['%TYPE'].startsWith('webanno.custom.'))
      .map(({ begin = 0, end = 0 }) => cutUnits(text, { start: begin, end }));
  },
  conll: (files) => {
    const words: string[] = [];
    for (const [path, rows] of files) {
      for (const row of path.endsWith('.conll') ? linesOf(rows) : []) {
        const [token = '', , , mark = 'O'] = row.split(/[ \t]/u);
        if (mark.startsWith('B-')) words.push(token);
        else if (mark.startsWith('I-')) words.push(`${words.pop() ?? ''}${token}`);
      }
    }
    return words;
  },
  claimreview: (files) =>
    (JSON.parse(one(files, /\.json$/u)) as { claimReviewed: string }[]).map(
      ({ claimReviewed }) => claimReviewed,
    ),
};

const TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);

/** The files of an archive as texts. */
export function unzip(path: string, bytes: Uint8Array): Files {
  const archive = openZip({ path, bytes }, TOOLS);
  if (!archive.ok) throw new Error(archive.error.detail);
  const { names, read } = archive.value;
  return new Map(
    names.map((name) => {
      const content = read(name);
      return [name, content?.ok === true ? new TextDecoder().decode(content.value) : ''];
    }),
  );
}
