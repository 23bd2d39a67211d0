import type { CompareSection } from '#core/contract/commands/compare.ts';

import type { ShownEvent } from '../../state/compare-state.ts';
import { claimRows } from './claim-rows.ts';
import { linesToReview, type Looker } from './review-lines.ts';

export const SECTION_WORDS: Readonly<Record<CompareSection, string>> = {
  quotations: 'Quotations',
  claims: 'Claims',
  findings: 'Findings',
  passages: 'Passages',
  framing: 'Framing',
  people: 'People',
  review: 'Review',
};

/** How much each section has. */
export function sectionCounts(
  shown: ShownEvent,
  looker: Looker,
): Readonly<Record<CompareSection, number>> {
  const { comparison, document, table } = shown;
  return {
    quotations: table.rows.length,
    claims: claimRows(shown).length,
    findings: comparison.findings.length,
    passages: comparison.passages.filter(({ kind }) => kind !== 'names').length,
    framing: comparison.framing.reduce(
      (sum, { counts }) => sum + counts.reduce((all, each) => all + each, 0),
      0,
    ),
    people: comparison.people.length,
    review: linesToReview(document, looker).length,
  };
}
