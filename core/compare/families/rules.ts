import type { LinkEvidence, OrderEvidence } from '../evidence/evidence.ts';
import type { Source } from '../evidence/speakers.ts';

/**
 * Why two quotations are linked unasked: one stands in the other, it is cut or put differently, or
 * both are equal.
 */
export type LinkRule = 'contained' | 'cut' | 'equal';

/** The least mass for which a link is made, by what is known of the sources. Measured. */
const LEAST_MASS: Readonly<Record<Source, number>> = { same: 0.6, unknown: 1.05, different: 2.5 };
/** What is cut or put differently has so much mass, and such a share of the lighter quotation. */
const LEAST_MASS_OF_CUT = 2.5;
const LEAST_CONTAINMENT_OF_CUT = 0.35;
const CONTAINED = 0.75;

/**
 * Whether any rule but that of equal keys may link two quotations that have at most so much mass in common;
 * `lighter`: the weight of the lighter one.
 */
export function mayBeLinked(mass: number, lighter: number, source: Source): boolean {
  if (mass >= LEAST_MASS[source] && mass >= CONTAINED * lighter) return true;
  return (
    source !== 'different' &&
    mass >= LEAST_MASS_OF_CUT &&
    mass >= LEAST_CONTAINMENT_OF_CUT * lighter
  );
}

/** The rule by which two quotations are linked unasked, if any. */
export function linkRule(evidence: LinkEvidence): LinkRule | null {
  const { content, isNameLike, isEqual, source } = evidence;
  if (content === 0 || isNameLike) return null;
  if (isContained(evidence)) return 'contained';
  if (isCut(evidence)) return 'cut';
  const isCertain = content >= 2 || source === 'same';
  return isEqual && source !== 'different' && isCertain ? 'equal' : null;
}

function isContained(evidence: LinkEvidence): boolean {
  const { containment, mass, run, runShare, content, isExact, isTelling, source } = evidence;
  if (containment < CONTAINED || mass < LEAST_MASS[source]) return false;
  if (runShare < 0.5 && run < 5) return false;
  if (content <= 2 && !isExact) return false;
  return content > 1 || (source === 'same' && isTelling);
}

function isCut({ containment, mass, run, source }: LinkEvidence): boolean {
  if (source === 'different' || containment < LEAST_CONTAINMENT_OF_CUT) return false;
  return (mass >= 3.5 && run >= 4) || (mass >= LEAST_MASS_OF_CUT && run >= 6);
}

const SOURCE_SCORE: Readonly<Record<Source, number>> = { same: 0.1, different: -0.3, unknown: 0 };

/** How near two quotations are, 0 to 1: it orders what is offered and chooses between families. */
export function score(
  { mass, overlap, containment, isEqual, source }: LinkEvidence,
  { isWithin, context }: OrderEvidence,
): number {
  const words = Math.min(1, mass / 1.5) * (0.7 + 0.3 * overlap) * containment;
  const sum =
    0.6 * Math.max(words, isWithin ? 0.4 : 0) +
    0.3 * Math.min(1, context) +
    SOURCE_SCORE[source] +
    (isEqual ? 0.05 : 0);
  return Math.min(1, Math.max(0, sum));
}
