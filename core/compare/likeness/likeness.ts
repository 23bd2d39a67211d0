// Whether one text is nearly another one: what is asked before an article comes in. What two articles of an
// event share, and how, is for the passages.
import { eachWordPlace, keyOf } from '../words/word-table.ts';
import { SumTable } from './sum-table.ts';

/** Words of a run that two texts share. */
const RUN = 5;
/** Of the sums of all runs those are kept that this divides: the same ones in every text. */
const SAMPLED = 8;
/** Where a text has no more different ones, all of them are kept. */
const FEW = 64;
/** Most sums of one text. */
const MOST = 1024;

/** Sums of the runs of a text, one for each place where one begins. */
function runSums(text: string): Uint32Array {
  const words: number[] = [];
  eachWordPlace(text, (start, end, isAscii) => {
    words.push(isAscii ? sumOfAscii(text, start, end) : sumOf(keyOf(text.slice(start, end))));
  });
  const sums = new Uint32Array(Math.max(0, words.length - RUN + 1));
  for (let at = 0; at < sums.length; at += 1) {
    let sum = 0;
    for (let word = 0; word < RUN; word += 1) {
      sum = Math.imul(sum ^ (words[at + word] ?? 0), 0x9e3779b1);
      sum ^= sum >>> 15;
    }
    sums[at] = sum;
  }
  return sums;
}

const [FNV_BASIS, FNV_PRIME] = [0x811c9dc5, 0x01000193];

/** FNV-1a. */
function sumOf(word: string): number {
  let sum = FNV_BASIS;
  for (let at = 0; at < word.length; at += 1) {
    sum = Math.imul(sum ^ word.charCodeAt(at), FNV_PRIME);
  }
  return sum;
}

/** The same of the key of a word that is nothing but letters of ASCII: these in lower case. */
function sumOfAscii(text: string, start: number, end: number): number {
  let sum = FNV_BASIS;
  for (let at = start; at < end; at += 1) {
    sum = Math.imul(sum ^ (text.charCodeAt(at) | 0x20), FNV_PRIME);
  }
  return sum;
}

/** Sums of runs of a text, each once, rising. */
export type Sketch = Uint32Array;

/**
 * Some sums by which a text can be found among many that has the same words in long stretches.
 * A part of a text has a part of its sums. Linear.
 */
export function sketchText(text: string): Sketch {
  const sums = runSums(text);
  // A short text has few: all of them count.
  const counted = areFew(sums) ? sums : sums.filter((sum) => sum % SAMPLED === 0);
  return Uint32Array.from(new Set(counted.sort())).slice(0, MOST);
}

/** Whether no more of them are different than are all kept. */
function areFew(sums: Uint32Array): boolean {
  const different = new Set<number>();
  for (const sum of sums) {
    different.add(sum);
    if (different.size > FEW) return false;
  }
  return true;
}

/** How much of the shorter of two texts stands in the other one as well: share of its words, from 0 to 1. Linear. */
export function sharedWords(a: string, b: string): number {
  const [first, second] = [runSums(a), runSums(b)];
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  // Fewer words than a run: nothing can be said but that they are the same.
  if (shorter.length === 0) return sameWords(a, b) ? 1 : 0;
  const known = new Set(longer);
  const words = shorter.length + RUN - 1;
  let shared = 0;
  let until = 0;
  for (const [at, sum] of shorter.entries()) {
    if (!known.has(sum)) continue;
    shared += at + RUN - Math.max(at, until);
    until = at + RUN;
  }
  return shared / words;
}

function sameWords(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => (text.match(/\p{L}+/gu) ?? []).map(keyOf).join(' '));
  return first !== '' && first === second;
}

/** Finds the texts that may be like a new one, however many there are. */
export class LikenessIndex<K> {
  readonly #numbers = new Map<K, number>();
  readonly #texts: { readonly key: K; readonly sums: number }[] = [];
  readonly #bySum = new SumTable();
  /** How many sums the text that is looked for has in common with each; all 0 between two searches. */
  #common = new Uint16Array(1024);

  add(key: K, sketch: Sketch): void {
    if (this.#numbers.has(key)) return;
    const number = this.#texts.push({ key, sums: sketch.length }) - 1;
    this.#numbers.set(key, number);
    if (number >= this.#common.length) this.#common = new Uint16Array(2 * this.#common.length);
    for (const sum of sketch) this.#bySum.add(sum, number);
  }

  /**
   * The likeliest first, and of those that are as likely the one that was added first. `share` is about how
   * much of the shorter one's words both have.
   */
  find(sketch: Sketch, most: number): readonly { key: K; share: number }[] {
    const common = this.#common;
    const touched: number[] = [];
    for (const sum of sketch) {
      this.#bySum.each(sum, (number) => {
        const count = common[number] ?? 0;
        if (count === 0) touched.push(number);
        common[number] = count + 1;
      });
    }
    const best: { readonly key: K; readonly share: number; readonly number: number }[] = [];
    for (const number of touched) {
      const text = this.#texts[number];
      const share = (common[number] ?? 0) / Math.min(sketch.length, text?.sums ?? 0);
      common[number] = 0;
      const isBefore = (other: (typeof best)[number] | undefined): boolean =>
        other !== undefined &&
        (share > other.share || (share === other.share && number < other.number));
      let at = best.length;
      while (isBefore(best[at - 1])) at -= 1;
      if (!text || at >= most) continue;
      best.splice(at, 0, { key: text.key, share, number });
      best.length = Math.min(best.length, most);
    }
    return best.map(({ key, share }) => ({ key, share }));
  }
}
