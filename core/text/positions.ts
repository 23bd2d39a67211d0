import { lastWhere } from '../collections/search.ts';

/** How positions of a file count what stands before them in a text. */
export interface Way {
  readonly unit: 'code-points' | 'utf-16' | 'utf-8';
  /**
   * `one`: each CR LF counts as the one line end that it was where the file was made.
   * `two`: each LF alone counts as the CR LF that it was there.
   */
  readonly lineEnds: 'as-is' | 'one' | 'two';
  /** Whether something stands before the text that is not part of it: a byte order mark. */
  readonly mark: boolean;
}

/** All of them: those first that are likelier by themselves. */
export const WAYS: readonly Way[] = [false, true].flatMap((mark) =>
  (['as-is', 'one', 'two'] as const).flatMap((lineEnds) =>
    (['code-points', 'utf-16', 'utf-8'] as const).map((unit) => ({ unit, lineEnds, mark })),
  ),
);

/** Whether two ways are the same. */
export function sameWay(a: Way, b: Way): boolean {
  return a.unit === b.unit && a.lineEnds === b.lineEnds && a.mark === b.mark;
}

/** What of a text makes ways of counting differ. */
export interface Traits {
  /** Offset of the first character of two UTF-16 units, and of the first CR LF; `Infinity` for none. */
  readonly firstPair: number;
  readonly firstCrLf: number;
  /** Whether there is a character of several bytes in UTF-8, and an LF without a CR. */
  readonly isWide: boolean;
  readonly hasLf: boolean;
}

export function traitsOf(text: string): Traits {
  const at = (pattern: RegExp): number => {
    const found = text.search(pattern);
    return found < 0 ? Infinity : found;
  };
  return {
    firstPair: at(/[\u{10000}-\u{10ffff}]/u),
    firstCrLf: at(/\r\n/u),
    isWide: /[^\0-\x7f]/u.test(text),
    hasLf: /(?<!\r)\n/u.test(text),
  };
}

/** The simplest of the ways that count just the same in a text. */
export function simplestWay({ unit, lineEnds, mark }: Way, traits: Traits): Way {
  const hasPairs = traits.firstPair < Infinity;
  // The mark itself has three bytes.
  const isSame = unit === 'utf-8' ? !traits.isWide && !mark : unit === 'utf-16' && !hasPairs;
  const isAsIs = lineEnds === 'one' ? traits.firstCrLf === Infinity : !traits.hasLf;
  return {
    unit: isSame ? 'code-points' : unit,
    lineEnds: isAsIs ? 'as-is' : lineEnds,
    mark,
  };
}

/** UTF-16 code units between two checkpoints: bounds the scan per question. */
const CHECKPOINT_UNITS = 256;

/**
 * Finds the UTF-16 offsets of positions that were counted in some way. Built in one pass; a question
 * then scans at most 256 units, and none where every unit counts as one.
 */
export class Positions {
  /** Of the end of the text. */
  readonly length: number;
  readonly #text: string;
  readonly #way: Way;
  readonly #mark: number;
  /** Entry `i`: what is counted before UTF-16 offset `i * CHECKPOINT_UNITS`. */
  readonly #checkpoints: Uint32Array;
  /** Entry `i`: 1 where each unit from one checkpoint to the next counts as one. */
  readonly #plain: Uint8Array;
  /** The block of the last question: the next one is mostly about the same one. */
  #block = 0;

  constructor(text: string, way: Way) {
    this.#text = text;
    this.#way = way;
    this.#mark = way.mark ? (way.unit === 'utf-8' ? 3 : 1) : 0;
    const isIdentity = way.unit === 'utf-16' && way.lineEnds === 'as-is';
    const blocks = isIdentity ? 0 : Math.floor(text.length / CHECKPOINT_UNITS) + 1;
    this.#checkpoints = new Uint32Array(blocks);
    this.#plain = new Uint8Array(blocks);
    let count = isIdentity ? text.length : 0;
    for (let block = 0; block < blocks; block += 1) {
      this.#checkpoints[block] = count;
      const end = Math.min((block + 1) * CHECKPOINT_UNITS, text.length);
      let isPlain = 1;
      for (let offset = block * CHECKPOINT_UNITS; offset < end; offset += 1) {
        const code = text.charCodeAt(offset);
        // Nearly all are of this kind.
        if (code < 0x80 && code !== 0x0d && code !== 0x0a) {
          count += 1;
          continue;
        }
        const width = this.#width(offset);
        if (width !== 1) isPlain = 0;
        count += width;
      }
      this.#plain[block] = isPlain;
    }
    this.length = count + this.#mark;
  }

  /** The offset of a position; `null` for one outside the text or inside a character or a line end. */
  toUtf16(position: number): number | null {
    const wanted = position - this.#mark;
    if (wanted < 0 || position > this.length) return null;
    if (this.#checkpoints.length === 0) return wanted;
    const block = this.#blockOf(wanted);
    let offset = block * CHECKPOINT_UNITS;
    let count = this.#checkpoints[block] ?? 0;
    // What counts as nothing belongs to what follows it, and a block may begin between the two.
    if (wanted === count) return offset > 0 && this.#width(offset - 1) === 0 ? offset - 1 : offset;
    if (this.#plain[block] === 1) return offset + wanted - count;
    while (count < wanted) {
      count += this.#width(offset);
      offset += 1;
    }
    return count === wanted ? offset : null;
  }

  /** The last block before which no more is counted. */
  #blockOf(wanted: number): number {
    const before = this.#checkpoints[this.#block] ?? 0;
    const after = this.#checkpoints[this.#block + 1] ?? Infinity;
    if (before > wanted || after <= wanted) {
      this.#block = lastWhere(this.#checkpoints, (count) => count <= wanted);
    }
    return this.#block;
  }

  /** The first half of a pair, and a CR that is counted with its LF, are counted at the second one. */
  #width(offset: number): number {
    const text = this.#text;
    const { unit, lineEnds } = this.#way;
    const code = text.charCodeAt(offset);
    if (code === 0x0d) {
      return lineEnds === 'one' && text.charCodeAt(offset + 1) === 0x0a ? 0 : 1;
    }
    if (code === 0x0a) {
      return lineEnds === 'two' && text.charCodeAt(offset - 1) !== 0x0d ? 2 : 1;
    }
    if (unit === 'utf-16' || code < 0x80) return 1;
    const isPair = (high: number, low: number): boolean =>
      high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
    if (isPair(code, text.charCodeAt(offset + 1))) return 0;
    if (unit === 'code-points') return 1;
    if (isPair(text.charCodeAt(offset - 1), code)) return 4;
    return code < 0x800 ? 2 : 3;
  }
}
