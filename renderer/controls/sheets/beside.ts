/** Where something stands in the window, in CSS pixels from its top. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** CSS pixels between words and what lies beside them. */
const GAP = 10;
/** CSS pixels that a sheet needs to be of use. */
const LEAST = 220;

/**
 * Where a sheet lies so that it does not cover a band of the window: its place, and the most height it
 * may have, in CSS pixels. Below where there is room enough, else on the larger side; `null` where
 * neither has room for it.
 */
export function besideBand(
  { top, bottom }: Band,
  windowHeight: number,
): { readonly side: 'above' | 'below'; readonly inset: number; readonly height: number } | null {
  const below = windowHeight - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const isBelow = below >= Math.max(above, 0) || below >= windowHeight / 2;
  const height = isBelow ? below : above;
  if (height < LEAST) return null;
  return isBelow
    ? { side: 'below', inset: bottom + GAP, height }
    : { side: 'above', inset: windowHeight - top + GAP, height };
}
