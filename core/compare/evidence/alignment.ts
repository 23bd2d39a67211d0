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
    const { first, second } = this.shared(a.stems, b.stems);
    const width = second.length + 1;
    const size = (first.length + 1) * width;
    if (this.table.length < size) this.table = new Float64Array(size);
    const table = this.table;
    table.fill(0, 0, width);
    for (let i = 1; i <= first.length; i += 1) {
      const stem = a.stems[first[i - 1] ?? 0] ?? 0;
      const weight = this.weights[stem] ?? 0;
      const row = i * width;
      table[row] = 0;
      for (let j = 1; j <= second.length; j += 1) {
        const above = table[row - width + j] ?? 0;
        const left = table[row + j - 1] ?? 0;
        // Two equal words at the end of both always belong to a best subsequence.
        table[row + j] =
          b.stems[second[j - 1] ?? 0] === stem
            ? (table[row - width + j - 1] ?? 0) + weight
            : Math.max(above, left);
      }
    }
    return this.trace(a, b, first, second);
  }

  /** The places on each side whose stem stands on the other side as well. */
  private shared(a: Uint32Array, b: Uint32Array): { first: number[]; second: number[] } {
    this.stamp += 1;
    for (const stem of b) this.stampOfSecond[stem] = this.stamp;
    const first: number[] = [];
    for (const [at, stem] of a.entries()) {
      if (this.stampOfSecond[stem] !== this.stamp) continue;
      this.stampOfBoth[stem] = this.stamp;
      first.push(at);
    }
    const second: number[] = [];
    for (const [at, stem] of b.entries()) {
      if (this.stampOfBoth[stem] === this.stamp) second.push(at);
    }
    return { first, second };
  }

  private trace(
    a: Words,
    b: Words,
    first: readonly number[],
    second: readonly number[],
  ): Alignment {
    const { table } = this;
    const width = second.length + 1;
    const pairs: number[] = [];
    let i = first.length;
    let j = second.length;
    while (i > 0 && j > 0) {
      const [atA, atB] = [first[i - 1] ?? 0, second[j - 1] ?? 0];
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
    const [a, b] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
    const follows =
      pairs[at - 2] === a - 1 && pairs[at - 1] === b - 1 && a !== seamA && b !== seamB;
    length = follows ? length + 1 : 1;
    if (length <= run) continue;
    run = length;
    runStart = { a: a - length + 1, b: b - length + 1 };
  }
  return { run, runStart };
}
