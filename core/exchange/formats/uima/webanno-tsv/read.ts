import { Confidence } from '../../../../tags/tag.ts';
import { ARTICLE_LIMITS } from '../../../../text/encoding/limits.ts';
import { hasForbiddenName } from '../../../../guards/labels.ts';
import { err, ok, type Result } from '../../../../result.ts';
import type { Span } from '../../../../text/span.ts';
import type { LooseAuthor, LooseArticle, ReadRefusal } from '../../../content/loose.ts';
import type { CodecError } from '../../../content/codec.ts';
import type { LossCounter } from '../../../content/losses.ts';
import { CONTENT_LIMITS } from '../../../content/content.ts';
import { CONFIDENCE_FEATURE, NOTE_FEATURE, useOf } from '../types.ts';
import { groupBy } from '../../../../collections/order.ts';
import { CUT, moreThan } from '../../../content/read-file.ts';
import { unescape } from './escapes.ts';

/** Most columns of a file that is read. */
const COLUMN_LIMIT = 1_000_000;

/** Parts of a cell between separators that no backslash stands before. */
function splitCell(cell: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < cell.length; at += 1) {
    if (cell[at] === '\\') at += 1;
    else if (cell[at] === separator) {
      parts.push(cell.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(cell.slice(from));
  return parts;
}

/** `value[12]`: a value, and the number that its annotation has in other rows, too. */
function splitId(cell: string): [value: string, id: string] {
  const open = cell.endsWith(']') ? cell.lastIndexOf('[') : -1;
  const id = open < 0 ? '' : cell.slice(open + 1, -1);
  return /^\d+$/u.test(id) ? [cell.slice(0, open), id] : [cell, ''];
}

/** A column of the header. */
interface Column {
  readonly layer: string;
  readonly kind: 'feature' | 'nothing' | 'role' | 'target' | 'chain' | 'relation';
  readonly name: string;
}

interface DocumentInput {
  readonly path: string;
  readonly lines: readonly string[];
  /** The text, where it is beside the file. */
  readonly source: string | null;
  readonly author: LooseAuthor | null;
  readonly ignored: LossCounter;
  readonly refused: ReadRefusal[];
}

/** A row as the file has it. */
interface Row extends Span {
  readonly line: number;
  readonly words: string;
  readonly cells: readonly string[];
}

/** An annotation as far as it was read. */
interface Found {
  readonly label: string;
  readonly id: string;
  readonly line: number;
  start: number;
  end: number;
  lastLine: number;
  readonly features: Map<string, string>;
  /** Of its rows. */
  words: string;
  /** Whether they are not at their position in the text. */
  isElsewhere: boolean;
  wrong: string | null;
}

export function readDocument(input: DocumentInput): Result<LooseArticle, CodecError> {
  const { path, lines, source, author, ignored, refused } = input;
  const version = /^#FORMAT=WebAnno TSV (\d+)\.\d+\s*$/u.exec(lines[0] ?? '')?.[1];
  if (version !== '3') {
    return version !== undefined && Number(version) > 3
      ? err({ type: 'newer-version', place: path, detail: 'It is a version after 3.3.' })
      : err({ type: 'other-format', place: path, detail: 'It is not WebAnno TSV 3.' });
  }
  const columns: Column[] = [];
  let at = 1;
  for (; /^#T_(?:SP|CH|RL)=/u.test(lines[at] ?? ''); at += 1) {
    for (const column of readLayer(lines[at] ?? '')) columns.push(column);
    if (columns.length > COLUMN_LIMIT) {
      return err(moreThan(`${path}, line ${at + 1}`, COLUMN_LIMIT, 'columns'));
    }
  }
  if (at === lines.length) refused.push({ place: `${path}, line ${at}`, reason: CUT, tags: 0 });
  const { rows, text: made, badLines } = readBody(path, lines, at, columns.length, refused);
  const fits = (text: string): boolean =>
    rows.every(({ start, end, words }) => isAt(text, start, end, words));
  const text = source !== null && fits(source) ? source : made;
  const lastRow = rows.at(-1);
  const isCut = lastRow !== undefined && text.slice(lastRow.end).trim() !== '';
  const bad = new Map<string, number>();
  for (const { line, ids } of badLines) for (const id of ids) bad.set(id, line);
  const found = readRows(rows, columns, text, ignored);
  if (found.length > CONTENT_LIMITS.annotations) {
    return err(moreThan(path, CONTENT_LIMITS.annotations, 'tags'));
  }
  const tags = found.flatMap((each) => {
    const { label, id, line, start, end, lastLine, features, words, isElsewhere } = each;
    const place = `${path}, line ${line}`;
    if (bad.has(id)) each.wrong ??= `Line ${bad.get(id)}, which belongs to it, cannot be read.`;
    if (isCut && id !== '' && lastLine === lastRow.line) each.wrong ??= 'The file ends inside it.';
    if (each.wrong !== null) {
      refused.push({ place, reason: each.wrong, tags: 1 });
      return [];
    }
    const note = features.get(NOTE_FEATURE) ?? '';
    const confidence = Confidence.safeParse(features.get(CONFIDENCE_FEATURE));
    features.delete(NOTE_FEATURE);
    features.delete(CONFIDENCE_FEATURE);
    return {
      place,
      id: id === '' ? null : id,
      label,
      fragments: [{ start, end, exact: isElsewhere ? words : null }],
      attributes: Object.fromEntries(features),
      attributeSpans: {},
      note,
      confidence: confidence.success ? confidence.data : null,
      author,
      created: null,
      modified: null,
    };
  });
  return ok({
    place: path,
    text,
    sha256: null,
    details: {},
    unit: 'utf-16',
    boilerplate: [],
    tags,
  });
}

function isAt(text: string, start: number, end: number, words: string): boolean {
  const found = text.slice(start, end);
  return found === words || found === unescape(words);
}

/** The columns of `#T_SP=type|feature|feature`. */
function readLayer(line: string): Column[] {
  const kind = line.slice(3, 5);
  const [layer = '', ...names] = line.slice(line.indexOf('=') + 1).split('|', COLUMN_LIMIT + 2);
  if (kind === 'CH') return names.map((name) => ({ layer, kind: 'chain', name }));
  if (kind === 'RL') return names.map((name) => ({ layer, kind: 'relation', name }));
  if (names.length === 0) names.push('');
  return names.map((name, index): Column => {
    if (name === '') return { layer, kind: 'nothing', name };
    if (name.startsWith('ROLE_')) return { layer, kind: 'role', name };
    const isTarget = names[index - 1]?.startsWith('ROLE_') ?? false;
    return { layer, kind: isTarget ? 'target' : 'feature', name };
  });
}

interface Body {
  readonly rows: readonly Row[];
  /** Made of the sentences. */
  readonly text: string;
  /** Lines that cannot be read, with the ids of the annotations in them. */
  readonly badLines: readonly { readonly line: number; readonly ids: readonly string[] }[];
}

/** The rows, and the text as far as the sentences have it. */
function readBody(
  path: string,
  lines: readonly string[],
  from: number,
  columns: number,
  refused: ReadRefusal[],
): Body {
  const rows: Row[] = [];
  const badLines: { line: number; ids: string[] }[] = [];
  const text: string[] = [];
  let length = 0;
  let sentence: string[] = [];
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
    const [id = '', place = '', words = '', ...cells] = line.split('\t', columns + 4);
    const offsets = /^(\d+)-(\d+)$/u.exec(place);
    const isCut = isLast && cells.length !== (rows.at(-1)?.cells.length ?? columns + 1);
    const isRow = offsets && /^\d+-\d+(?:\.\d+)?$/u.test(id) && cells.length >= columns;
    if (!isRow || isCut) {
      refuse(isCut ? CUT : 'The line is not a row.');
      const ids = Array.from(line.matchAll(/\[(\d+)(?:\]|$)/gu), ([, name = '']) => name);
      badLines.push({ line: number, ids });
    }
    if (!offsets) continue;
    const [start, end] = [Number(offsets[1]), Number(offsets[2])];
    if (isRow && !isCut) rows.push({ line: number, start, end, words, cells });
    if (sentence.length === 0) continue;
    const gap = start - length;
    if (gap < 0 || start > ARTICLE_LIMITS.length) {
      refuse('The sentence does not begin after the one before it.');
    } else {
      // What is between sentences is not in the file: a line end, as WebAnno has it.
      if (gap > 0) text.push(length > 0 ? '\n'.padEnd(gap, ' ') : ' '.repeat(gap));
      const line = sentence.join('\n');
      text.push(line);
      length = start + line.length;
    }
    sentence = [];
  }
  if (sentence.length > 0) text.push(length > 0 ? '\n' : '', sentence.join('\n'));
  return { rows, text: text.join(''), badLines };
}

/** The annotations of all layers of which tags are made; of the others it is counted what there is. */
function readRows(
  rows: readonly Row[],
  columns: readonly Column[],
  text: string,
  ignored: LossCounter,
): readonly Found[] {
  const layers = groupBy(
    columns.map((column, index) => ({ column, index })),
    ({ column }) => column.layer,
  );
  const found: Found[] = [];
  const chains = new Set<string>();
  for (const [layer, own] of layers) {
    const use = useOf(layer);
    const byId = new Map<string, Found>();
    let linguistic = 0;
    for (const row of rows) {
      // With more the file is refused.
      if (found.length > CONTENT_LIMITS.annotations) return found;
      /** The annotations of this row, in the order in which they are stacked. */
      const here: Found[] = [];
      for (const { column, index } of own) {
        const cell = row.cells[index] ?? '_';
        if (cell === '_' || cell === '') continue;
        const values = splitCell(cell, '|');
        if (column.kind === 'chain') {
          for (const value of values) chains.add(/->\d+-\d+$/u.exec(value)?.[0] ?? '');
          continue;
        }
        if (column.kind === 'relation') {
          if (column.name.startsWith('BT_')) ignored.add('links', values.length);
          continue;
        }
        if (column.kind === 'target') {
          ignored.add('links', values.flatMap((value) => splitCell(value, ';')).length);
          continue;
        }
        values.forEach((raw, order) => {
          const [value, id] = splitId(raw);
          const known = here[order] ?? (id === '' ? undefined : byId.get(id));
          const annotation = known ?? {
            label: use.type === 'tag' ? use.label : '',
            id,
            line: row.line,
            start: row.start,
            end: row.end,
            lastLine: row.line,
            features: new Map<string, string>(),
            words: '',
            isElsewhere: false,
            wrong: null,
          };
          if (!known) {
            if (use.type === 'tag') found.push(annotation);
            else linguistic += 1;
            if (id !== '') byId.set(id, annotation);
          }
          here[order] = annotation;
          if (annotation.words !== '' && row.start > annotation.end) annotation.words += ' ';
          annotation.words += row.words;
          annotation.start = Math.min(annotation.start, row.start);
          annotation.end = Math.max(annotation.end, row.end);
          annotation.lastLine = row.line;
          const isValue = column.kind === 'feature' && value !== '*' && value !== '';
          if (isValue && !hasForbiddenName(column.name)) {
            annotation.features.set(column.name, unescape(value));
          }
        });
      }
      if (here.length === 0 || isAt(text, row.start, row.end, row.words)) continue;
      for (const each of here) each.isElsewhere = true;
    }
    if (use.type === 'linguistic') ignored.add('unknown', linguistic);
  }
  chains.delete('');
  ignored.add('links', chains.size);
  return found;
}
