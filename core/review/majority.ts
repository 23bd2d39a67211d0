import { contentKey, type DecisionRule, type TagReference } from './decision.ts';
import type { Member, ReviewItem } from './items.ts';
import type { TagOf } from '../tags/tag.ts';
import type { Span } from '../text/span.ts';

/** What two tags share if they mark the same words with the same name and values. */
function opinionOf({ tag }: Member): string {
  return contentKey({ ...tag, note: '', confidence: null, attributeSpans: {} });
}

/** The people behind each opinion, the largest group first; notes and confidence do not count. */
export function campsOf<T extends TagOf<Span>>(item: ReviewItem<T>): Member<T>[][] {
  const camps = new Map<string, Member<T>[]>();
  for (const member of item.members) {
    const opinion = opinionOf(member);
    camps.set(opinion, [...(camps.get(opinion) ?? []), member]);
  }
  return [...camps.values()].sort((a, b) => b.length - a.length);
}

/**
 * The opinion of more than half of all who have a set of the article, those who did not tag here
 * included; `null` for none. It is shown and never applied by itself.
 */
export function majorityOf<T extends TagOf<Span>>(item: ReviewItem<T>): Member<T>[] | null {
  const [largest] = campsOf(item);
  const people = item.members.length + item.missing.length;
  return largest && largest.length * 2 > people ? largest : null;
}

/** What a rule would let stand of an item. */
export interface RuledItem<T extends TagOf<Span> = TagOf<Span>> {
  readonly item: ReviewItem<T>;
  readonly kept: readonly TagReference[];
}

/** The undecided items that a rule decides, in document order, for the reviewer to see before it is applied. */
export function applyRule<T extends TagOf<Span>>(
  items: readonly ReviewItem<T>[],
  rule: DecisionRule,
): RuledItem<T>[] {
  return items.flatMap((item): RuledItem<T>[] => {
    if (item.decision) return [];
    const kept = keptByRule(item, rule);
    return kept
      ? [{ item, kept: kept.map(({ annotator, tag }) => ({ annotator, id: tag.id })) }]
      : [];
  });
}

/** The tags of an item that a rule lets stand; `null` where it says nothing. */
function keptByRule<T extends TagOf<Span>>(
  item: ReviewItem<T>,
  rule: DecisionRule,
): readonly Member<T>[] | null {
  const [largest, second] = campsOf(item);
  const first = largest?.slice(0, 1) ?? [];
  switch (rule.type) {
    case 'all-agree':
      return second === undefined && item.missing.length === 0 && item.members.length > 1
        ? first
        : null;
    case 'all-who-tagged-agree':
      return second === undefined && item.members.length > 1 ? first : null;
    case 'n-of-m': {
      const count = largest?.length ?? 0;
      const isTie = second?.length === count;
      return count >= rule.least && !isTie ? first : null;
    }
    case 'of-annotator': {
      const theirs = item.members.filter(
        ({ annotator, tag }) =>
          annotator === rule.annotator &&
          (rule.category === null || tag.category === rule.category),
      );
      if (theirs.length === 0) return null;
      if (rule.accept) return theirs;
      // Rejecting says nothing about tags that others made of the same words.
      return item.members.length === theirs.length ? [] : null;
    }
  }
}
