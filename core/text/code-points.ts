import { lastWhere } from '../collections/search.ts';

/** UTF-16 code units between two checkpoints: bounds the scan per question; memory is text / 64. */
const CHECKPOINT_UNITS = 256;

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Whether the code unit at `offset` is the second half of a surrogate pair. */
function isSecondHalf(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    isLowSurrogate(text.charCodeAt(offset)) &&
    isHighSurrogate(text.charCodeAt(offset - 1))
  );
}

/** Number of code points in a text; a lone surrogate counts as one. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let offset = 1; offset < text.length; offset += 1) {
    if (isSecondHalf(text, offset)) length -= 1;
  }
  return length;
}

/**
 * Converts offsets of one text between UTF-16 code units and code points.
 *
 * Built in one pass; a question then scans at most 256 units, and none where there are no pairs.
 * Offsets outside the text are cut to its ends: whoever reads offsets from a file compares them
 * with `length` first.
 */
export class CodePointMap {
  /** Length of the text in code points. */
  readonly length: number;
  readonly #text: string;
  /** Entry `i`: code points that begin before UTF-16 offset `i * CHECKPOINT_UNITS`. */
  readonly #checkpoints: Uint32Array;

  constructor(text: string) {
    this.#text = text;
    this.#checkpoints = new Uint32Array(Math.floor(text.length / CHECKPOINT_UNITS) + 1);
    let count = 0;
    for (let offset = 0; offset < text.length; offset += 1) {
      if (offset % CHECKPOINT_UNITS === 0) this.#checkpoints[offset / CHECKPOINT_UNITS] = count;
      if (!isSecondHalf(text, offset)) count += 1;
    }
    if (text.length % CHECKPOINT_UNITS === 0) {
      this.#checkpoints[text.length / CHECKPOINT_UNITS] = count;
    }
    this.length = count;
  }

  /** Code point offset of a UTF-16 offset; one inside a surrogate pair counts as the pair's end. */
  toCodePoint(utf16: number): number {
    const end = Math.min(Math.max(utf16, 0), this.#text.length);
    const checkpoint = Math.floor(end / CHECKPOINT_UNITS);
    let count = this.#checkpoints[checkpoint] ?? 0;
    if (this.#isPlain(checkpoint)) return count + end - checkpoint * CHECKPOINT_UNITS;
    for (let offset = checkpoint * CHECKPOINT_UNITS; offset < end; offset += 1) {
      if (!isSecondHalf(this.#text, offset)) count += 1;
    }
    return count;
  }

  /** UTF-16 offset of a code point offset. */
  toUtf16(codePoint: number): number {
    if (codePoint <= 0) return 0;
    if (codePoint >= this.length) return this.#text.length;
    const checkpoint = lastWhere(this.#checkpoints, (before) => before <= codePoint);
    let count = this.#checkpoints[checkpoint] ?? 0;
    let offset = checkpoint * CHECKPOINT_UNITS;
    if (this.#isPlain(checkpoint)) return offset + codePoint - count;
    // A checkpoint may fall inside a pair; its second half begins no code point.
    while (count < codePoint || isSecondHalf(this.#text, offset)) {
      if (!isSecondHalf(this.#text, offset)) count += 1;
      offset += 1;
    }
    return offset;
  }

  /** Whether a code point begins at every unit from one checkpoint to the next, as in most texts. */
  #isPlain(checkpoint: number): boolean {
    const next = this.#checkpoints[checkpoint + 1];
    return next !== undefined && next - (this.#checkpoints[checkpoint] ?? 0) === CHECKPOINT_UNITS;
  }
}
