import { describe, expect, it } from 'vitest';

import { toTag, type Annotation, type Tag } from '#core/tags/tag.ts';
import type { ProposedTag } from '#core/tags/proposed-tag.ts';
import { alignSets } from '#core/review/items.ts';
import { referenceKey, type Decision } from '#core/review/decision.ts';
import type { Placement } from '#core/review/placement.ts';
import { NOW, plainAnnotation, plainDecision, uuid } from '#core/review/testing/records.ts';

import {
  EVERY_DIFFERENCE,
  EVERYTHING,
  filterItems,
  isOpen,
  isUnplaced,
  nextOpen,
  unplacedItems,
  verdictInWords,
  type ListItem,
} from './review-state.ts';

const [ME, ANNA] = [uuid(1, 1), uuid(2, 2)];

function annotation(n: number, start: number): Annotation {
  const fragment = { start, end: start + 5, exact: 'words', prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ME });
}

function tag(n: number, start: number, category = 'quote'): Tag {
  return { ...toTag(annotation(n, start)), category };
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
    [
      'shows everything, what is identical last',
      { kind: 'all' },
      [category, mine, theirs, identical],
    ],
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
    expect(filterItems(items, EVERYTHING, { tags: named })).toEqual([mine, identical]);
    expect(filterItems(items, EVERY_DIFFERENCE, { tags: named })).toEqual([mine]);
  });
});

describe('Tags of another version of the text', () => {
  const lost = (n: number): Annotation => annotation(n, 500 - n);
  const proposal = (n: number, start: number): ProposedTag => ({
    annotation: lost(n),
    fragments: [{ start, end: start + 5 }],
    score: 0.9,
    rivals: 1,
  });
  const word: Placement = {
    id: uuid(6, 1),
    annotator: ANNA,
    original: lost(14),
    placed: null,
    reviewer: ME,
    decided: NOW,
  };
  const set = {
    annotator: { id: ANNA, name: 'Anna', confirmed: true },
    tags: [],
    placed: [],
    proposals: [proposal(11, 30), proposal(12, 10)],
    orphans: [lost(13), lost(14)],
    setAside: new Map([[word.original.id, word]]),
  };
  const unplaced = unplacedItems({ sets: [set] });
  const numbers = (list: readonly ListItem[]) =>
    list.map((item) => (isUnplaced(item) ? Number(item.annotation.id.slice(-2)) : 0));

  it('come in the order of their places, those without one last', () => {
    expect(numbers(unplaced)).toEqual([12, 11, 14, 13]);
    expect(unplaced.map(({ kind }) => kind)).toEqual(['proposed', 'proposed', 'orphan', 'orphan']);
  });

  it.each<[string, Partial<typeof EVERY_DIFFERENCE>, readonly number[]]>([
    ['are differences', {}, [12, 11, 14, 13, 0, 0, 0]],
    ['have kinds of their own', { kind: 'orphan' }, [14, 13]],
    ['are decided once they are said to have no place', { decided: 'decided' }, [14]],
    ['are somebody’s', { annotator: ME }, [0, 0]],
    ['have a category', { category: 'claim' }, [0]],
  ])('%s', (_, filter, shown) => {
    const all = [...unplaced, ...items];
    expect(numbers(filterItems(all, { ...EVERY_DIFFERENCE, ...filter }, null))).toEqual(shown);
  });

  it('are visited like the rest', () => {
    const all = [...unplaced, ...items];
    expect(nextOpen(all, unplaced[1]?.id ?? null, 1)).toBe(unplaced[3]);
    expect(nextOpen(all, unplaced[3]?.id ?? null, 1)).toBe(identical);
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
  const decision = (fields: Partial<Decision>): Decision =>
    plainDecision({ id: uuid(5, 1), about: [], reviewer: ME, ...fields });
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
