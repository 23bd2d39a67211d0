// Whether one text is nearly another one: what is asked before an article comes in. What two articles of an
// event share, and how, is for the passages.
import { eachWord, keyOf } from '../words/word-table.ts';

/** Words of a run that two texts share. */
const RUN = 5;
/** Of the sums of all runs those are kept that this divides: the same ones in every text. */
const SAMPLED = 8;
/** Most sums of one text. */
const MOST = 1024;

/** Sums of the runs of a text, one for each place where one begins. */
function runSums(text: string): Uint32Array {
  const words: number[] = [];
  const known = new Map<string, number>();
  eachWord(text, (word) => {
    const sum = known.get(word) ?? sumOf(keyOf(word));
    known.set(word, sum);
    words.push(sum);
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

/** FNV-1a. */
function sumOf(word: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    sum = Math.imul(sum ^ word.charCodeAt(at), 0x01000193);
  }
  return sum;
}

/**
 * Some sums by which a text can be found among many that has the same words in long stretches, sorted.
 * A part of a text has a part of its sums. Linear.
 */
export function sketchText(text: string): readonly number[] {
  const sums = [...new Set(runSums(text))];
  // A short text has few: all of them count.
  const sampled = sums.length <= 64 ? sums : sums.filter((sum) => sum % SAMPLED === 0);
  return sampled.sort((a, b) => a - b).slice(0, MOST);
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

/** Texts that a sum may stand in before it says nothing of any of them. */
const COMMON = 64;

/** Finds the texts that may be like a new one, however many there are. */
export class LikenessIndex<K> {
  readonly #texts = new Map<K, number>();
  readonly #bySum = new Map<number, K[]>();

  add(key: K, sketch: readonly number[]): void {
    if (this.#texts.has(key)) return;
    this.#texts.set(key, sketch.length);
    for (const sum of sketch) {
      const keys = this.#bySum.get(sum);
      if (!keys) this.#bySum.set(sum, [key]);
      else if (keys.length <= COMMON) keys.push(key);
    }
  }

  /** The likeliest first; `share` is about how much of the shorter one's words both have. */
  find(sketch: readonly number[], most: number): readonly { key: K; share: number }[] {
    const counts = new Map<K, number>();
    for (const sum of sketch) {
      const keys = this.#bySum.get(sum) ?? [];
      if (keys.length > COMMON) continue;
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts]
      .map(([key, count]) => {
        return { key, share: count / Math.min(sketch.length, this.#texts.get(key) ?? Infinity) };
      })
      .sort((a, b) => b.share - a.share)
      .slice(0, most);
  }
}
