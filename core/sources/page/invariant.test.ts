import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Block, Details } from '../reading.ts';
import { articleOf, pageOf, read, refusal } from './testing/read.ts';

/** A piece of a page: its HTML, with a mark wherever a word goes that is seen or hidden. */
interface Piece {
  readonly html: string;
}

const BLOCKS =
  'div p section article aside nav h2 h3 ul li blockquote figure figcaption footer main pre x-a td table tr form button'.split(
    ' ',
  );
const INLINE = 'b i a span em small mark q sup'.split(' ');
const HIDDEN = [
  '<div hidden>',
  '<span aria-hidden="true">',
  '<div style="display:none">',
  '<template>',
  '<noscript>',
];
const BETWEEN = [
  ' ',
  '\n',
  '',
  '<br>',
  '<br><br>',
  '<hr>',
  '<!-- note -->',
  '<img src="a.png" alt="unseen">',
  '<script>var x = 1</script>',
  '<wbr>',
];

/** Without tags that would close, as every browser does, what is open around the hidden element. */
function staysInside(open: string, html: string): string {
  const inline = `${BLOCKS.join('|')}|template|noscript`;
  const closing = open.startsWith('<span') ? inline : 'p|li|button|form|noscript';
  const inside = open.startsWith('<span') ? html.replaceAll('<hr>', '') : html;
  return inside.replace(new RegExp(`<(/?)(?:${closing})(?![\\w-])`, 'gu'), '<$1i');
}

/** `W` stands for a word; each gets a number of its own when the page is put together. */
const { tree } = fc.letrec<{ tree: Piece }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...BETWEEN).map((html) => ({ html: ` W${html}W ` })),
    fc
      .tuple(
        fc.constantFrom(...BLOCKS, ...INLINE),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.constantFrom('', ' class="related"', ' href="#"', ' id="comments"'),
      )
      .map(([tag, inside, more]) => ({
        html: `<${tag}${more}>${inside.map(({ html }) => html).join('')}</${tag}>`,
      })),
    fc.tuple(fc.constantFrom(...HIDDEN), tie('tree')).map(([open, { html }]) => ({
      html: `${open}${staysInside(open, html).replaceAll('W', 'H')}</${/\w+/u.exec(open)?.[0] ?? ''}>`,
    })),
  ),
}));

/** Numbers the words of pieces: `seen1z`, and `gone1z` for what is hidden. */
function numbered(pieces: readonly Piece[]): {
  readonly html: string;
  readonly words: readonly string[];
} {
  const words: string[] = [];
  const html = pieces
    .map((piece) => piece.html)
    .join('')
    .replace(/\b[WH](?![a-z])/gu, (mark) => {
      const word = ` ${mark === 'W' ? 'seen' : 'gone'}${words.length + 1}z `;
      words.push(word.trim());
      return word;
    });
  // Without <body> what comes first may be taken for a part of the head.
  return { html: `<body>${html}`, words };
}

const wordsIn = (text: string): string[] => text.match(/(?:seen|gone)\d+z/gu) ?? [];
const numberOf = (word: string): number => Number(/\d+/u.exec(word)?.[0]);

describe('every word of a page', () => {
  it('stands in exactly one block, in the order of the page', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 8 }), (pieces) => {
        const { html, words } = numbered(pieces);
        if (words.length === 0) return;
        // As a page and inside of an article; tables are kept as they are written, not as HTML mends them.
        for (const source of [html, pageOf(html)]) {
          if (refusal(source)) continue;
          const { blocks, details } = read(source);
          expect(Block.array().parse(blocks)).toEqual(blocks);
          expect(Details.parse(details)).toEqual(details);
          const seen = blocks.flatMap(({ text }) => wordsIn(text));
          expect(seen.toSorted((a, b) => numberOf(a) - numberOf(b))).toEqual(words);
          if (/<t[dr]/u.test(html)) continue;
          const shown = (each: readonly string[]) => each.filter((word) => word.startsWith('seen'));
          const inOrder = blocks
            .filter(({ part }) => part !== 'hidden')
            .flatMap(({ text }) => wordsIn(text));
          expect(inOrder).toEqual(shown(words));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is never one that the page hides', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), (pieces) => {
        const { html } = numbered(pieces);
        // A cell outside of its row moves what stands around it, in every browser.
        if (refusal(html) || /<t[dr]/u.test(html)) return;
        for (const text of articleOf(read(html))) expect(text).not.toMatch(/gone/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the same page', () => {
  it('gives the same blocks every time', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 8 }), (pieces) => {
        const { html } = numbered(pieces);
        if (refusal(html)) return;
        expect(read(html)).toEqual(read(html));
      }),
      { numRuns: 30 },
    );
  });

  it('never takes down the reader, whatever it is made of', () => {
    const scrap = fc.constantFrom(
      '<',
      '>',
      '</',
      '<p',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '"',
      "'",
      '=',
      ' ',
      '&',
      '&#',
      ';',
      '<script',
      '</script>',
      '<table>',
      '<tr>',
      '<svg>',
      '<math>',
      '<template>',
      '</p>',
      '<select>',
      '<frameset>',
      '<plaintext>',
      '\0',
      'word',
      '<a href="javascript:x">',
      '<style>',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
        const source = scraps.join('');
        const refused = refusal(source);
        if (!refused) expect(Block.array().parse(read(source).blocks)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
