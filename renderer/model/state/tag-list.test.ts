import { describe, expect, it } from 'vitest';

import type { Category } from '#core/codebook/codebook.ts';
import { plainAnnotation } from '#core/review/testing/records.ts';
import type { Tag } from '#core/tags/tag.ts';

import { chooseRow, filterTags, idsBetween, shortDetails, tagSourceOf } from './tag-list.ts';

const CATEGORY: Category = {
  id: 'quote',
  label: 'Quotation',
  letter: 'Q',
  line: 'solid',
  color: { light: '#000000', dark: '#ffffff' },
  attributes: [
    { id: 'speaker', label: 'Speaker', type: 'entity', required: false },
    {
      id: 'kind',
      label: 'Kind',
      type: 'enum',
      required: false,
      values: [{ id: 'direct', label: 'Direct speech' }],
    },
  ],
};
const tag = (id: string, over: Partial<Tag> = {}): Tag => ({
  ...plainAnnotation({ id, creator: 'anna', fragments: [] }),
  fragments: [{ start: 0, end: 4 }],
  attributeSpans: {},
  ...over,
});
const tags = tagSourceOf(['a', 'b', 'c', 'd', 'e'].map((id) => tag(id)));

describe('choosing a row', () => {
  it.each([
    ['alone, before anything was chosen', [], null, 'b', 'alone', 'b', 'b'],
    ['alone, in place of others', ['a', 'c'], 'a', 'b', 'alone', 'b', 'b'],
    ['Shift extends from the active one', ['b'], null, 'd', 'extend', 'b c d', 'b'],
    ['Shift turns round the anchor', ['b', 'c', 'd'], 'b', 'a', 'extend', 'b a', 'b'],
    ['Shift with nothing chosen chooses it alone', [], null, 'c', 'extend', 'c', 'c'],
    [
      'an anchor that is not selected any more does not count',
      ['c'],
      'a',
      'e',
      'extend',
      'c d e',
      'c',
    ],
    ['Ctrl adds it', ['a'], 'a', 'c', 'toggle', 'a c', 'c'],
    ['Ctrl takes it away again', ['a', 'c'], 'c', 'a', 'toggle', 'c', 'a'],
  ] as const)('%s', (_what, selected, anchor, id, how, after, from) => {
    const chosen = chooseRow(tags, { selected, anchor }, { id }, how);
    expect(chosen.selected.join(' ')).toBe(after);
    expect(chosen.anchor).toBe(from);
  });
});

describe('a sequence of tags', () => {
  it('knows the rank of each, and -1 for one that is not in it', () => {
    expect(['a', 'e', 'x'].map((id) => tags.rankOf(id))).toEqual([0, 4, -1]);
    expect(tags.at(1)?.id).toBe('b');
    expect(tags.at(5)).toBeUndefined();
  });

  it('gives the ids between two places, whichever comes first', () => {
    expect(idsBetween(tags, 3, 1)).toEqual(['b', 'c', 'd']);
  });
});

describe('what stands in a row', () => {
  it('names what was written by its field, since it could be anything', () => {
    const cue = { id: 'cue', label: 'Cue', type: 'text', required: false } as const;
    const category = { ...CATEGORY, attributes: [...CATEGORY.attributes, cue] };
    const lavrov = tag('x', { attributes: { speaker: 'Lavrov', kind: 'direct', cue: 'Lavrov' } });
    expect(shortDetails(category, lavrov)).toEqual(['Direct speech', 'Cue: Lavrov']);
  });

  it('names values by their labels, and says what else there is, but not who speaks', () => {
    const long = tag('x', {
      attributes: { speaker: 'Lavrov', kind: 'direct' },
      fragments: [
        { start: 0, end: 1 },
        { start: 2, end: 3 },
      ],
      note: 'Why?',
    });
    expect(shortDetails(CATEGORY, long)).toEqual(['Direct speech', '2 fragments', 'with a note']);
    expect(shortDetails(undefined, tag('y'))).toEqual([]);
  });
});

describe('the filter', () => {
  const article = { wordsOf: ({ id }: Tag) => (id === 'a' ? 'Veto Power' : 'something else') };
  const all = tagSourceOf([
    tag('a'),
    tag('b', { attributes: { speaker: 'Lavrov' } }),
    tag('c', { note: 'ask the desk' }),
    tag('d', { category: 'unknown' }),
  ]);
  const categoryOf = ({ category }: Tag) => (category === 'unknown' ? undefined : CATEGORY);

  it.each([
    ['', 'a b c d'],
    ['  ', 'a b c d'],
    ['veto', 'a'],
    ['LAVROV', 'b'],
    ['desk', 'c'],
    ['quotation', 'a b c'],
    ['unknown', 'd'],
    ['nowhere', ''],
  ])('“%s” leaves %s', (typed, left) => {
    const found = [...filterTags(all, typed, article, categoryOf, (name) => [name])];
    expect(found.map(({ id }) => id).join(' ')).toBe(left);
  });

  it('knows people by every spelling', () => {
    const spellings = (name: string): string[] =>
      name === 'Lavrov' ? [name, 'Сергей Лавров'] : [name];
    const found = [...filterTags(all, 'лавров', article, categoryOf, spellings)];
    expect(found.map(({ id }) => id)).toEqual(['b']);
  });
});
