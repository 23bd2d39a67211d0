import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { h, joined, serializePage, written, type Child } from './html.ts';

function bodyOf(...body: readonly Child[]): string {
  const page = serializePage({ lang: 'en', title: 'T', meta: [], style: 'p {}', body });
  return /<body>([^]*)<\/body>/u.exec(page)?.[1]?.trimEnd() ?? '';
}

/** Reads back what stands in a text or an attribute. */
function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
  };
  return text.replace(/&(?:amp|lt|gt|quot);/gu, (c) => characters[c] ?? c);
}

describe('serializePage', () => {
  it.each([
    ['markup', '<b>&amp;"', '&lt;b&gt;&amp;amp;&quot;'],
    ['the end of a style sheet', '</style><script>', '&lt;/style&gt;&lt;script&gt;'],
    ['a control that turns the text', 'a\u202eb', 'a⟨U+202E⟩b'],
    ['a null character', 'a\u0000b', 'a␀b'],
    ['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
  ])('writes %s as text, between tags and in attributes', (_name, text, escaped) => {
    expect(bodyOf(h('bdi', {}, text))).toBe(`<bdi>${escaped}</bdi>`);
    expect(bodyOf(h('bdi', { class: text }))).toBe(`<bdi class="${escaped}"></bdi>`);
  });

  it('never lets any text end its element or its attribute (bad input 89)', () => {
    const ordinary = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', ';', 'l', 't', '/'),
    });
    fc.assert(
      fc.property(ordinary, ordinary, (text, value) => {
        const found = /^<bdi class="([^"<>]*)">([^<>]*)<\/bdi>$/u.exec(
          bodyOf(h('bdi', { class: value }, text)),
        );
        expect([found?.[2], found?.[1]].map((one) => unescape(one ?? '\u0000'))).toEqual([
          text,
          value,
        ]);
      }),
    );
  });

  it('leaves out what is null or undefined and closes what is not void', () => {
    expect(bodyOf(h('tr', { id: undefined }, null, h('td', { colspan: 2 }, 0)))).toBe(
      '<tr><td colspan="2">0</td></tr>',
    );
  });

  it('refuses a style sheet that could end itself', () => {
    const page = {
      lang: 'en',
      title: '',
      meta: [],
      style: 'p::after { content: "</style>" }',
      body: [],
    };
    expect(() => serializePage(page)).toThrow('must not contain "<"');
  });
});

describe('written', () => {
  it.each([
    ['Ana', '<bdi>Ana</bdi>'],
    [' ', '<bdi>(empty)</bdi>'],
  ])('sets %j apart', (text, html) => {
    expect(bodyOf(written(text))).toBe(html);
  });
});

describe('joined', () => {
  it('puts the separator between, not around', () => {
    expect(joined(['a', 'b', 'c'], ', ')).toEqual(['a', ', ', 'b', ', ', 'c']);
    expect(joined([], ', ')).toEqual([]);
  });
});
