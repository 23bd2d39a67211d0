import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readPage } from './html-text.ts';

/** A stretch of a page: how it is written, and what of it stands in its text nodes. */
interface Piece {
  readonly html: string;
  readonly nodes: string;
  /** What a reader sees of it, without white space. */
  readonly words: string;
}

const plain = (html: string, words: string): Piece => ({ html, nodes: words, words });
const markup = (html: string, nodes = ''): Piece => ({ html, nodes, words: '' });

const anyPiece: fc.Arbitrary<Piece> = fc.oneof(
  fc.stringMatching(/^[a-zé🌐“”]{1,8}$/u).map((word) => plain(word, word)),
  fc.constantFrom(
    plain('&amp;', '&'),
    plain('&lt;b&gt;', '<b>'),
    plain('&#x1F310;', '🌐'),
    plain('&nope;', '&nope;'),
    plain('1 < 2', '1 < 2'),
    markup(' ', ' '),
    markup('\n\t', '\n\t'),
    markup('<br>', '\n'),
    markup('<br/>', '\n'),
    markup('<p title="a > b">'),
    markup("<i data-x='\"'>"),
    markup('</p>'),
    markup('</i>'),
    markup('<!-- a <b> -->'),
    markup('<img src=x>'),
    markup('<STYLE>p { }</STYLE>', 'p { }'),
    markup('<pre>'),
    markup('</pre>'),
    markup('<td>'),
  ),
);

const withoutSpace = (text: string): string => text.replaceAll(/\s+/gu, '');

describe('A page of HTML', () => {
  it('has every word once, at the place where positions in its text nodes lead', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 30 }), (pieces) => {
        const page = readPage(pieces.map(({ html }) => html).join(''));
        expect(page.nodes).toBe(pieces.map(({ nodes }) => nodes).join(''));
        expect(withoutSpace(page.text)).toBe(
          withoutSpace(pieces.map(({ words }) => words).join('')),
        );
        let at = 0;
        for (const { nodes, words } of pieces) {
          const [start, end] = [page.toText(at), page.toText(at + nodes.length)];
          at += nodes.length;
          if (words !== '') expect(page.text.slice(start, end).trimEnd()).toBe(words);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is read whatever it is', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '!',
      '--',
      '"',
      "'",
      '=',
      'p',
      'script',
      ' ',
      '&#',
      ';',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const page = readPage(pieces.join(''));
        expect(page.toText(page.nodes.length)).toBe(page.text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['/p[1]/text()[1]', 'One '],
    ['/p[1]/b[1]/text()[1]', 'two'],
    ['/p[1]/text()[2]', ' three'],
    ['/ul[1]/li[2]/text()[1]', 'five'],
    ['/html[1]/body[1]/p[2]/text()[1]', 'six'],
  ])('has its text nodes under their paths: %s', (path, words) => {
    const html =
      '<html><body><p>One <b>two</b> three<ul><li>four<li>five</ul><p>six</p></body></html>';
    const page = readPage(html);
    const start = page.nodeStart(path) ?? Number.NaN;
    expect(page.nodes.slice(start, start + words.length)).toBe(words);
    expect(page.nodeStart('/p[9]/text()[1]')).toBeUndefined();
  });
});
