import type { ComparedEvent } from '../evidence/items.ts';
import type { SharedPassage } from '../passages/shared-passages.ts';
import { findAttributions } from './attribution.ts';
import { figuresOf, findFigures } from './figure-findings.ts';
import type { Figure } from './figures.ts';
import type { FamilyOfItems, Finding } from './finding.ts';
import { findMissingFromBody } from './headline.ts';
import { findAltered, findSplices } from './in-families.ts';
import { findDroppedMarks } from './marks-dropped.ts';

/** Everything about an event that an analyst should look at, by kind, each in the order of its places. */
export function findFindings(
  event: ComparedEvent,
  families: readonly FamilyOfItems[],
  passages: readonly SharedPassage[],
  figures: readonly Figure[] = figuresOf(event),
): Finding[] {
  return [
    ...findSplices(event, families),
    ...findDroppedMarks(event, families, passages),
    ...findAltered(event, families),
    ...findAttributions(event, families),
    ...findMissingFromBody(event),
    ...findFigures(event, figures),
  ];
}
