import { Comparison } from '../evidence/evidence.ts';
import type { ComparedEvent, Item } from '../evidence/items.ts';
import type { Source } from '../evidence/speakers.ts';
import { findCandidates } from './candidates.ts';
import { linkRule, score, type LinkRule } from './rules.ts';

/** Two quotations that a rule links. */
export interface Link {
  /** Numbers of items. */
  readonly a: number;
  readonly b: number;
  readonly rule: LinkRule;
  readonly source: Source;
  readonly score: number;
}

/** What the analyst has said about pairs, and what is not compared at all. */
export interface Forbidden {
  /** Whether two items, by their numbers, are never to be linked. */
  readonly isRefused: (a: number, b: number) => boolean;
  /** Whether two articles, by their numbers, are one text, whose quotations are not compared. */
  readonly isOneText: (a: number, b: number) => boolean;
}

export const NOTHING_FORBIDDEN: Forbidden = {
  isRefused: () => false,
  isOneText: () => false,
};

/** Table cells of all alignments together, a few seconds' work; an event of 200 articles takes a twentieth. */
const CELL_LIMIT = 100_000_000;

export interface Links {
  readonly links: readonly Link[];
  /** Pairs that could have been linked and were not looked at: too many for one event. */
  readonly leftOut: number;
}

/** Every pair of an event that a rule links. */
export function findLinks(event: ComparedEvent, forbidden: Forbidden = NOTHING_FORBIDDEN): Links {
  const comparison = new Comparison(event);
  const { before, leftOut } = findCandidates(event);
  const links: Link[] = [];
  let cells = 0;
  let late = 0;
  for (const [index, others] of before.entries()) {
    const b = event.items[index];
    for (const other of others) {
      const a = event.items[other];
      if (!a || !b) continue;
      cells += a.stems.length * b.stems.length;
      if (cells > CELL_LIMIT) late += 1;
      else {
        const link = linkOf(comparison, a, b, forbidden);
        if (link) links.push(link);
      }
    }
  }
  return { links, leftOut: leftOut + late };
}

/** The link of two items, if a rule makes one. */
export function linkOf(
  comparison: Comparison,
  a: Item,
  b: Item,
  forbidden: Forbidden = NOTHING_FORBIDDEN,
): Link | null {
  if (a.article !== b.article && forbidden.isOneText(a.article, b.article)) return null;
  if (forbidden.isRefused(a.index, b.index)) return null;
  const evidence = comparison.linkEvidence(a, b);
  const rule = linkRule(evidence);
  if (!rule) return null;
  return {
    a: a.index,
    b: b.index,
    rule,
    source: evidence.source,
    score: score(evidence, comparison.orderEvidence(a, b)),
  };
}
