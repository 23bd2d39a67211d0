import { Confidence } from '../../../../tags/tag.ts';
import { err, ok, type Result } from '../../../../result.ts';
import type { Span } from '../../../../text/span.ts';
import type { LooseAuthor, LooseArticle, LooseTag, ReadRefusal } from '../../../content/loose.ts';
import type { CodecError } from '../../../content/codec.ts';
import type { LossCounter } from '../../../content/losses.ts';
import { CONTENT_LIMITS } from '../../../content/content.ts';
import { CONFIDENCE_FEATURE, NOTE_FEATURE } from '../types.ts';
import { CUT, moreThan } from '../../../content/read-file.ts';
import { readAnnotations, type Found } from './annotations.ts';
import { isAt, readBody, textOf, type Body, type Row, type SentenceText } from './body.ts';
import { readHeader } from './header.ts';

interface DocumentInput {
  readonly path: string;
  readonly lines: readonly string[];
  /** The text, where it is beside the file. */
  readonly source: string | null;
  readonly author: LooseAuthor | null;
  readonly ignored: LossCounter;
  readonly refused: ReadRefusal[];
}

export function readDocument(input: DocumentInput): Result<LooseArticle, CodecError> {
  const { path, lines, source, author, ignored, refused } = input;
  const refuse = (line: number, reason: string, tags = 0): void => {
    refused.push({ place: `${path}, line ${line}`, reason, tags });
  };
  const header = readHeader(path, lines);
  if (!header.ok) return header;
  const { columns, end } = header.value;
  if (end === lines.length) refuse(end, 'The file ends inside its header: no sentence follows.');
  const body = readBody({
    path,
    lines,
    from: end,
    columns: columns.length,
    ignored,
    refused,
  });
  const made = textOf(body, refuse);
  const found = readAnnotations(body.rows, columns, ignored);
  if (found.length > CONTENT_LIMITS.annotations) {
    return err(moreThan(path, CONTENT_LIMITS.annotations, 'tags'));
  }
  const whyWrong = wrongsOf(body, made);
  // The text beside the file has what is between sentences, too.
  const isSame = source !== null && isSameText(source, made.text);
  const text = isSame ? source : made.text;
  if (body.openEnd !== null && source !== null && !isSame) refuse(body.openEnd, CUT);
  const tags = found.flatMap((each): LooseTag[] => {
    const wrong = whyWrong(each);
    if (wrong !== null) {
      refuse(each.line, wrong, 1);
      return [];
    }
    const exact = wordsOf(each.rows, made);
    return [toTag(each, path, exact, author)];
  });
  return ok({
    place: path,
    text,
    sha256: null,
    details: {},
    unit: made.unit,
    boilerplate: [],
    tags,
  });
}

/** Whether two texts differ in white space alone. */
function isSameText(source: string, made: string): boolean {
  const solid = (text: string): string => text.replaceAll(/[\s\ufeff]+/gu, '');
  return source === made || solid(source) === solid(made);
}

/** Why an annotation cannot be read as a whole; `null` where it can. */
function wrongsOf(
  { rows, badLines }: Body,
  { text, at }: SentenceText,
): (found: Found) => string | null {
  const bad = new Map<string, number>();
  for (const { line, ids } of badLines) for (const id of ids) bad.set(id, line);
  const last = rows.at(-1);
  let end = 0;
  // A row of a part of a word ends before its word does.
  for (const row of rows) end = Math.max(end, row.end);
  const isCut = last !== undefined && text.slice(at(end)).trim() !== '';
  return ({ id, rows: own }) => {
    if (bad.has(id)) return `Line ${bad.get(id)}, which belongs to it, cannot be read.`;
    return isCut && id !== '' && own.at(-1) === last ? 'The file ends inside it.' : null;
  };
}

function toTag(
  { label, id, order, line, rows, features }: Found,
  path: string,
  exact: string | null,
  author: LooseAuthor | null,
): LooseTag {
  const { start, end } = spanOf(rows);
  const note = features.get(NOTE_FEATURE) ?? '';
  const confidence = Confidence.safeParse(features.get(CONFIDENCE_FEATURE));
  features.delete(NOTE_FEATURE);
  features.delete(CONFIDENCE_FEATURE);
  return {
    place: `${path}, line ${line}`,
    // Several on one row are told apart.
    id: id !== '' ? id : order > 0 ? `line ${line} ${order}` : null,
    label,
    fragments: [{ start, end, exact }],
    attributes: Object.fromEntries(features),
    attributeSpans: {},
    note,
    confidence: confidence.success ? confidence.data : null,
    author,
    created: null,
    modified: null,
  };
}

function spanOf(rows: readonly Row[]): Span {
  let [start, end] = [Infinity, 0];
  for (const row of rows) {
    start = Math.min(start, row.start);
    end = Math.max(end, row.end);
  }
  return { start, end };
}

/**
 * The words of an annotation with what is between its rows, or one space where the rows are not at
 * their places; `null` where there are none.
 */
function wordsOf(rows: readonly Row[], made: SentenceText): string | null {
  if (made.fits || rows.every((row) => isAt(made, row))) {
    const { start, end } = spanOf(rows);
    return made.text.slice(made.at(start), made.at(end)) || null;
  }
  let words = '';
  let before = 0;
  for (const row of rows) {
    if (words !== '' && row.start > before) words += ' ';
    words += row.words;
    before = row.end;
  }
  return words;
}
