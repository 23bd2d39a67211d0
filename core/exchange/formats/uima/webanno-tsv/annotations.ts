import { groupBy } from '../../../../collections/order.ts';
import { hasForbiddenName } from '../../../../guards/labels.ts';
import { CONTENT_LIMITS } from '../../../content/content.ts';
import type { LossCounter } from '../../../content/losses.ts';
import { countLinguistic, labelsOf, shortName, useOf } from '../types.ts';
import type { Row } from './body.ts';
import { unescape } from './escapes.ts';
import type { Column } from './header.ts';

/** An annotation as far as it was read. */
export interface Found {
  readonly label: string;
  /** The number that it has in its rows; empty where it has none. */
  readonly id: string;
  /** Its place among those without a number of the layer in its row. */
  readonly order: number;
  readonly line: number;
  readonly rows: Row[];
  readonly features: Map<string, string>;
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

/** `value[12]`: a value, and the number of its annotation, which may stand in other rows, too. */
function splitId(cell: string): [value: string, id: string] {
  const open = cell.endsWith(']') ? cell.lastIndexOf('[') : -1;
  const id = open < 0 ? '' : cell.slice(open + 1, -1);
  return /^\d+$/u.test(id) ? [cell.slice(0, open), id] : [cell, ''];
}

const NOTHING = '_';
const NO_VALUE = '*';

/** A column with its place in the rows. */
type PlacedColumn = Column & { readonly index: number };

/** The annotations of all layers of which tags are made; of the others it is counted what there is. */
export function readAnnotations(
  rows: readonly Row[],
  columns: readonly Column[],
  ignored: LossCounter,
): readonly Found[] {
  const layers = groupBy(
    columns.map((column, index) => ({ ...column, index })),
    ({ layer }) => layer,
  );
  const found: Found[] = [];
  const labels = labelsOf(layers.keys());
  const linguistic = new Map<string, number>();
  for (const [layer, own] of layers) {
    const use = useOf(layer);
    const reader = new LayerReader(labels.get(layer) ?? '');
    const spans = own.filter(({ kind }) => ['feature', 'nothing', 'role'].includes(kind));
    const targets = own.filter(({ kind }) => kind === 'target');
    for (const row of spans.length > 0 ? rows : []) {
      // With more the file is refused.
      if (found.length + reader.found.length > CONTENT_LIMITS.annotations) break;
      reader.addRow(row, spans, targets);
    }
    countLinks(rows, own, ignored);
    if (use.type !== 'tag') linguistic.set(shortName(layer), reader.found.length);
    else if (use.label === '') {
      ignored.addNamed('annotations of a layer without a name', reader.found.length);
    } else for (const each of reader.found) found.push(each);
  }
  countLinguistic(linguistic, ignored);
  return found;
}

/** Relations, members of chains, and what slots are filled with. */
function countLinks(
  rows: readonly Row[],
  columns: readonly PlacedColumn[],
  ignored: LossCounter,
): void {
  const chained = new Set<string>();
  for (const { kind, name, layer, index } of columns) {
    const isCounted =
      kind === 'chain' || kind === 'target' || (kind === 'relation' && name.startsWith('BT_'));
    if (!isCounted) continue;
    let count = 0;
    for (const { cells } of rows) {
      const cell = cells[index] ?? NOTHING;
      if (cell === NOTHING || cell === '') continue;
      const values = splitCell(cell, '|');
      if (kind === 'relation') count += values.length;
      else if (kind === 'target') {
        const links = values.flatMap((each) => splitCell(each, ';'));
        count += links.filter((each) => ![NO_VALUE, NOTHING].includes(splitId(each)[0])).length;
      } else {
        for (const value of values) {
          const [link] = /->\d+-\d+$/u.exec(value) ?? [];
          if (link !== undefined) chained.add(`${layer} ${link}`);
        }
      }
    }
    if (count > 0) ignored.addWithName('links', shortName(layer), count);
  }
  const [first] = columns;
  if (first && chained.size > 0) ignored.addWithName('links', shortName(first.layer), chained.size);
}

/** The annotations of one layer, row by row. */
class LayerReader {
  readonly found: Found[] = [];
  readonly #byId = new Map<string, Found>();

  constructor(private readonly label: string) {}

  /** @param targets what slots are filled with: one that is empty says that its annotation is there */
  addRow(row: Row, columns: readonly PlacedColumn[], targets: readonly PlacedColumn[]): void {
    if (!this.#addCells(row, columns)) this.#addCells(row, targets);
  }

  /** @returns whether an annotation is there */
  #addCells(row: Row, columns: readonly PlacedColumn[]): boolean {
    /** Those of this row that have no number, in the order in which they are stacked. */
    const plain: (Found | undefined)[] = [];
    const numbered = new Set<Found>();
    for (const { kind, name, index } of columns) {
      const cell = row.cells[index] ?? NOTHING;
      if (cell === NOTHING || cell === '') continue;
      const values = splitCell(cell, '|');
      let order = 0;
      for (const raw of values) {
        const [value, id] = splitId(raw);
        const isPlain = id === '';
        const at = order;
        if (isPlain) order += 1;
        if (isPlain && value === NOTHING) continue;
        // A value without a number belongs to the only one that is here, whatever number that has.
        const [only] = numbered;
        const isOnly = values.length === 1 && numbered.size === 1 && plain.length === 0;
        const known = isPlain ? (plain[at] ?? (isOnly ? only : undefined)) : this.#byId.get(id);
        const annotation = known ?? this.#open(id, row, at);
        if (!isPlain) numbered.add(annotation);
        else if (known === undefined) plain[at] = annotation;
        if (annotation.rows.at(-1) !== row) annotation.rows.push(row);
        const isValue = kind === 'feature' && ![NO_VALUE, NOTHING, ''].includes(value);
        if (isValue && !hasForbiddenName(name)) annotation.features.set(name, unescape(value));
      }
    }
    return plain.length + numbered.size > 0;
  }

  #open(id: string, { line }: Row, order: number): Found {
    const annotation = {
      label: this.label,
      id,
      order,
      line,
      rows: [],
      features: new Map<string, string>(),
    };
    this.found.push(annotation);
    if (id !== '') this.#byId.set(id, annotation);
    return annotation;
  }
}
