// The table of an event: which words each article gives to one utterance, laid out for a person to decide on.
// What is proposed is computed in the rooms below, what was said stands in the event’s document.
import { groupBy } from '../../collections/order.ts';
import type { Family } from '../../event/records.ts';
import type { ComparedItem, Comparison } from '../comparison/comparison.ts';
import { withGiven } from '../families/families.ts';
import { CellMaker } from './cells.ts';
import { KeptRows } from './kept-rows.ts';
import { inOrder } from './row-order.ts';
import { offersByRow } from './offered.ts';
import { placeAll, type GivenRow } from './placed.ts';
import { Renderings } from './renderings.ts';
import { RowFindings } from './row-findings.ts';
import {
  DEFAULT_TABLE,
  type RenderingState,
  type RowParts,
  type Table,
  type TableCell,
  type TableDocument,
  type TableOptions,
  type TableRow,
} from './table-types.ts';

/**
 * Lays out an earlier comparison with what the analyst has said since: nothing is compared again, and rows
 * of the last table of this comparison that nothing was said about stay the same objects, so that a link is
 * seen at once.
 */
export function tableOf(
  comparison: Comparison,
  document: TableDocument,
  options: TableOptions = DEFAULT_TABLE,
): Table {
  const placed = placeAll(comparison, document);
  const groups = withGiven(
    [...groupBy(comparison.items, ({ proposal }) => proposal).values()].map((same) =>
      same.map(({ index }) => index),
    ),
    placed.given.map(({ items }) => items),
    placed.isRefused,
  );
  const findings = new RowFindings(comparison.findings, document.findingWords);
  const items = [...placed.items];
  const givenOf = new Map(
    placed.given.flatMap((given) => given.items.map((item) => [item, given] as const)),
  );
  const parts = groups.map((members): RowParts => {
    const given = members.flatMap((index) => givenOf.get(index) ?? [])[0];
    const base = baseOf(comparison, items, members, given, options);
    return { members, base, family: given?.family ?? null };
  });
  const offered = offersByRow(comparison, items, parts, placed, findings);
  const maker = new CellMaker({
    ...{ comparison, document, items, renderingOf: placed.renderingOf },
    renderings: Renderings.of(comparison),
    findingsOf: (item) => findings.of(item),
  });
  const kept = new KeptRows(comparison);
  const rows = parts.map((part, index) => {
    const own = offered.get(index) ?? [];
    const make = (): TableRow => rowOf(part, maker.cellsOf(part, own), items, findings);
    return kept.rowOf(keyOf(part, items), maker.madeFrom(part, own), make);
  });
  const listed = rows.filter((row) => isShown(row, options));
  const shown = inOrder(listed, options.order, comparison, items);
  const undecided = rows.reduce((sum, row) => sum + row.undecided, 0);
  return { rows: shown, items, all: rows.length, undecided };
}

/** The analyst's base of a family, that of the chosen article, or the fullest; of equals the first. */
function baseOf(
  { articles }: Comparison,
  items: readonly ComparedItem[],
  members: readonly number[],
  given: GivenRow | undefined,
  { base }: TableOptions,
): { item: number; isGiven: boolean } {
  const chosen = given?.family.renderings.findIndex(({ id }) => id === given.family.base) ?? -1;
  const rendering = given?.family.renderings[chosen];
  const named = rendering && given?.items.find((index) => isAt(items[index], articles, rendering));
  if (named !== undefined) return { item: named, isGiven: true };
  const own =
    base.type === 'article'
      ? members.filter((index) => articles[items[index]?.article ?? -1]?.id === base.article)
      : [];
  const among = own.length > 0 ? own : members;
  const fullest = among.reduce((best, index) =>
    (items[index]?.length ?? 0) > (items[best]?.length ?? 0) ? index : best,
  );
  return { item: fullest, isGiven: false };
}

function isAt(
  item: ComparedItem | undefined,
  articles: Comparison['articles'],
  rendering: Family['renderings'][number],
): boolean {
  if (!item || articles[item.article]?.id !== rendering.article) return false;
  const [own] = item.fragments;
  const [stored] = rendering.fragments;
  return (
    own !== undefined && stored !== undefined && own.start < stored.end && stored.start < own.end
  );
}

function keyOf(
  { members, family }: Pick<RowParts, 'members' | 'family'>,
  items: readonly ComparedItem[],
): string {
  const first = items[members[0] ?? -1];
  return family?.id ?? `${String(first?.article)}:${String(first?.fragments[0]?.start)}`;
}

function rowOf(
  { members, base, family }: RowParts,
  cells: readonly TableCell[],
  items: readonly ComparedItem[],
  findings: RowFindings,
): TableRow {
  const keys = new Set(members.flatMap((index) => findings.of(index)));
  const isFamily = members.length > 1;
  const undecided = cells.reduce(
    (sum, { renderings }) => sum + renderings.filter(({ state }) => isOpen(state, isFamily)).length,
    0,
  );
  return {
    key: keyOf({ members, family }, items),
    family: family?.id ?? null,
    label: family?.label || (items[base.item]?.words ?? ''),
    who: commonest(members.flatMap((index) => items[index]?.speaker?.name ?? [])),
    base: base.item,
    isBaseGiven: base.isGiven,
    cells,
    articles: new Set(members.map((index) => items[index]?.article)).size,
    places: members.length,
    findings: [...keys],
    undecided,
    note: family?.note ?? '',
  };
}

/** Whether somebody has to decide on a rendering. */
function isOpen(state: RenderingState, isFamily: boolean): boolean {
  return state === 'offered' || (isFamily && state === 'preselected');
}

function commonest(names: readonly string[]): string | null {
  const groups = [...groupBy(names, (name) => name)];
  groups.sort(([, a], [, b]) => b.length - a.length);
  return groups[0]?.[0] ?? null;
}

function isShown(row: TableRow, { show }: TableOptions): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'with-findings':
      return row.findings.length > 0;
    case 'undecided':
      return row.undecided > 0;
    case 'differs':
      return row.cells.some(({ renderings }) =>
        renderings.some(
          ({ state, class: own }) =>
            state !== 'offered' && !['base', 'verbatim', 'punctuation'].includes(own),
        ),
      );
  }
}
