// What a comparison shows that an analyst should look at: each with two places and why, nothing decided.
// What is a family and what is shared comes from the rooms below.
import type { Item } from '../evidence/items.ts';
import type { RenderingClass } from '../renderings/class.ts';
import type { Span } from '../../text/span.ts';

/** Somewhere in an article of the event. */
export interface Place {
  /** Number of the article. */
  readonly article: number;
  /** UTF-16, half-open, in document order. */
  readonly fragments: readonly Span[];
}

/** Who is named for some words: a person, a body or state, nobody. */
export type Attribution = 'person' | 'body' | 'nobody';

/** How words reached the public: a written statement, a post, told to somebody. */
export type Manner = 'statement' | 'post' | 'told';

/** Which side of a figure the words before it take. */
export type Hedge = 'over' | 'under' | 'about' | 'none';

/** Content words that differ, as they stand in the texts, names, numbers and negations first. */
export interface WordChange {
  readonly kind: 'inserted' | 'missing' | 'replaced';
  /** In the base. */
  readonly before: string;
  /** In the rendering. */
  readonly after: string;
}

export const FINDING_TYPES = [
  'splice',
  'marks-dropped',
  'altered-in-marks',
  'attribution-differs',
  'headline-quotation-missing',
  'figure-hedged',
  'figures-conflict',
] as const;
export type FindingType = (typeof FINDING_TYPES)[number];

export type Finding = { readonly here: Place; readonly there: Place } & (
  | { readonly type: 'splice' }
  | { readonly type: 'marks-dropped' }
  | { readonly type: 'altered-in-marks'; readonly changes: readonly WordChange[] }
  | { readonly type: 'attribution-differs'; readonly how: AttributionDifference }
  | { readonly type: 'headline-quotation-missing' }
  | {
      readonly type: 'figure-hedged';
      readonly noun: string;
      readonly value: number;
      readonly hedges: readonly [here: Hedge, there: Hedge];
    }
  | {
      readonly type: 'figures-conflict';
      readonly noun: string;
      readonly values: readonly [here: number, there: number];
    }
);

export type AttributionDifference =
  | { readonly type: 'who'; readonly here: Attribution; readonly there: Attribution }
  | { readonly type: 'persons'; readonly here: string; readonly there: string }
  | { readonly type: 'manner'; readonly here: Manner; readonly there: Manner };

/** A family as findings see it: its members and the one that they are compared with. */
export interface FamilyOfItems {
  readonly base: Item;
  /** Base included, in order. */
  readonly members: readonly Item[];
  /** Of each member, relative to the base. */
  readonly classes: readonly RenderingClass[];
}

export function placeOf({ article, fragments }: Item): Place {
  return { article, fragments };
}

/** Places of words of an article. */
export function placeOfSpan(article: number, span: Span): Place {
  return { article, fragments: [span] };
}
