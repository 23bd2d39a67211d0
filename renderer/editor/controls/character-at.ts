/** A rectangle in CSS pixels, its edges included. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Which character is under a point, of the two beside the caret that is nearest to it; `undefined`
 * if the point is beside the text. A caret stands on the nearer side of a character, so it may be
 * the one before. A character may have several boxes; they are asked for at most twice.
 * @param caret Offset of the caret in a text of `length` UTF-16 code units.
 */
export function characterAt(
  point: { readonly x: number; readonly y: number },
  caret: number,
  length: number,
  boxesOf: (character: number) => Iterable<Box>,
): number | undefined {
  for (const character of [caret, caret - 1]) {
    if (character < 0 || character >= length) continue;
    for (const box of boxesOf(character)) {
      if (holds(box, point)) return character;
    }
  }
  return undefined;
}

function holds(
  { left, right, top, bottom }: Box,
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
