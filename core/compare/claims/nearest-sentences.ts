// Which sentences of other articles are nearest to a claim. How the two stand to each other only the
// analyst says.
import type { EventReading } from '../evidence/items.ts';
import { wordsWithin, type WordRange } from '../texts/article-reading.ts';
import type { Span } from '../../text/span.ts';

/** A sentence of another article. */
export interface NearSentence {
  /** Number of the article. */
  readonly article: number;
  /** UTF-16, half-open. */
  readonly span: Span;
  /** Cosine of the weighted content stems, above 0 to 1. */
  readonly similarity: number;
}

/** Sentences that are offered in each article. */
const OFFERED = 3;

/** A stem with what it counts for in one stretch. */
type Vector = ReadonlyMap<number, number>;

/**
 * The three sentences of every other article that are nearest to a claim, the nearest first: cosine of
 * the counts of content stems, each times `ln(n / d)` of the event's `n` sentences, `d` with it.
 * `aliasOf` gives the stems of one person's spellings one number.
 */
export class ClaimNeighbours {
  private readonly sentences: readonly (readonly Vector[])[];
  private readonly inverse: Map<number, number>;

  constructor(
    private readonly event: EventReading,
    private readonly aliasOf: (stem: number) => number = (stem) => stem,
  ) {
    const counted = event.articles.map((reading, article) =>
      reading.sentences.map((sentence) => this.countIn(article, wordsWithin(reading, sentence))),
    );
    const occurrences = new Map<number, number>();
    let total = 0;
    for (const sentence of counted.flat()) {
      total += 1;
      for (const stem of sentence.keys()) occurrences.set(stem, (occurrences.get(stem) ?? 0) + 1);
    }
    this.inverse = new Map(
      [...occurrences].map(([stem, count]) => [stem, Math.log((1 + total) / count)]),
    );
    this.sentences = counted.map((own) => own.map((sentence) => this.weigh(sentence)));
  }

  /** For a stretch of one article, by the number of each other article. */
  nearestTo(article: number, fragments: readonly Span[]): Map<number, NearSentence[]> {
    const reading = this.event.articles[article];
    if (!reading) return new Map();
    const counts = new Map<number, number>();
    for (const fragment of fragments) {
      for (const [stem, count] of this.countIn(article, wordsWithin(reading, fragment))) {
        counts.set(stem, (counts.get(stem) ?? 0) + count);
      }
    }
    const claim = this.weigh(counts);
    const found = new Map<number, NearSentence[]>();
    for (const [other, vectors] of this.sentences.entries()) {
      if (other === article) continue;
      const spans = this.event.articles[other]?.sentences ?? [];
      const near = vectors.flatMap((vector, index) => {
        const span = spans[index];
        const similarity = dot(claim, vector);
        return span && similarity > 0 ? [{ article: other, span, similarity }] : [];
      });
      near.sort((a, b) => b.similarity - a.similarity || a.span.start - b.span.start);
      found.set(other, near.slice(0, OFFERED));
    }
    return found;
  }

  private countIn(article: number, { from, to }: WordRange): Map<number, number> {
    const { stems, isContent } = this.event.words;
    const counts = new Map<number, number>();
    for (const stem of stems[article]?.subarray(from, to) ?? []) {
      if (isContent[stem] !== 1) continue;
      const own = this.aliasOf(stem);
      counts.set(own, (counts.get(own) ?? 0) + 1);
    }
    return counts;
  }

  /** With the length 1. */
  private weigh(counts: ReadonlyMap<number, number>): Vector {
    const weighed = [...counts].map(
      ([stem, count]) => [stem, count * (this.inverse.get(stem) ?? 0)] as const,
    );
    const length = Math.hypot(...weighed.map(([, weight]) => weight));
    return new Map(weighed.map(([stem, weight]) => [stem, length > 0 ? weight / length : 0]));
  }
}

function dot(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [stem, weight] of small) sum += weight * (large.get(stem) ?? 0);
  return sum;
}
