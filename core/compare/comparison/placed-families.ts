import { addToGroup } from '../../collections/order.ts';
import type { Family, Place, Refusal } from '../../event/records.ts';
import { anchorSelector } from '../../text/anchoring.ts';
import { selectorMatches } from '../../text/selector.ts';
import { spanLength, type Span } from '../../text/span.ts';
import { sameFragments } from '../../tags/tag.ts';
import type { UnplacedRendering } from './comparison.ts';

/** A passage of an article, by the number of the article. */
export interface PlacedPassage {
  readonly article: number;
  readonly fragments: readonly Span[];
}

/** A stored rendering where it stands now; `item`: the number of the passage that it is, -1 for a new one. */
export interface PlacedRendering extends PlacedPassage {
  readonly rendering: string;
  readonly family: string;
  readonly item: number;
}

export interface PlacedFamilies {
  readonly renderings: readonly PlacedRendering[];
  readonly unplaced: readonly UnplacedRendering[];
}

/** The share of both together that two passages have in common when they are one. */
const SAME = 0.5;

/** Finds passages by the words that were stored of them, among those that are known. */
export class PassageFinder {
  private readonly numberOf = new Map<string, number>();
  private readonly byArticle = new Map<number, number[]>();

  /** `passages`: those that a stored one may be, such as quotations and tags. */
  constructor(
    private readonly articles: readonly { readonly id: string; readonly text: string }[],
    private readonly passages: readonly PlacedPassage[],
  ) {
    for (const [index, { id }] of articles.entries()) this.numberOf.set(id, index);
    for (const [index, { article }] of passages.entries())
      addToGroup(this.byArticle, article, index);
  }

  /** Where something stands that was stored by its words. */
  placeOf({ article: id, fragments }: Place): PlacedPassage | 'no-article' | 'no-place' {
    const article = this.numberOf.get(id);
    const text = article === undefined ? undefined : this.articles[article]?.text;
    if (article === undefined || text === undefined) return 'no-article';
    const spans: Span[] = [];
    for (const selector of fragments) {
      const { start, end } = selector;
      if (selectorMatches(text, selector)) spans.push({ start, end });
      else {
        const anchor = anchorSelector(text, selector);
        if (anchor.type !== 'moved') return 'no-place';
        spans.push(anchor.span);
      }
    }
    return { article, fragments: spans };
  }

  /** The number of the passage that a place is, the very same one or one with most of the same words. */
  passageAt({ article, fragments }: PlacedPassage): number {
    let best = -1;
    let most = 0;
    for (const index of this.byArticle.get(article) ?? []) {
      const own = this.passages[index]?.fragments ?? [];
      if (sameFragments(own, fragments)) return index;
      const common = commonLength(own, fragments);
      const share = common / (lengthOf(own) + lengthOf(fragments) - common);
      if (share >= SAME && share > most) [best, most] = [index, share];
    }
    return best;
  }

  /** The renderings of some families; of two that are one passage the second is a passage by itself. */
  placeFamilies(families: Iterable<Family>): PlacedFamilies {
    const renderings: PlacedRendering[] = [];
    const unplaced: UnplacedRendering[] = [];
    const taken = new Set<number>();
    for (const family of families) {
      for (const rendering of family.renderings) {
        const names = { family: family.id, rendering: rendering.id };
        const place = this.placeOf(rendering);
        if (typeof place === 'string') {
          unplaced.push({ ...names, why: place });
          continue;
        }
        const found = this.passageAt(place);
        const item = taken.has(found) ? -1 : found;
        if (item >= 0) taken.add(item);
        renderings.push({ ...place, ...names, item });
      }
    }
    return { renderings, unplaced };
  }
}

/** Whether two of some passages, by their numbers, were said not to be the same. */
export function refusalsAmong(
  articles: readonly { readonly id: string; readonly text: string }[],
  passages: readonly PlacedPassage[],
  refusals: { readonly size: number } & Iterable<Pick<Refusal, 'a' | 'b'>>,
): (a: number, b: number) => boolean {
  if (refusals.size === 0) return () => false;
  const finder = new PassageFinder(articles, passages);
  const { length } = passages;
  const keyOf = (a: number, b: number): number => Math.min(a, b) * length + Math.max(a, b);
  const numberOf = (stored: Place): number => {
    const place = finder.placeOf(stored);
    return typeof place === 'string' ? -1 : finder.passageAt(place);
  };
  const known = new Set<number>();
  for (const refusal of refusals) {
    const [a, b] = [numberOf(refusal.a), numberOf(refusal.b)];
    if (a >= 0 && b >= 0) known.add(keyOf(a, b));
  }
  return (a, b) => known.has(keyOf(a, b));
}

function lengthOf(fragments: readonly Span[]): number {
  return fragments.reduce((sum, span) => sum + spanLength(span), 0);
}

function commonLength(a: readonly Span[], b: readonly Span[]): number {
  let common = 0;
  for (const one of a) {
    for (const other of b) {
      common += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    }
  }
  return common;
}
