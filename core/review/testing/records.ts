import type { Annotation } from '../../tags/tag.ts';
import type { Decision } from '../decision.ts';
import type { DecisionBody } from '../review-edit.ts';

/** When everything was made that does not say otherwise. */
export const NOW = '2026-01-01T00:00:00.000Z';

/** An id that is the same each time; `kind` is one digit. */
export function uuid(kind: number, n: number): string {
  return `${String(kind)}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A quote of which nothing is said. */
export function plainAnnotation(
  fields: Pick<Annotation, 'id' | 'fragments' | 'creator'> & Partial<Annotation>,
): Annotation {
  return {
    category: 'quote',
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    created: NOW,
    modified: NOW,
    ...fields,
  };
}

/** A decision that lets nothing stand, in the form in which it is sent. */
export function plainDecisionBody(fields: Partial<DecisionBody> = {}): DecisionBody {
  return {
    about: [],
    passage: null,
    verdict: 'keep',
    kept: [],
    edited: null,
    reason: null,
    note: '',
    confidence: null,
    guidelineUnclear: false,
    rule: null,
    ...fields,
  };
}

/** The same as it is kept. */
export function plainDecision(
  fields: Pick<Decision, 'id' | 'about' | 'reviewer'> & Partial<Decision>,
): Decision {
  return { ...plainDecisionBody(), passage: null, edited: null, decided: NOW, ...fields };
}
