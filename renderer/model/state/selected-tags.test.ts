import { describe, expect, it } from 'vitest';

import type { Attribute, Category } from '#core/codebook/codebook.ts';
import { plainBody, type Tag } from '#core/tags/tag.ts';

import { commonOf, sharedAttributes } from './selected-tags.ts';

const tag = (category: string, note = ''): Tag => ({
  ...plainBody([{ start: 0, end: 1 }], category),
  id: crypto.randomUUID(),
  note,
  creator: 'me',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
});

const attribute = (id: string, values?: readonly string[]): Attribute => ({
  id,
  label: id,
  required: false,
  type: values ? 'enum' : 'entity',
  ...(values && { values: values.map((each) => ({ id: each, label: each })) }),
});

const CATEGORIES: Readonly<Record<string, Pick<Category, 'attributes'>>> = {
  quote: { attributes: [attribute('speaker'), attribute('sure', ['yes', 'no']), attribute('cue')] },
  claim: { attributes: [attribute('speaker'), attribute('sure', ['yes', 'no', 'perhaps'])] },
};
const categoryOf = ({ category }: Tag) => CATEGORIES[category] as Category | undefined;
const shared = (...categories: readonly string[]) =>
  sharedAttributes(
    categories.map((each) => tag(each)),
    categoryOf,
  ).map(({ id }) => id);

describe('the fields of several tags', () => {
  it('are all of one category', () => {
    expect(shared('quote', 'quote')).toEqual(['speaker', 'sure', 'cue']);
  });

  it('are those of one name and kind, with the same values, of several', () => {
    expect(shared('quote', 'claim', 'quote')).toEqual(['speaker']);
  });

  it('are none where the codebook lacks a category, and none of no tag', () => {
    expect(shared('quote', 'rumour')).toEqual([]);
    expect(shared()).toEqual([]);
  });
});

it('tags have a value in common, or none', () => {
  expect(commonOf([tag('quote', 'a'), tag('claim', 'a')], ({ note }) => note)).toBe('a');
  expect(commonOf([tag('quote', 'a'), tag('claim', 'b')], ({ note }) => note)).toBeUndefined();
  expect(commonOf([], ({ note }) => note)).toBeUndefined();
});
