// What the window holds of the event whose outlets are compared, and what follows from it alone.
import type { ComparedItem, Comparison } from '#core/compare/comparison/comparison.ts';

import {
  DEFAULT_TABLE,
  type CellPlace,
  type CellRendering,
  type Table,
  type TableCell,
  type TableOptions,
  type TableRow,
} from '#core/compare/table/table-types.ts';
import type { CompareSection } from '#core/contract/commands/compare.ts';
import type { ReadOnlyReason } from '#core/contract/store.ts';
import type { EventDocument } from '#core/event/document.ts';
import type { Span } from '#core/text/span.ts';
import { placeKey } from '#core/event/places.ts';

/** An event that has been read: what is computed, what was said, and both as a table. */
export interface ShownEvent {
  readonly event: string;
  readonly comparison: Comparison;
  /** With what is on its way to the disk. */
  readonly document: EventDocument;
  readonly readOnly: ReadOnlyReason | null;
  readonly table: Table;
}

/** What the chosen line of each section but the table is, by its key. */
export type ChosenLines = Readonly<Partial<Record<CompareSection, string>>>;

export interface CompareState {
  /** Id of the event; `null` for none. */
  readonly event: string | null;
  readonly section: CompareSection;
  readonly options: TableOptions;
  /** Whether quotations of articles that are one text are put together as well. */
  readonly comparesOneTexts: boolean;
  readonly shown: ShownEvent | null;
  /** How much of a comparison is done, 0 to 1; `null` while none is awaited. */
  readonly reading: number | null;
  /** Why there is nothing to show, as a sentence. */
  readonly problem: string | null;
  /** The chosen cell, kept while sections change. */
  readonly cell: CellPlace | null;
  /** Which of its lines. */
  readonly line: number;
  readonly lines: ChosenLines;
  /** The chosen line of a claim's ledger. */
  readonly ledger: string | null;
  /** Name of the framing target whose places are listed. */
  readonly target: string | null;
  /** Keys of what was put off; forgotten with the window. */
  readonly deferred: ReadonlySet<string>;
  /** All columns of a wide event, not only the widest covering. */
  readonly hasAllColumns: boolean;
  readonly isBeside: boolean;
  readonly isTied: boolean;
  /** Which of the linked places is shown side by side; -1: the chosen one. */
  readonly linked: number;
  /** The words that were opened in Annotate from here: Esc comes back while they are selected. */
  readonly away: { readonly article: string; readonly span: Span } | null;
}

export const NOTHING_COMPARED: CompareState = {
  event: null,
  section: 'quotations',
  options: DEFAULT_TABLE,
  comparesOneTexts: false,
  shown: null,
  reading: null,
  problem: null,
  cell: null,
  line: 0,
  lines: {},
  ledger: null,
  target: null,
  deferred: new Set(),
  hasAllColumns: false,
  isBeside: false,
  isTied: true,
  linked: -1,
  away: null,
};

/** The chosen cell with what stands in it. */
export interface ChosenCell {
  readonly row: TableRow;
  readonly cell: TableCell;
  /** The chosen line; absent in a cell without words. */
  readonly rendering: CellRendering | undefined;
  readonly item: ComparedItem | undefined;
}

/** The cell that is chosen, if the table has it. */
export function chosenCell({ shown, cell, line }: CompareState): ChosenCell | null {
  const row = shown?.table.rows.find(({ key }) => key === cell?.row);
  const here = row?.cells.find(({ article }) => article === cell?.article);
  if (!shown || !row || !here) return null;
  const rendering = here.renderings[Math.min(line, here.renderings.length - 1)];
  const item = rendering && shown.table.items[rendering.item];
  return { row, cell: here, rendering, item };
}

/** What a line of the table is known by while the table changes: its words and their row. */
export function lineKey(row: TableRow, { item }: CellRendering): string {
  return `${row.key}/${item}`;
}

/** Whether a line asks to be decided: something offered, or a rendering that nobody has linked yet. */
export function isOpenLine(row: TableRow, { state }: CellRendering): boolean {
  return state === 'offered' || (state === 'preselected' && row.places > 1);
}

/** A line of the table and where it is. */
export interface LinePlace extends CellPlace {
  readonly line: number;
}

/** Every open line, row by row, those that were put off last. */
export function openLines({
  shown,
  deferred,
}: Pick<CompareState, 'shown' | 'deferred'>): readonly LinePlace[] {
  const open = (shown?.table.rows ?? []).flatMap((row) =>
    row.cells.flatMap(({ article, renderings }) =>
      renderings.flatMap((rendering, line) =>
        isOpenLine(row, rendering)
          ? [{ row: row.key, article, line, isLate: deferred.has(lineKey(row, rendering)) }]
          : [],
      ),
    ),
  );
  const place = ({ row, article, line }: LinePlace): LinePlace => ({ row, article, line });
  const [late, now] = [open.filter(({ isLate }) => isLate), open.filter(({ isLate }) => !isLate)];
  return [...now, ...late].map(place);
}

/** Most columns that a table has unless all are asked for. */
export const COLUMNS = 12;

/** The numbers of the articles that have a column: of many, those with most rows, in their order. */
export function shownColumns({ shown, hasAllColumns, cell }: CompareState): readonly number[] {
  if (!shown) return [];
  const all = shown.comparison.articles.map((_, article) => article);
  if (hasAllColumns || all.length <= COLUMNS) return all;
  const covered = all.map(
    (article) =>
      shown.table.rows.filter(
        ({ cells }) => cells[article]?.coverage.type === 'present' || cell?.article === article,
      ).length,
  );
  return all
    .toSorted((a, b) => (covered[b] ?? 0) - (covered[a] ?? 0) || a - b)
    .slice(0, COLUMNS)
    .sort((a, b) => a - b);
}

/** Where words stand, whatever row they are in. */
function placeOfItem({ comparison, table }: ShownEvent, index: number): string | null {
  const item = table.items[index];
  const article = comparison.articles[item?.article ?? -1];
  return item && article ? placeKey({ article: article.id, fragments: item.fragments }) : null;
}

/**
 * The cursor in a table that takes the place of another: on the same words and in their row, which has
 * another key once they are linked; else where it was; at first on the first words.
 */
export function followCursor(
  before: Pick<CompareState, 'shown' | 'cell' | 'line'>,
  shown: ShownEvent,
): Pick<CompareState, 'cell' | 'line'> {
  const { rows } = shown.table;
  const [first] = rows;
  if (!first) return { cell: null, line: 0 };
  const { cell, line } = before;
  if (!cell) {
    const article = first.cells.find(({ renderings }) => renderings.length > 0)?.article ?? 0;
    return { cell: { row: first.key, article }, line: 0 };
  }
  const rowBefore = before.shown?.table.rows.find(({ key }) => key === cell.row);
  const placeBefore = (index: number | undefined): string | null =>
    before.shown && index !== undefined ? placeOfItem(before.shown, index) : null;
  const renderingBefore = rowBefore?.cells[cell.article]?.renderings[line];
  const words = placeBefore(renderingBefore?.item);
  const base = placeBefore(rowBefore?.base);
  const holds = (row: TableRow, place: string | null): boolean =>
    place !== null &&
    row.cells.some(({ renderings }) =>
      renderings.some(
        ({ item, state }) => state !== 'offered' && placeOfItem(shown, item) === place,
      ),
    );
  const row =
    rows.find(({ key }) => key === cell.row) ??
    rows.find((each) => holds(each, base)) ??
    rows.find((each) => holds(each, words)) ??
    rows[
      Math.min(
        before.shown?.table.rows.findIndex(({ key }) => key === cell.row) ?? 0,
        rows.length - 1,
      )
    ] ??
    first;
  const renderings = row.cells[cell.article]?.renderings ?? [];
  const at = renderings.findIndex(({ item }) => placeOfItem(shown, item) === words);
  return {
    cell: { row: row.key, article: cell.article },
    line: at >= 0 ? at : Math.max(0, Math.min(line, renderings.length - 1)),
  };
}
