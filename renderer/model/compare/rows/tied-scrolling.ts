/** Heights of one linked place in two texts, in CSS pixels from the top of each. */
export interface Anchor {
  readonly here: number;
  readonly there: number;
}

/**
 * How far the other text is scrolled so that the linked place nearest to the middle of the view stands at
 * the same height in both; between two places in proportion. All in CSS pixels.
 */
export function tiedTop(anchors: readonly Anchor[], top: number, height: number): number {
  const eye = top + height / 3;
  const sorted = anchors.toSorted((a, b) => a.here - b.here);
  const before = sorted.findLast(({ here }) => here <= eye) ?? { here: 0, there: 0 };
  const after = sorted.find(({ here }) => here > eye);
  if (!after) return before.there + (eye - before.here) - height / 3;
  const share = (eye - before.here) / Math.max(1, after.here - before.here);
  return before.there + share * (after.there - before.there) - height / 3;
}
