import { hash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { overInWords } from './over-pages.ts';
import { pdfDetails } from './pdf-details.ts';

const tools = makeCodecTools(hash, TextDecoder, TextEncoder);

/** XMP with a title in these languages, as the library has it. */
function titled(...languages: readonly (readonly [string, string])[]) {
  const items = languages.map(([language, text]) => {
    return `<rdf:li xml:lang="${language}">${text}</rdf:li>`;
  });
  const names =
    'xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
  const title = `<dc:title><rdf:Alt>${items.join('')}</rdf:Alt></dc:title>`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta ${names}>${title}</x:xmpmeta>\n<?xpacket end="w"?>`;
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
      'several, one of them with a part that is not read by hand',
      titled(['fr', 'Le bac'], ['x-default', '<![CDATA[The <ferry>]]> &#8212; closed']),
      'The <ferry> — closed',
    ],
    [
      'several of which none stands for all',
      titled(['fr', 'Le bac'], ['de', 'Die Fähre']),
      'Le bac',
    ],
  ])('is in %s', (_, properties, title) => {
    expect(pdfDetails(properties, [], tools).title).toEqual({ value: title, from: 'XMP dc:title' });
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
