import { compareTags } from '../../../../tags/tag.ts';
import { compareSpans, spansEqual, type Span } from '../../../../text/span.ts';
import type { LossCounter } from '../../../content/losses.ts';
import type { TokenizedText } from '../../../containers/tokens.ts';
import { featuresOf, typeOf, type UimaDocument } from '../types.ts';
import { FORMAT, escapeValue, escapeText } from './escapes.ts';

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

export function writeDocument(
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
