import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import {
  categoryForDigit,
  Codebook,
  defaultAttributes,
  digitForCategory,
  findCategory,
} from './codebook.ts';
import { CodebookId, isCodebookId } from '../tags/ids.ts';

const read = (): unknown =>
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8'));
const codebook = Codebook.parse(read());

describe('the default codebook', () => {
  it('has quotes, claims and framing on the digits 1 to 3', () => {
    expect(['1', '2', '3', '4'].map((digit) => categoryForDigit(codebook, digit)?.id)).toEqual([
      'quote',
      'claim',
      'framing',
      undefined,
    ]);
    expect(codebook.categories.map((category) => digitForCategory(codebook, category))).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('completes every tag without a further key', () => {
    expect(codebook.categories.map(defaultAttributes)).toEqual([
      { quoteType: 'direct' },
      { claimType: 'factual' },
      { frame: 'other' },
    ]);
  });

  it('quotes its examples from the seeds at the offsets it names', () => {
    const examples = codebook.categories.flatMap((category) => [
      category.example,
      ...category.attributes.flatMap(({ values }) => (values ?? []).map(({ example }) => example)),
    ]);
    const given = examples.filter((example) => example !== undefined);
    expect(given.length).toBeGreaterThan(50);
    for (const { article, start, end, text } of given) {
      const seed = readFileSync(new URL(`../../seeds/${article}`, import.meta.url), 'utf8');
      expect(seed.slice(start, end)).toBe(text);
    }
  });
});

describe('a codebook is refused', () => {
  const [quote, ...others] = codebook.categories;
  const [type, ...attributes] = quote?.attributes ?? [];
  const withQuote = (patch: object): unknown => ({
    ...codebook,
    categories: [{ ...quote, ...patch }, ...others],
  });
  const withType = (patch: object): unknown =>
    withQuote({ attributes: [{ ...type, ...patch }, ...attributes] });

  it.each([
    ['when two categories share an id', withQuote({ id: 'claim' })],
    ['when an attribute to choose from has no values', withType({ values: [] })],
    ['when a default is not one of the values', withType({ default: 'loud' })],
    [
      'when two values share an id',
      withType({
        values: [
          { id: 'direct', label: 'A' },
          { id: 'direct', label: 'B' },
        ],
      }),
    ],
    [
      'when a colour is more than a colour',
      withQuote({ color: { light: 'red;background:url(x)', dark: '#000000' } }),
    ],
    ['when a label is invisible', withQuote({ label: '\u200b \u2060' })],
    ['when a label has a control character', withQuote({ label: 'Quo\u0000te' })],
    ['when it has a field that nobody knows', { ...codebook, pattern: '(a+)+$' }],
    ['when it has no categories', { ...codebook, categories: [] }],
  ])('%s', (_name, book) => {
    expect(Codebook.safeParse(book).success).toBe(false);
  });

  it.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'a.b',
    'x[0]',
    '../x',
    '',
    '1st',
    'a'.repeat(65),
  ])('for the id %j', (id) => {
    expect(CodebookId.safeParse(id).success).toBe(false);
    expect(isCodebookId(id)).toBe(false);
  });
});

it('a category without a hotkey answers to its place in the list', () => {
  const [quote, claim] = codebook.categories;
  if (!quote || !claim) throw new Error('The codebook is empty.');
  const { hotkey: _hotkey, ...bare } = { ...claim, id: 'rumour' };
  const book = { ...codebook, categories: [quote, bare] };
  expect(categoryForDigit(book, '2')?.id).toBe('rumour');
  expect(findCategory(book, 'claim')).toBeUndefined();
});
