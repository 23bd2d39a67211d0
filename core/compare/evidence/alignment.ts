/** What two quotations have in common, word by word in order. */
export interface Alignment {
  /** Sum of the weights of the aligned words. */
  readonly mass: number;
  /** Longest stretch of aligned words that follow each other in both, in words, and where it begins. */
  readonly run: number;
  readonly runStart: { readonly a: number; readonly b: number };
  /** Aligned words: index in the first, index in the second, and so on. */
  readonly pairs: readonly number[];
}

/** The words of one side: their stems, and from where on they no longer follow each other. */
export interface Words {
  readonly stems: Uint32Array;
  readonly seam: number;
}

/** What is worked in, one for all alignments of an event. */
export class AlignmentSpace {
  /** For each stem the number of the last alignment that had it on the second side, or on both. */
  private readonly stampOfSecond: Uint32Array;
  private readonly stampOfBoth: Uint32Array;
  private stamp = 0;
  /** The places on each side whose stem stands on the other side as well, and the stems of the second. */
  private readonly first: number[] = [];
  private readonly second: number[] = [];
  private readonly stems: number[] = [];
  private table = new Float64Array(4096);

  constructor(private readonly weights: Float64Array) {
    this.stampOfSecond = new Uint32Array(weights.length);
    this.stampOfBoth = new Uint32Array(weights.length);
  }

  /**
   * The common subsequence of stems with the greatest sum of weights. Time and space are the product
   * of the numbers of those words of each side whose stem stands in the other as well.
   */
  align(a: Words, b: Words): Alignment {
    this.findShared(a.stems, b.stems);
    const { first, second, stems, weights } = this;
    const height = first.length;
    const width = second.length + 1;
    const size = (height + 1) * width;
    if (this.table.length < size) this.table = new Float64Array(size);
    const { table } = this;
    table.fill(0, 0, width);
    for (let i = 1; i <= height; i += 1) {
      const stem = a.stems[first[i - 1] ?? 0] ?? 0;
      const weight = weights[stem] ?? 0;
      const row = i * width;
      table[row] = 0;
      let left = 0;
      for (let j = 1; j < width; j += 1) {
        const above = table[row - width + j] ?? 0;
        // Two equal words at the end of both always belong to a best subsequence.
        if (stems[j - 1] === stem) left = (table[row - width + j - 1] ?? 0) + weight;
        else if (above > left) left = above;
        table[row + j] = left;
      }
    }
    return this.trace(a, b);
  }

  /** The places on each side whose stem stands on the other side as well. */
  private findShared(a: Uint32Array, b: Uint32Array): void {
    const { first, second, stems, stampOfSecond, stampOfBoth } = this;
    this.stamp += 1;
    const { stamp } = this;
    first.length = 0;
    second.length = 0;
    stems.length = 0;
    for (let at = 0; at < b.length; at += 1) stampOfSecond[b[at] ?? 0] = stamp;
    for (let at = 0; at < a.length; at += 1) {
      const stem = a[at] ?? 0;
      if (stampOfSecond[stem] !== stamp) continue;
      stampOfBoth[stem] = stamp;
      first.push(at);
    }
    for (let at = 0; at < b.length; at += 1) {
      const stem = b[at] ?? 0;
      if (stampOfBoth[stem] !== stamp) continue;
      second.push(at);
      stems.push(stem);
    }
  }

  private trace(a: Words, b: Words): Alignment {
    const { table, first, second } = this;
    const width = second.length + 1;
    const pairs: number[] = [];
    let i = first.length;
    let j = second.length;
    while (i > 0 && j > 0) {
      const atA = first[i - 1] ?? 0;
      const atB = second[j - 1] ?? 0;
      if (a.stems[atA] === b.stems[atB]) {
        pairs.push(atB, atA);
        i -= 1;
        j -= 1;
      } else if ((table[(i - 1) * width + j] ?? 0) >= (table[i * width + j - 1] ?? 0)) i -= 1;
      else j -= 1;
    }
    pairs.reverse();
    const mass = table[first.length * width + second.length] ?? 0;
    return { mass, ...longestRun(pairs, a.seam, b.seam), pairs };
  }
}

function longestRun(
  pairs: readonly number[],
  seamA: number,
  seamB: number,
): Pick<Alignment, 'run' | 'runStart'> {
  let run = 0;
  let runStart = { a: 0, b: 0 };
  let length = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const a = pairs[at] ?? 0;
    const b = pairs[at + 1] ?? 0;
    const follows =
      pairs[at - 2] === a - 1 && pairs[at - 1] === b - 1 && a !== seamA && b !== seamB;
    length = follows ? length + 1 : 1;
    if (length <= run) continue;
    run = length;
    runStart = { a: a - length + 1, b: b - length + 1 };
  }
  return { run, runStart };
}
