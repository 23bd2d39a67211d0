import { CodePointMap, codePointLength } from '../../../../text/code-points.ts';
import { ARTICLE_LIMITS } from '../../../../text/encoding/limits.ts';
import type { Span } from '../../../../text/span.ts';
import { CUT } from '../../../content/read-file.ts';
import type { LossCounter } from '../../../content/losses.ts';
import type { ReadRefusal } from '../../../content/loose.ts';
import { unescape } from './escapes.ts';

/** A row as the file has it. */
export interface Row extends Span {
  readonly line: number;
  readonly words: string;
  readonly cells: readonly string[];
}

/** A sentence, where the first of its rows says. */
interface Sentence {
  readonly start: number;
  readonly text: string;
  /** Of that row. */
  readonly line: number;
}

export interface Body {
  readonly rows: readonly Row[];
  readonly sentences: readonly Sentence[];
  /** Sentences without a row, at the end of a file that was cut. */
  readonly rest: string | null;
  /** Line of a last row that lacks its end, and may be whole all the same; `null` for none. */
  readonly openEnd: number | null;
  /** Lines that cannot be read, with the ids of the annotations in them. */
  readonly badLines: readonly { readonly line: number; readonly ids: readonly string[] }[];
}

interface BodyInput {
  readonly path: string;
  readonly lines: readonly string[];
  /** Index of the first line behind the header. */
  readonly from: number;
  /** How many columns the header names. */
  readonly columns: number;
  readonly ignored: LossCounter;
  readonly refused: ReadRefusal[];
}

/** The rows, and the sentences that they are in. */
export function readBody(input: BodyInput): Body {
  const { path, lines, from, columns, ignored, refused } = input;
  const rows: Row[] = [];
  const badLines: { line: number; ids: string[] }[] = [];
  const sentences: Sentence[] = [];
  let sentence: string[] = [];
  let openEnd: number | null = null;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const number = index + 1;
    const refuse = (reason: string): void => {
      refused.push({ place: `${path}, line ${number}`, reason, tags: 0 });
    };
    // It alone has no end; of a file that is cut, it may lack something.
    const isLast = index === lines.length - 1;
    if (line.startsWith('#')) {
      if (isLast) refuse(CUT);
      if (line.startsWith('#Text=')) sentence.push(unescape(line.slice('#Text='.length)));
      continue;
    }
    if (line === '') continue;
    // Behind the last column there may be a tab, and nothing after it.
    const [id = '', place = '', words = '', ...cells] = line.split('\t', columns + 12);
    const offsets = /^(\d+)-(\d+)$/u.exec(place);
    const isOpen = isLast && cells.length !== (rows.at(-1)?.cells.length ?? columns + 1);
    // A cell without an annotation is whole: a value never begins like it.
    const isWhole = cells.length === columns && cells.at(-1) === '_';
    const isCut = isOpen && !isWhole;
    if (isOpen && isWhole) openEnd = number;
    const isRow = offsets && /^\d+-\d+(?:\.\d+)?$/u.test(id) && cells.length >= columns;
    if (!isRow || isCut) {
      refuse(isCut ? CUT : 'The line is not a row.');
      const ids = Array.from(line.matchAll(/\[(\d+)(?:\]|$)/gu), ([, name = '']) => name);
      badLines.push({ line: number, ids });
    }
    if (!offsets) continue;
    const [start, end] = [Number(offsets[1]), Number(offsets[2])];
    if (isRow && !isCut) {
      rows.push({ line: number, start, end, words, cells });
      const more = cells.slice(columns).filter((cell) => cell !== '' && cell !== '_');
      ignored.addNamed('cells of columns that the header does not name', more.length);
    }
    if (sentence.length === 0) continue;
    sentences.push({ start, text: withoutRange(sentence, start), line: number });
    sentence = [];
  }
  const rest = sentence.length > 0 ? sentence.join('\n') : null;
  return { rows, sentences, rest, openEnd, badLines };
}

/** Before version 3.0 was released, a sentence began with its place: `#Text=0-14#They said no .` */
function withoutRange(lines: readonly string[], start: number): string {
  const text = lines.join('\n');
  const [range, from, to] = /^(\d{1,9})-(\d{1,9})#/u.exec(text) ?? [];
  if (range === undefined || Number(from) !== start) return text;
  const words = text.slice(range.length);
  const length = Number(to) - start;
  return length === words.length || length === codePointLength(words) ? words : text;
}

/** The text of the sentences. */
export interface SentenceText {
  readonly text: string;
  readonly unit: 'utf-16' | 'code-points';
  /** Where a position of the file is in it; UTF-16. */
  readonly at: (position: number) => number;
  /** Whether every row has its words there. */
  readonly fits: boolean;
}

/** The text that the sentences make: positions count UTF-16, in the files of some programs code points. */
export function textOf(body: Body, refuse: (line: number, reason: string) => void): SentenceText {
  const units = makeText(body, (text) => text.length);
  const unit = 'utf-16' as const;
  const asUnits = { text: units.text, unit, at: (position: number) => position, fits: false };
  const isAt = rowsFit(body.rows, asUnits);
  // Where every character is one unit there is no difference.
  const isPlain = !/[\u{10000}-\u{10ffff}]/u.test(units.text);
  if (!isAt && !isPlain) {
    const points = makeText(body, codePointLength);
    const map = new CodePointMap(points.text);
    const asPoints = {
      text: points.text,
      unit: 'code-points' as const,
      at: (position: number) => (position > map.length ? Infinity : map.toUtf16(position)),
      fits: true,
    };
    if (points.misplaced.length === 0 && rowsFit(body.rows, asPoints)) return asPoints;
  }
  for (const { line } of units.misplaced) {
    refuse(line, 'The sentence does not begin after the one before it.');
  }
  return { ...asUnits, fits: isAt };
}

function makeText(
  { sentences, rest }: Body,
  lengthOf: (text: string) => number,
): { readonly text: string; readonly misplaced: readonly Sentence[] } {
  const parts: string[] = [];
  const misplaced: Sentence[] = [];
  let length = 0;
  for (const sentence of sentences) {
    const { start, text } = sentence;
    const gap = start - length;
    if (gap < 0 || start > ARTICLE_LIMITS.length) {
      misplaced.push(sentence);
      continue;
    }
    // What is between sentences is not in the file: a line end, as WebAnno has it.
    if (gap > 0) parts.push(length > 0 ? '\n'.padEnd(gap, ' ') : ' '.repeat(gap));
    parts.push(text);
    length = start + lengthOf(text);
  }
  if (rest !== null) parts.push(length > 0 ? '\n' : '', rest);
  return { text: parts.join(''), misplaced };
}

function rowsFit(rows: readonly Row[], made: SentenceText): boolean {
  return rows.every((row) => isAt(made, row));
}

/** Whether a row has its words where it says. */
export function isAt({ text, at }: SentenceText, { start, end, words }: Row): boolean {
  const found = text.slice(at(start), at(end));
  return found === words || found === unescape(words);
}
