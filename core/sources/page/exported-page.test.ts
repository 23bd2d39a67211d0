import { describe, expect, it } from 'vitest';

import { pageOf, read, STORY } from './testing/read.ts';

const page = (title: string, style: string, body: string): string =>
  `<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="UTF-8">\n    <title>${title}</title>\n    <style>\n${style}\n    </style>\n  </head>\n  <body>\n    <h1>${title}</h1>\n${body}\n  </body>\n</html>\n`;
const MARKS = '      .highlight {\n        background-color: #ff0;\n      }';
const NAMES = '\n      .taglist {\n        font-style: oblique;\n      }';
const [first = '', ...others] = STORY;
const marked = (label: string): string =>
  `<p><span class="highlight">${first}</span>${label}</p>${others.map((each) => `<p>${each}</p>`).join('')}`;

describe('A page that Taguette exported', () => {
  it.each([
    [
      'highlights',
      page(
        'Taguette resaltados: Quote',
        '      h1 {\n        margin-bottom: 1em;\n      }',
        `<p>${first}</p><p><strong>Document:</strong> talk.txt <strong>Tags:</strong> Quote</p>`,
      ),
      /list of highlights from Taguette.*not read as tags\. Open the document/u,
    ],
    [
      'a codebook',
      page('Taguette Codebook', MARKS, `<h2>Quote</h2><p>${first}</p>`),
      /codebook.*\.qdc/u,
    ],
    [
      'a document with the names of tags',
      page('talk.txt', MARKS + NAMES, marked('<span class="taglist"> [Quote]</span>')),
      /highlights, as Taguette exports it.*names of tags stand in brackets in its text/u,
    ],
    [
      'a document without them',
      page('talk.txt', MARKS, marked('')),
      /highlights, as Taguette exports it: they are not read as tags\. Open/u,
    ],
  ])('is said to be one: %s', (_, html, said) => {
    expect(read(html).warnings.join('\n')).toMatch(said);
  });

  it.each([
    ['of a page about it', pageOf('<h2>Taguette highlights</h2>')],
    ['of a document without highlights', page('talk.txt', MARKS, `<p>${first}</p>`)],
    ['of a page with yellow words', pageOf(`<p><span class="highlight">${first}</span></p>`)],
  ])('is no page of another kind: %s', (_, html) => {
    expect(read(html).warnings.join('\n')).not.toMatch(/Taguette/u);
  });
});
