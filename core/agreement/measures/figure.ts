/**
 * Why a measure has no value: nobody tagged anything, everything is the same everywhere (0/0),
 * there is one label only, or the exact answer is out of reach (γ over three or more annotators).
 */
export type UndefinedReason = 'noTags' | 'noVariation' | 'oneLabel' | 'tooManyTags';

/** The value of a measure; where it is undefined the reason, never 1 and never NaN. */
export type Measured =
  { readonly value: number } | { readonly value: null; readonly reason: UndefinedReason };

/** A measure's value. */
export function measured(value: number): Measured {
  return { value };
}

/** A measure that has no value here. */
export function notMeasured(reason: UndefinedReason): Measured {
  return { value: null, reason };
}

/** `part / whole`; without a whole there is no value, for want of tags. */
export function proportion(part: number, whole: number): Measured {
  return whole > 0 ? measured(part / whole) : notMeasured('noTags');
}

/** Fewer items than this are too few to interpret. */
export const FEWEST_ITEMS = 10;

/** What a figure rests on, as indexes into the items that the report lists once. */
export interface Basis {
  /** Items that the value was computed from. */
  readonly items: readonly number[];
  /** Items that belong to the question but could not be used. */
  readonly leftOut: readonly number[];
}

/** A measure as it is shown: the value, how much it rests on, and whether that is enough. */
export type Figure = Measured &
  Basis & {
    /** Items used. */
    readonly n: number;
    /** Items used and left out. */
    readonly of: number;
    /** Fewer than ten items used: too few to interpret. */
    readonly tooFew: boolean;
  };

/** A value together with what it rests on. */
export function figure(value: Measured, { items, leftOut }: Basis): Figure {
  const n = items.length;
  return { ...value, n, of: n + leftOut.length, tooFew: n < FEWEST_ITEMS, items, leftOut };
}
