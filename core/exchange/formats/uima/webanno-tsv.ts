import { compareTags, Confidence } from '../../../tags/tag.ts';
import { ARTICLE_LIMITS } from '../../../text/encoding/limits.ts';
import { hasForbiddenName } from '../../../guards/labels.ts';
import { err, ok, type Result } from '../../../result.ts';
import { compareSpans, spansEqual, type Span } from '../../../text/span.ts';
import { documentOf, isAnnotatorList, splitPath } from '../../containers/annotator-files.ts';
import type { LooseAuthor, LooseArticle, ReadRefusal } from '../../content/loose.ts';
import type { Codec, CodecError, InputFile, OutputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { latin1 } from '../../containers/latin1.ts';
import { LossCounter } from '../../content/losses.ts';
import { CONTENT_LIMITS } from '../../content/content.ts';
import { TokenizedText } from '../../containers/tokens.ts';
import {
  CONFIDENCE_FEATURE,
  documentsOf,
  featuresOf,
  NOTE_FEATURE,
  readEach,
  typeOf,
  typesOf,
  uimaAuthors,
  useOf,
  type UimaDocument,
} from './types.ts';
import { groupBy } from '../../../collections/order.ts';
import { CUT, moreThan, readLines, readText } from '../../content/read-file.ts';

const FORMAT = '#FORMAT=WebAnno TSV ';

/** Most columns of a file that is read. */
const COLUMN_LIMIT = 1_000_000;

/**
 * WebAnno TSV 3.3, as INCEpTION writes and reads it, in the folders of its export of a project: a
 * file for each annotator and article, and the text. Sentences go on to the beginning of the next
 * one, so that nothing of the text is between them; white space before the first is in the text
 * alone. Importers break on a layer or feature that the project lacks (only those in use are
 * written), on a blank line at the end, and on offsets in code points.
 */
export const WEBANNO_TSV: Codec = {
  name: 'webanno-tsv',
  title: 'WebAnno TSV 3.3 (INCEpTION)',
  extension: 'tsv',
  output: 'folder',
  unit: 'UTF-16 code units',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [...OURS_ALONE, 'attribute-spans']);
    const { documents, list } = documentsOf(content, options);
    const types = typesOf(content.codebook);
    const sources = new Map<string, OutputFile>();
    let last: { readonly text: string; readonly tokenized: TokenizedText } | null = null;
    const files = documents.map((document) => {
      const { article, path, source } = document;
      const { text } = article;
      sources.set(source, { path: source, content: text });
      if (last?.text !== text) last = { text, tokenized: new TokenizedText(text) };
      const rows = writeDocument(document, last.tokenized, types, losses);
      return { path: `${path}.tsv`, content: rows };
    });
    return { files: [...list, ...sources.values(), ...files], losses: losses.list() };
  },
  recognise: (files) => {
    const beginnings = tsvFiles(files).map(({ bytes }) =>
      latin1(bytes.subarray(0, 64)).replace(/^ï»¿/u, ''),
    );
    if (beginnings.length === 0) return 0;
    if (beginnings.some((line) => line.startsWith(`${FORMAT}3`))) return 0.98;
    return beginnings.some((line) => line.startsWith(FORMAT)) ? 0.6 : 0;
  },
  read: (files, tools) => {
    const sources = new Map(
      files
        .filter(({ path }) => splitPath(path).extension === 'txt')
        .map((file) => [documentOf(file.path), file]),
    );
    const authorOf = uimaAuthors(files, tools);
    const ignored = new LossCounter();
    return readEach(tsvFiles(files), ignored, (file, refused) => {
      const lines = readLines(file, tools);
      if (!lines.ok) return lines;
      const source = sources.get(sourceOf(file.path));
      const text = source && readText(source, tools);
      const document = readDocument({
        path: file.path,
        lines: lines.value,
        source: text?.ok ? text.value : null,
        author: authorOf(file.path),
        ignored,
        refused,
      });
      return document.ok ? ok([document.value]) : document;
    });
  },
};

function tsvFiles(files: readonly InputFile[]): readonly InputFile[] {
  return files.filter(({ path }) => splitPath(path).extension !== 'txt' && !isAnnotatorList(path));
}

/** Where the text of a file may be, without extension: in `source` of the same project, or beside it. */
function sourceOf(path: string): string {
  const { folders } = splitPath(path);
  const document = folders.at(-1);
  if (document === undefined || !['annotation', 'curation'].includes(folders.at(-2) ?? '')) {
    return documentOf(path);
  }
  return documentOf([...folders.slice(0, -2), 'source', document].join('/'));
}

/** A stretch of a tag, which is an annotation of its own here. */
interface Part {
  readonly layer: Layer;
  readonly features: ReadonlyMap<string, string>;
  /** Whether it lies on several rows, or on one with another of its layer. */
  needsId: boolean;
  /** What it is in each column, once it is known. */
  cells: readonly string[] | null;
}

/** A type with the features that are in use. */
interface Layer {
  readonly type: string;
  readonly features: Set<string>;
  columns: readonly string[];
  /** Its columns in a row in which it has nothing. */
  nothing: string;
}

/** A row with annotations: a token, or a piece of one. */
interface Unit extends Span {
  readonly parts: Part[];
}

function writeDocument(
  { article: { text }, annotations }: UimaDocument,
  tokenized: TokenizedText,
  types: ReadonlyMap<string, string>,
  losses: LossCounter,
): string {
  const { tokens, sentences } = tokenized;
  const units = new Map<number, Unit[]>();
  const layers = new Map<string, Layer>();
  for (const annotation of annotations.toSorted(compareTags)) {
    const { fragments, category, note, attributes } = annotation;
    const spans = fragments.flatMap((span) => tokenized.trim(span) ?? []);
    if (spans.length === 0) {
      losses.add('empty-spans');
      continue;
    }
    const isSame = (span: Span, index: number): boolean =>
      spansEqual(span, fragments[index] ?? span);
    if (spans.length < fragments.length || !spans.every(isSame)) losses.add('boundaries');
    if (spans.length > 1) losses.add('fragments');
    for (const value of [note, ...Object.values(attributes)]) {
      if (value.includes('\r')) losses.add('unicode');
    }
    const type = typeOf(types, category);
    const layer = layers.get(type) ?? { type, features: new Set(), columns: [], nothing: '' };
    layers.set(type, layer);
    const features = featuresOf(annotation, losses);
    for (const name of features.keys()) layer.features.add(name);
    for (const span of spans) addPart(units, tokenized, layer, span, features);
  }
  const lines = [`${FORMAT}3.3`];
  for (const layer of layers.values()) {
    layer.columns = [...layer.features].sort();
    layer.nothing = '_\t'.repeat(Math.max(layer.columns.length, 1));
    lines.push(`#T_SP=${layer.type}|${layer.columns.join('|')}`);
  }
  lines.push('');
  const cells = new CellWriter([...layers.values()]);
  sentences.forEach(({ start, end }, index) => {
    const from = tokens[start]?.start ?? 0;
    const next = sentences[index + 1];
    const to = next ? (tokens[next.start]?.start ?? text.length) : text.length;
    lines.push('');
    for (const line of text.slice(from, to).split('\n')) lines.push(`#Text=${escapeText(line)}`);
    for (let number = start; number < end; number += 1) {
      const id = `${index + 1}-${number - start + 1}`;
      const token = tokens[number] ?? { start: 0, end: 0 };
      const rows = units.get(number) ?? [];
      const isWhole = rows[0] !== undefined && spansEqual(rows[0], token);
      for (const [piece, row] of (isWhole ? rows : [{ ...token, parts: [] }, ...rows]).entries()) {
        const place = `${row.start}-${row.end}\t${text.slice(row.start, row.end)}`;
        lines.push(`${id}${piece > 0 ? `.${piece}` : ''}\t${place}\t${cells.write(row)}`);
      }
    }
  });
  return `${lines.join('\n')}\n`;
}

/** Puts an annotation on all tokens that it covers, and on pieces of those that it covers in part. */
function addPart(
  units: Map<number, Unit[]>,
  tokenized: TokenizedText,
  layer: Layer,
  span: Span,
  features: ReadonlyMap<string, string>,
): void {
  const range = tokenized.rangeOf(span);
  if (!range) return;
  const part: Part = { layer, features, needsId: range.end - range.start > 1, cells: null };
  for (let index = range.start; index < range.end; index += 1) {
    const token = tokenized.tokens[index] ?? span;
    const start = Math.max(span.start, token.start);
    const end = Math.min(span.end, token.end);
    const pieces = units.get(index);
    const unit = pieces?.find((each) => each.start === start && each.end === end);
    if (!unit) {
      const made = { start, end, parts: [part] };
      if (pieces) pieces.push(made);
      else units.set(index, [made]);
      pieces?.sort(compareSpans);
      continue;
    }
    // All others of the layer have one already.
    const first = unit.parts.find((other) => other.layer === layer);
    if (first) first.needsId = part.needsId = true;
    unit.parts.push(part);
  }
}

/** Writes the columns of rows, and numbers the annotations in the order in which they come. */
class CellWriter {
  readonly #nothing: string;
  #lastId = 0;

  constructor(private readonly layers: readonly Layer[]) {
    this.#nothing = layers.map(({ nothing }) => nothing).join('');
  }

  write({ parts }: Unit): string {
    if (parts.length === 0) return this.#nothing;
    let row = '';
    for (const layer of this.layers) {
      const here = parts.filter((part) => part.layer === layer);
      const [first, ...others] = here.map((part) => this.#cellsOf(part));
      if (!first) row += layer.nothing;
      else {
        first.forEach((cell, column) => {
          row += cell;
          for (const other of others) row += `|${other[column]}`;
          row += '\t';
        });
      }
    }
    return row;
  }

  #cellsOf(part: Part): readonly string[] {
    if (part.cells) return part.cells;
    if (part.needsId) this.#lastId += 1;
    const id = part.needsId ? `[${this.#lastId}]` : '';
    const { columns } = part.layer;
    part.cells =
      columns.length === 0
        ? [`*${id}`]
        : columns.map((name) => {
            const value = part.features.get(name);
            return `${value === undefined ? '*' : escapeValue(value)}${id}`;
          });
    return part.cells;
  }
}

/** A value as it stands in a cell; a carriage return cannot. */
function escapeValue(value: string): string {
  return value
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/->|[\\[\]|_;*]/gu, (found) => `\\${found}`)
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n');
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\t': 't',
  '\n': 'n',
  '\f': 'f',
  '\r': 'r',
  '\b': 'b',
};

const LETTERS = new Map(Object.entries(CONTROLS).map(([control, letter]) => [letter, control]));

/** A line of text as it stands in the header of a sentence. */
function escapeText(line: string): string {
  return line.replaceAll(
    // Every control character but the vertical tab.
    /[\u0000-\u000a\u000c-\u001f\\]/gu,
    (found) => `\\${CONTROLS[found] ?? found}`,
  );
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.)/gsu, (_, found: string) => LETTERS.get(found) ?? found);
}

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

function readDocument(input: DocumentInput): Result<LooseArticle, CodecError> {
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
