import { describe, expect, it } from 'vitest';

import { hasSurroundings, QuoteSearch } from './quote-search.ts';

const TEXT = 'She said no.\n\nHe said\u00a0no  way. She said no.';

describe('QuoteSearch', () => {
  it.each([
    ['in one place', { prefix: 'He said\u00a0', exact: 'no', suffix: '' }, 'no', 22],
    [
      'in one place with other white space',
      { prefix: 'said ', exact: 'no way', suffix: '.' },
      'no  way',
      22,
    ],
    [
      'that begins with white space',
      { prefix: 'He', exact: ' said no way', suffix: '' },
      'said\u00a0no  way',
      17,
    ],
    ['at both ends of the text', { prefix: '', exact: 'She', suffix: ' said no. He' }, 'She', 0],
  ])('finds a quote %s', (_, quote, words, start) => {
    const found = new QuoteSearch(TEXT).find(quote);
    expect(found).toEqual({ start, end: start + words.length });
    expect(TEXT.slice(found?.start, found?.end)).toBe(words);
  });

  it.each([
    ['several places', { prefix: 'She said ', exact: 'no', suffix: '.' }],
    [
      'several places where white space is another one',
      { prefix: '', exact: 'said  no', suffix: '' },
    ],
    ['no such surroundings', { prefix: 'They said ', exact: 'no', suffix: '' }],
    ['no words', { prefix: 'a', exact: ' ', suffix: 'b' }],
  ])('does not find one with %s', (_, quote) => {
    expect(new QuoteSearch(TEXT).find(quote)).toBeNull();
  });

  it.each([
    ['lack a soft hyphen of the text', 'a Do\u00adnau\u00ad b', 'Donau', 2, 8],
    ['have one that the text lacks', 'a Donau b', 'Do\u00adnau\u00ad', 2, 7],
    ['lack what nobody sees between words', 'a \u200b b\ufeffc d', 'a bc', 0, 7],
  ])('finds words that %s', (_, text, exact, start, end) => {
    expect(new QuoteSearch(text).find({ prefix: '', exact, suffix: '' })).toEqual({ start, end });
    expect(new QuoteSearch(text).has(exact)).toBe(true);
  });

  it('does not have words that are others', () => {
    expect(new QuoteSearch(TEXT).has('He said yes')).toBe(false);
  });

  it('takes white space for no surroundings', () => {
    expect(hasSurroundings({ prefix: ' ', suffix: '\n' })).toBe(false);
    expect(hasSurroundings({ prefix: '', suffix: '.' })).toBe(true);
  });
});
