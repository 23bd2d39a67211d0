import { describe, expect, it } from 'vitest';

import { toTag, type Annotation, type Tag } from '#core/tags/tag.ts';
import type { ProposedTag } from '#core/tags/proposed-tag.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import type { Comment, CommentTarget } from '#core/review/comment.ts';
import { alignSets, type ReviewItem } from '#core/review/items.ts';
import { referenceKey, type Decision } from '#core/review/decision.ts';
import type { Placement } from '#core/review/placement.ts';
import { NOW, plainAnnotation, plainDecision, uuid } from '#core/review/testing/records.ts';

import {
  actionsOn,
  commentsOn,
  countKinds,
  differingValues,
  EVERY_DIFFERENCE,
  EVERYTHING,
  filterItems,
  isOpen,
  isPlacedByHand,
  isUnplaced,
  namesIn,
  nextOpen,
  unplacedItems,
  verdictInWords,
  withCategory,
  withValue,
  type ListItem,
} from './review-state.ts';

type Category = Codebook['categories'][number];

const [ME, ANNA] = [uuid(1, 1), uuid(2, 2)];

function annotation(n: number, start: number): Annotation {
  const fragment = { start, end: start + 5, exact: 'words', prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ME });
}

function tag(
  n: number,
  start: number,
  category = 'quote',
  attributes: Tag['attributes'] = {},
): Tag {
  return { ...toTag(annotation(n, start)), category, attributes };
}

const { items } = alignSets(
  [
    { annotator: ME, tags: [tag(1, 0), tag(2, 20), tag(3, 40)] },
    { annotator: ANNA, tags: [tag(4, 0), tag(5, 20, 'claim', { claimant: 'Lavrov' }), tag(6, 60)] },
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
    ['shows who is named', { named: ['Sergey Lavrov', 'Lavrov'] }, [category]],
    ['shows none of whom nobody names', { named: ['Rubio'] }, []],
  ])('%s', (_, filter, shown) => {
    expect(filterItems(items, { ...EVERY_DIFFERENCE, ...filter }, null)).toEqual(shown);
  });

  it('names everybody once whom its tags name', () => {
    expect(namesIn(items, new Set(['claimant']))).toEqual(['Lavrov']);
    expect(namesIn(items, new Set(['speaker']))).toEqual([]);
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

describe('The card of a difference', () => {
  const need = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('It is missing.');
    return value;
  };
  const decided = plainDecision({ id: uuid(5, 1), about: [], reviewer: ME });

  it.each<[string, ReviewItem, readonly string[]]>([
    [
      'offers everything where two have tagged',
      need(category),
      [
        'accept-theirs',
        'keep-mine',
        'keep-both',
        'edit-difference',
        'reject-difference',
        'nothing-here',
        'defer-difference',
      ],
    ],
    [
      'does not offer theirs or both where they have no tag',
      need(mine),
      ['keep-mine', 'edit-difference', 'reject-difference', 'nothing-here', 'defer-difference'],
    ],
    [
      'does not offer mine where I have no tag, and can be opened again',
      { ...need(theirs), decision: decided },
      [
        'accept-theirs',
        'edit-difference',
        'reject-difference',
        'nothing-here',
        'defer-difference',
        'take-decision-back',
      ],
    ],
  ])('%s', (_, item, actions) => {
    expect(actionsOn(item, ME)).toEqual(actions);
  });

  const said = (n: number, about: CommentTarget): Comment => ({
    id: uuid(7, n),
    about,
    parent: null,
    author: ANNA,
    created: NOW,
    modified: NOW,
    text: 'Why?',
    contests: false,
  });

  it('offers to keep a decision that is contested, which is open', () => {
    const contest = said(1, { type: 'decision', id: decided.id });
    const actions = actionsOn({ ...need(theirs), decision: decided, contest }, ME);
    expect(actions.slice(-2)).toEqual(['defer-difference', 'keep-decision']);
  });

  it('has the comments on its tags and on its decision, and no others', () => {
    const ofTag = said(1, { type: 'tag', tag: { annotator: ANNA, id: uuid(4, 5) } });
    const ofDecision = said(2, { type: 'decision', id: decided.id });
    const ofAnother = said(3, { type: 'tag', tag: { annotator: ANNA, id: uuid(4, 4) } });
    const item = { ...need(category), decision: decided };
    expect(commentsOn(item, [ofTag, ofDecision, ofAnother])).toEqual([ofTag, ofDecision]);
    expect(commentsOn(need(category), [ofDecision])).toEqual([]);
  });

  it('names the values in which the tags differ as the codebook does', () => {
    const stance: Pick<Category, 'attributes'> = {
      attributes: [
        {
          id: 'stance',
          label: 'Stance',
          type: 'enum',
          required: false,
          values: [{ id: 'against', label: 'Against' }],
        },
      ],
    };
    const item = { ...need(identical), differingAttributes: ['gone', 'stance'] };
    const [first] = item.members;
    const member = { ...need(first), tag: { ...tag(1, 0), attributes: { stance: 'against' } } };
    expect(differingValues(item, member, stance)).toEqual(['gone: not given', 'Stance: Against']);
  });

  it('counts the kinds', () => {
    expect([...countKinds([need(category), need(mine), need(category)])]).toEqual([
      ['category', 2],
      ['only-mine', 1],
    ]);
  });

  it('knows a tag whose place was confirmed', () => {
    const placed = { annotator: ANNA, tag: tag(5, 20) };
    const sets = [
      {
        annotator: { id: ANNA, name: 'Anna', confirmed: true },
        tags: [],
        placed: [annotation(5, 20)],
        proposals: [],
        orphans: [],
        setAside: new Map(),
      },
    ];
    expect(isPlacedByHand({ sets }, placed)).toBe(true);
    expect(isPlacedByHand({ sets }, { ...placed, tag: tag(6, 20) })).toBe(false);
    expect(isPlacedByHand({ sets }, { ...placed, annotator: ME })).toBe(false);
  });
});

describe('An edited tag', () => {
  const edited = { attributes: { speaker: 'Lavrov', stance: 'against' } };

  it('keeps with another category what that has an attribute for', () => {
    const claim: Pick<Category, 'id' | 'attributes'> = {
      id: 'claim',
      attributes: [{ id: 'speaker', label: 'Speaker', type: 'entity', required: false }],
    };
    expect(withCategory(edited, claim)).toEqual({
      category: 'claim',
      attributes: { speaker: 'Lavrov' },
    });
  });

  it.each([
    ['changes a value', 'speaker', 'Putin', { speaker: 'Putin', stance: 'against' }],
    ['gives one', 'cue', 'said', { speaker: 'Lavrov', stance: 'against', cue: 'said' }],
    ['takes one away', 'stance', '', { speaker: 'Lavrov' }],
  ])('%s', (_, attribute, value, attributes) => {
    expect(withValue(edited, attribute, value)).toEqual({ attributes });
  });
});
