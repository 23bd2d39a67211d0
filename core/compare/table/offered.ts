import { addToGroup, groupBy } from '../../collections/order.ts';
import type { ComparedItem, Comparison } from '../comparison/comparison.ts';
import type { PlacedPassage } from '../comparison/placed-families.ts';
import { newItem, type Placed } from './placed.ts';
import type { RowFindings } from './row-findings.ts';
import type { Offered, RowParts } from './table-types.ts';

/** What is offered in each row, by its number; words without marks come as items behind the others. */
export function offersByRow(
  comparison: Comparison,
  items: ComparedItem[],
  parts: readonly RowParts[],
  { renderingOf, isRefused }: Placed,
  findings: RowFindings,
): Map<number, Offered[]> {
  const rowOfItem = new Map(
    parts.flatMap(({ members }, row) => members.map((index) => [index, row] as const)),
  );
  const offered = new Map<number, Offered[]>();
  for (const [item, offers] of comparison.offers.entries()) {
    const own = rowOfItem.get(item);
    if (own === undefined || parts[own]?.members.length !== 1 || renderingOf.has(item)) continue;
    const offer = offers.find(({ member }) => {
      const row = rowOfItem.get(member);
      if (row === undefined || row === own) return false;
      return !parts[row]?.members.some((each) => isRefused(item, each));
    });
    const row = offer && rowOfItem.get(offer.member);
    // Only who speaks is no reason to look at it unasked.
    if (offer && row !== undefined && offer.score > LEAST_SCORE) {
      addToGroup(offered, row, { item, offer });
    }
  }
  const byArticle = groupBy(items, ({ article }) => article);
  for (const finding of comparison.findings) {
    const row = rowOfItem.get(finding.items[1] ?? -1);
    if (finding.type !== 'marks-dropped' || finding.items[0] !== null) continue;
    if (row === undefined || findings.isDismissed(finding)) continue;
    const inArticle = byArticle.get(finding.here.article) ?? [];
    if (inArticle.some((item) => overlaps(item, finding.here))) continue;
    const item = newItem(comparison, finding.here, items.length, 'words');
    const index = items.push(item) - 1;
    addToGroup(byArticle, item.article, item);
    findings.add(index, finding.key);
    addToGroup(offered, row, { item: index, offer: null });
  }
  return offered;
}

/** Below this score two quotations have little more in common than who speaks. */
const LEAST_SCORE = 0.15;

function overlaps(a: PlacedPassage, b: PlacedPassage): boolean {
  return a.fragments.some((one) =>
    b.fragments.some((other) => one.start < other.end && other.start < one.end),
  );
}
