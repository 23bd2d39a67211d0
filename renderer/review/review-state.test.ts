import { describe, expect, it } from 'vitest';

import type { Tag } from '#core/annotation.ts';
import { alignSets } from '#core/review/items.ts';
import { referenceKey, type Decision } from '#core/review/decision.ts';

import {
  decisionBody,
  EVERY_DIFFERENCE,
  EVERYTHING,
  filterItems,
  isOpen,
  nextOpen,
  NO_REMARKS,
  verdictInWords,
} from './review-state.ts';

const uuid = (kind: number, n: number): string =>
  `${String(kind)}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [ME, ANNA] = [uuid(1, 1), uuid(2, 2)];
const NOW = '2026-01-01T00:00:00.000Z';

function tag(n: number, start: number, category = 'quote'): Tag {
  return {
    id: uuid(4, n),
    fragments: [{ start, end: start + 5 }],
    category,
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator: ME,
    created: NOW,
    modified: NOW,
  };
}

const { items } = alignSets(
  [
    { annotator: ME, tags: [tag(1, 0), tag(2, 20), tag(3, 40)] },
    { annotator: ANNA, tags: [tag(4, 0), tag(5, 20, 'claim'), tag(6, 60)] },
  ],
  [],
  ME,
);
const [identical, category, mine, theirs] = items;

describe('The list of differences', () => {
  it.each<[string, Partial<typeof EVERY_DIFFERENCE>, readonly unknown[]]>([
    ['leaves out what is identical', {}, [category, mine, theirs]],
    ['shows everything', { kind: 'all' }, items],
    ['shows one kind', { kind: 'only-theirs' }, [theirs]],
    ['shows one category', { category: 'claim' }, [category]],
    ['shows one person', { annotator: ANNA }, [category, theirs]],
    ['shows what is decided', { decided: 'decided' }, []],
  ])('%s', (_, filter, shown) => {
    expect(filterItems(items, { ...EVERY_DIFFERENCE, ...filter }, null)).toEqual(shown);
  });

  it('shows only the items behind a number, whoever’s tag is named, and filters them further', () => {
    const named = new Set([
      referenceKey({ annotator: ANNA, id: uuid(4, 4) }),
      referenceKey({ annotator: ME, id: uuid(4, 3) }),
    ]);
    expect(filterItems(items, EVERYTHING, { tags: named })).toEqual([identical, mine]);
    expect(filterItems(items, EVERY_DIFFERENCE, { tags: named })).toEqual([mine]);
  });
});

describe('The next undecided difference', () => {
  it.each([
    ['is the first at first', null, 1, 0],
    ['comes after the current one', 0, 1, 1],
    ['begins again at the end', 3, 1, 0],
    ['comes before the current one', 2, -1, 1],
    ['begins again at the beginning', 0, -1, 3],
  ] as const)('%s', (_, current, step, expected) => {
    const from = current === null ? null : (items[current]?.id ?? null);
    expect(nextOpen(items, from, step)).toBe(items[expected]);
  });

  it('is none when only the current one is left', () => {
    expect(identical && nextOpen([identical], identical.id, 1)).toBeUndefined();
  });
});

describe('A decision in words', () => {
  const decision = (fields: Partial<Decision>): Decision => {
    if (!category) throw new Error('There is no such item.');
    return {
      ...decisionBody(category, NO_REMARKS, { verdict: 'keep' }),
      id: uuid(5, 1),
      about: [],
      passage: null,
      edited: null,
      reviewer: ME,
      decided: NOW,
      ...fields,
    };
  };
  it.each<[string, Partial<Decision>]>([
    ['Rejected', {}],
    ['Kept mine', { kept: [{ annotator: ME, id: uuid(4, 2) }] }],
    ['Accepted theirs', { kept: [{ annotator: ANNA, id: uuid(4, 5) }] }],
    ['Deferred', { verdict: 'defer' }],
    ['Nothing here', { verdict: 'nothing-here' }],
    ['Edited', { verdict: 'edit' }],
  ])('%s', (words, fields) => {
    expect(verdictInWords(decision(fields), ME)).toBe(words);
  });

  it('that is put off leaves the item open', () => {
    if (!category) throw new Error('There is no such item.');
    expect(isOpen({ ...category, decision: decision({ verdict: 'defer' }) })).toBe(true);
    expect(isOpen({ ...category, decision: decision({}) })).toBe(false);
  });
});
