import { describe, expect, it } from 'vitest';

import { overInWords } from './over-pages.ts';
import { pdfDetails } from './pdf-details.ts';

/** XMP with a title in these languages, as the library has it. */
function titled(...languages: readonly (readonly [string, string])[]) {
  const items = languages.map(([language, text]) => {
    return `<rdf:li xml:lang="${language}">${text}</rdf:li>`;
  });
  const packet = `<x:xmpmeta><dc:title><rdf:Alt>${items.join('')}</rdf:Alt></dc:title></x:xmpmeta>`;
  const together = languages.map(([, text]) => text).join('');
  return {
    info: {},
    metadata: {
      get: (name: string) => (name === 'dc:title' ? together : null),
      getRaw: () => packet,
    },
  };
}

describe('the title of a paper', () => {
  it.each([
    ['one language', titled(['x-default', 'The ferry']), 'The ferry'],
    [
      'several',
      titled(['fr', 'Le bac'], ['x-default', 'The ferry &amp; the pier'], ['de', 'Die Fähre']),
      'The ferry & the pier',
    ],
    [
      'several of which none stands for all',
      titled(['fr', 'Le bac'], ['de', 'Die Fähre']),
      'Le bac',
    ],
  ])('is in %s', (_, properties, title) => {
    expect(pdfDetails(properties, []).title).toEqual({ value: title, from: 'XMP dc:title' });
  });
});

describe('what lies over the pages', () => {
  it.each([
    [{ comments: 1, fields: 0 }, /lies 1 comment; its words/u],
    [{ comments: 1, fields: 1 }, /lie 1 comment and 1 filled-in form field; their words/u],
  ])('is said in a sentence', (over, sentence) => {
    expect(overInWords(over)).toMatch(sentence);
  });
});
