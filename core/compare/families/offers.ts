import { Comparison, type Evidence } from '../evidence/evidence.ts';
import type { ComparedEvent, Item } from '../evidence/items.ts';
import type { Families } from './families.ts';
import { NOTHING_FORBIDDEN, type Forbidden } from './links.ts';
import { score } from './rules.ts';

/** A family that a quotation may belong to, and the member of it that speaks most for it. */
export interface Offer {
  readonly family: number;
  /** Number of the item. */
  readonly member: number;
  readonly score: number;
  readonly evidence: Evidence;
}

/** Most families that are offered for a quotation. */
const OFFERS = 5;
/** Quotations that one is held against for its offers: those that have most in common with it. */
const LOOKED_AT = 12;
/** Entries of the lists of stems that are gone through for one quotation; rare stems come first. */
const ENTRIES = 1_500;

/** Which items have a stem, with how often: item and count by turns. */
type Lists = (number[] | undefined)[];

/**
 * Finds which families a quotation may belong to, although no rule links it: those that have words in
 * common with it, or around it. What has neither is not offered.
 */
export class OfferFinder {
  private readonly comparison: Comparison;
  private readonly inside: Lists = [];
  private readonly around: Lists = [];
  private readonly common: Float64Array;

  constructor(
    private readonly event: ComparedEvent,
    private readonly built: Pick<Families, 'families' | 'familyOf'>,
    private readonly forbidden: Forbidden = NOTHING_FORBIDDEN,
  ) {
    this.comparison = new Comparison(event);
    this.common = new Float64Array(event.items.length);
    for (const { index, stems, around } of event.items) {
      for (const stem of new Set(stems)) {
        if (event.words.isContent[stem] === 1) (this.inside[stem] ??= []).push(index);
      }
      for (const stem of around) (this.around[stem] ??= []).push(index);
    }
  }

  /** The families that an item is nearest to, its own aside, the nearest first. */
  offersFor(index: number): Offer[] {
    const item = this.event.items[index];
    if (!item) return [];
    const best = new Map<number, Offer>();
    for (const other of this.likeliest(item)) {
      const family = this.built.familyOf[other.index];
      if (family === undefined) continue;
      const evidence = this.comparison.evidence(item, other);
      const own = score(evidence, evidence);
      if (own <= (best.get(family)?.score ?? 0)) continue;
      best.set(family, { family, member: other.index, score: own, evidence });
    }
    return [...best.values()]
      .filter(({ family }) => !this.isRefused(index, family))
      .sort((a, b) => b.score - a.score || a.family - b.family)
      .slice(0, OFFERS);
  }

  private isRefused(index: number, family: number): boolean {
    const members = this.built.families[family] ?? [];
    return members.some((each) => this.forbidden.isRefused(index, each));
  }

  /** The items that have most in common with one, as far as that can be told without an alignment. */
  private likeliest(item: Item): Item[] {
    const { items, words } = this.event;
    const touched: number[] = [];
    const add = (lists: Lists, stems: Iterable<number>, most: number, least: number): void => {
      const found = [...new Set(stems)].filter((stem) => lists[stem] !== undefined);
      found.sort((a, b) => (lists[a]?.length ?? 0) - (lists[b]?.length ?? 0) || a - b);
      let left = ENTRIES;
      for (const stem of found) {
        const list = lists[stem] ?? [];
        left -= list.length;
        if (left < 0) return;
        const weight = (most * (words.weights[stem] ?? 0)) / least;
        for (const other of list) {
          if (this.common[other] === 0) touched.push(other);
          this.common[other] = (this.common[other] ?? 0) + weight;
        }
      }
    };
    // As far as the score goes: words count up to .6, what stands around them up to .3.
    add(this.inside, item.stems, 0.6, Math.max(1, item.weight));
    add(this.around, item.around, 0.3, Math.max(0.5, item.aroundWeight));
    const own = this.built.familyOf[item.index];
    const nearest: Item[] = [];
    const nearness: number[] = [];
    for (const index of touched) {
      const other = items[index];
      const common = this.common[index] ?? 0;
      this.common[index] = 0;
      if (!other || this.built.familyOf[index] === own) continue;
      const isSame = item.speakerId >= 0 && item.speakerId === other.speakerId;
      const near = common + (isSame ? 0.1 : 0);
      // Most are no nearer than those that are kept.
      if (nearest.length === LOOKED_AT && near < (nearness[LOOKED_AT - 1] ?? 0)) continue;
      const isOneText =
        other.article !== item.article && this.forbidden.isOneText(item.article, other.article);
      if (isOneText) continue;
      let at = nearest.length;
      while (at > 0 && isNearer(near, index, nearness[at - 1], nearest[at - 1]?.index)) at -= 1;
      nearest.splice(at, 0, other);
      nearness.splice(at, 0, near);
      nearest.length = Math.min(nearest.length, LOOKED_AT);
      nearness.length = nearest.length;
    }
    return nearest;
  }
}

function isNearer(near: number, index: number, otherNear = 0, otherIndex = 0): boolean {
  return near > otherNear || (near === otherNear && index < otherIndex);
}
