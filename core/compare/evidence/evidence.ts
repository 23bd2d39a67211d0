// What speaks for and against two quotations being renderings of the same words. What follows from it is
// for the room of the families.
import type { EventWords } from '../words/event-words.ts';
import { AlignmentSpace, type Alignment } from './alignment.ts';
import type { EventReading, Item } from './items.ts';
import type { Source, SpeakerTable } from './speakers.ts';

/** What two quotations have in common, as far as it decides whether they are linked. */
export interface LinkEvidence {
  /** Sum of the weights of the words that stand in both in the same order. */
  readonly mass: number;
  /** `mass` as a share of the weight of the lighter quotation. */
  readonly containment: number;
  /** `mass` as a share of the weight of all words of both, those in common counted once. */
  readonly overlap: number;
  /** Longest unbroken stretch of aligned words, in words. */
  readonly run: number;
  /** Where that begins, as the number of a word of each. */
  readonly runStart: Alignment['runStart'];
  /** `run` as a share of the words of the shorter quotation. */
  readonly runShare: number;
  /** Number of aligned words, and how many of them are content words. */
  readonly aligned: number;
  readonly content: number;
  /** Whether the aligned content words have equal keys, not only equal stems. */
  readonly isExact: boolean;
  /** Whether all words of both have equal keys. */
  readonly isEqual: boolean;
  /** One content word in common that says something: no adverb, number or name, and not alone. */
  readonly isTelling: boolean;
  readonly source: Source;
  readonly isNameLike: boolean;
}

/** What else speaks for them; it only orders what is offered. */
export interface OrderEvidence {
  /** Content words around both in common, as a share of the lighter set; 0 to 1. */
  readonly context: number;
  /** Whether all content words of the shorter one, at least two, stand in the other in any order. */
  readonly isWithin: boolean;
}

export type Evidence = LinkEvidence & OrderEvidence;

/** The least weight of words around a quotation that a share is taken of. */
const LEAST_AROUND = 0.5;

const NUMBER = /^\p{N}/u;

/** Compares the items of one event. */
export class Comparison {
  private readonly space: AlignmentSpace;
  private readonly words: EventWords;
  private readonly speakers: SpeakerTable;
  /** What is counted in, by stem. */
  private readonly counts: Int32Array;

  constructor({ words, speakers }: Pick<EventReading, 'words' | 'speakers'>) {
    this.words = words;
    this.speakers = speakers;
    this.space = new AlignmentSpace(words.weights);
    this.counts = new Int32Array(words.weights.length);
  }

  linkEvidence(a: Item, b: Item): LinkEvidence {
    const isEqual = haveEqualKeys(a, b);
    const { mass, run, runStart, pairs } = isEqual ? ofItself(a) : this.space.align(a, b);
    const lighter = Math.min(a.weight, b.weight);
    const { content, isExact, lonely } = this.alignedContent(a, b, pairs);
    return {
      mass,
      containment: lighter > 0 ? mass / lighter : 0,
      overlap: mass > 0 ? mass / (a.weight + b.weight - mass) : 0,
      run,
      runStart,
      runShare: run > 0 ? run / Math.min(a.length, b.length) : 0,
      aligned: pairs.length / 2,
      content,
      isExact,
      isEqual,
      isTelling: content === 1 && this.isTelling(a, b, lonely),
      source: this.speakers.sourceOf(a.speakerId, b.speakerId),
      isNameLike: a.isNameLike || b.isNameLike,
    };
  }

  evidence(a: Item, b: Item): Evidence {
    return { ...this.linkEvidence(a, b), ...this.orderEvidence(a, b) };
  }

  orderEvidence(a: Item, b: Item): OrderEvidence {
    return { context: this.context(a, b), isWithin: this.isWithin(a, b) };
  }

  /** The aligned words: number of a word of the first, of the second, and so on. */
  alignedPlaces(a: Item, b: Item): readonly number[] {
    return this.space.align(a, b).pairs;
  }

  /** What stands around both, in both. */
  context(a: Item, b: Item): number {
    const [first, second] = [a.around, b.around];
    let common = 0;
    let inFirst = 0;
    let inSecond = 0;
    // Both are in order.
    while (inFirst < first.length && inSecond < second.length) {
      const [stem = 0, other = 0] = [first[inFirst], second[inSecond]];
      if (stem === other) common += this.words.weights[stem] ?? 0;
      if (stem <= other) inFirst += 1;
      if (other <= stem) inSecond += 1;
    }
    return common / Math.max(LEAST_AROUND, Math.min(a.aroundWeight, b.aroundWeight));
  }

  private alignedContent(
    a: Item,
    b: Item,
    pairs: readonly number[],
  ): { content: number; isExact: boolean; lonely: readonly [number, number] } {
    let content = 0;
    let isExact = true;
    let lonely: readonly [number, number] = [0, 0];
    for (let at = 0; at < pairs.length; at += 2) {
      const [inA, inB] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
      if (this.words.isContent[a.stems[inA] ?? 0] !== 1) continue;
      content += 1;
      isExact &&= a.keys[inA] === b.keys[inB];
      lonely = [inA, inB];
    }
    return { content, isExact, lonely };
  }

  private isTelling(a: Item, b: Item, [inA, inB]: readonly [number, number]): boolean {
    if (Math.min(a.length, b.length) < 2) return false;
    const key = this.words.keyTexts[a.keys[inA] ?? 0] ?? '';
    if (key.endsWith('ly') || NUMBER.test(key)) return false;
    // A capital may be due to the beginning of a sentence in one of them.
    return !(a.capitals[inA] === 1 && b.capitals[inB] === 1);
  }

  private isWithin(a: Item, b: Item): boolean {
    const [short, long] = a.content <= b.content ? [a, b] : [b, a];
    if (short.content < 2) return false;
    const { counts } = this;
    for (const stem of long.stems) counts[stem] = 0;
    for (const stem of short.stems) counts[stem] = 0;
    for (const stem of long.stems) counts[stem] = (counts[stem] ?? 0) + 1;
    return short.stems.every((stem) => {
      if (this.words.isContent[stem] !== 1) return true;
      const count = counts[stem] ?? 0;
      counts[stem] = count - 1;
      return count > 0;
    });
  }
}

/** Whether two quotations are the same words but for case and marks. */
export function haveEqualKeys(a: Item, b: Item): boolean {
  return a.length === b.length && a.length > 0 && a.keys.every((key, at) => key === b.keys[at]);
}

/** The alignment of a quotation with one that is equal to it. */
function ofItself({ stems, weight, seam }: Item): Alignment {
  const pairs: number[] = [];
  for (let at = 0; at < stems.length; at += 1) pairs.push(at, at);
  return {
    mass: weight,
    run: Math.max(seam, stems.length - seam),
    runStart: { a: 0, b: 0 },
    pairs,
  };
}
