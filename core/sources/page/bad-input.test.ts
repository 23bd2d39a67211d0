import { describe, expect, it } from 'vitest';

import { PAGE_LIMITS } from './tree/limits.ts';
import { articleOf, blockWith, pageOf, read, refusal, STORY } from './testing/read.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const withMeta = (charset: string, text: string) => `<meta charset="${charset}"><p>${text}</p>`;
const textOf = (source: Uint8Array, encoding?: string) =>
  read(source, {}, encoding === undefined ? {} : { encoding })
    .blocks.map(({ text }) => text)
    .join('\n');

describe('bad input: a page', () => {
  it('of 50 MB that is mostly pictures is read', () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(50 * 1024 * 1024)}">`;
    expect(articleOf(read(pageOf(picture)))).toHaveLength(5);
  });

  it('of 50 MB that is text is refused', () => {
    const text = `<p>${'word '.repeat(100)}</p>`.repeat(50_000 * 2);
    expect(refusal(text.slice(0, 50 * 1024 * 1024))).toMatchObject({ type: 'too-large' });
  });

  it('larger than every page is refused before it is looked at', () => {
    expect(refusal(new Uint8Array(PAGE_LIMITS.bytes + 1))).toMatchObject({ type: 'too-large' });
  });

  it.each(['div', 'b', 'ul', 'x-y'])(
    'of 100,000 nested <%s> is read, by our own rules alone',
    (tag) => {
      const reading = read(`${`<${tag}>`.repeat(100_000)}deep down`);
      expect(reading.blocks.map(({ text }) => text)).toEqual(['deep down']);
      expect(reading.warnings.join()).toMatch(/too deep/u);
      expect(reading.blocks[0]?.place.length).toBeLessThanOrEqual(2000);
    },
  );

  it('with words on each of 20,000 levels takes no longer than it must', () => {
    expect(read('<b>a <i>b '.repeat(10_000)).blocks).toHaveLength(1);
  });

  it('with a million attributes is read', () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}`).join(' ');
    expect(articleOf(read(pageOf(`<p ${attributes}>Words.</p>`)))).toHaveLength(6);
  });

  it('with entities without end is read as it stands', () => {
    const reading = read(`<p>${'&amp'.repeat(200_000)}&nosuch;&#xffffffffff;&#0;</p>`);
    expect(reading.blocks[0]?.text.endsWith('&nosuch;\ufffd\ufffd')).toBe(true);
    expect(read(`<p>${'&'.repeat(1_000_000)}</p>`).blocks[0]?.text).toHaveLength(1_000_000);
  });

  it('whose entities are declared in it expands none', () => {
    const bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>';
    expect(textOf(bytes(bomb))).not.toContain('boomboom');
  });

  it('that would make millions of elements out of a few thousand is refused', () => {
    const formatting = Array.from({ length: 3000 }, (_, index) => `<b id=${index}>`).join('');
    expect(refusal(`<p>${formatting}${'<p>x'.repeat(3000)}`)).toMatchObject({ type: 'unsafe' });
  });

  it('with a hundred thousand words where no word may stand in a table is read', () => {
    expect(read(`<table>${'<b>x</b>'.repeat(100_000)}`).blocks).toHaveLength(1);
  });

  it('with NUL characters is read without them, and that is said', () => {
    const reading = read(bytes('<p>One\0 two</p>'));
    expect(reading.blocks[0]?.text).toBe('One two');
    expect(reading.warnings.join()).toMatch(/NUL/u);
  });

  it('that is another file is refused with what it is', () => {
    expect(refusal(bytes('%PDF-1.7 …'))).toMatchObject({ type: 'unreadable' });
    expect(refusal(bytes('%PDF-1.7 …'))?.detail).toMatch(/PDF/u);
  });

  it('without words is refused', () => {
    expect(refusal('<html><body><img src="a.png"></body></html>')).toMatchObject({
      type: 'no-text',
    });
  });

  it('with broken JSON-LD, and one that nests without end, is read', () => {
    const nested = `${'{"@graph":['.repeat(5000)}1${']}'.repeat(5000)}`;
    const head = [
      '{',
      'null',
      '[[[',
      '{"@type":["NewsArticle"],"headline":{"a":1},"author":[null,3,{}]}',
      nested,
    ]
      .map((text) => `<script type="application/ld+json">${text}</script>`)
      .join('');
    expect(articleOf(read(pageOf('', { head })))).toHaveLength(5);
  });

  it('with names of the language’s own objects is read', () => {
    const head = '<meta name="__proto__" content="x"><meta name="constructor" content="y">';
    const inside =
      '<constructor><__proto__ role="constructor" class="toString"><p>Words of it.</p>';
    expect(blockWith(read(pageOf(inside, { head })), 'Words of it').text).toBe('Words of it.');
  });
});

describe('bad input: addresses', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' JaVaScRiPt:alert(1)',
    '//',
    'http://',
  ])('of %s are neither followed nor stored', (address) => {
    const head = `<base href="${address}"><link rel="canonical" href="${address}"><meta property="og:url" content="${address}">`;
    const { details, blocks } = read(
      pageOf(`<p><a href="${address}">A link of theirs.</a></p>`, { head }),
    );
    expect(details.url).toBeUndefined();
    expect(details.outlet).toBeUndefined();
    expect(JSON.stringify(blocks)).not.toContain('alert(1)');
  });

  it('beside a base are made whole, and stay on the web', () => {
    const head = '<base href="https://example.org/x/"><link rel="canonical" href="/pier">';
    expect(read(pageOf('', { head })).details.url?.value).toBe('https://example.org/pier');
  });
});

describe('bad input: encodings', () => {
  const curly = 'Müller said: “no”';

  it('takes a byte order mark before everything else', () => {
    expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes(withMeta('windows-1251', curly))))).toBe(
      curly,
    );
    const wide = [...`\ufeff${withMeta('utf-8', curly)}`].flatMap((c) => {
      const code = c.charCodeAt(0);
      return [code & 255, code >> 8];
    });
    expect(textOf(Uint8Array.from(wide))).toBe(curly);
  });

  it.each([
    ['windows-1252', 'M\xfcller', 'Müller'],
    ['iso-8859-1', 'M\xfcller \x93no\x94', 'Müller “no”'],
    ['windows-1251', '\xcf\xf0\xe8\xf7\xe0\xeb', 'Причал'],
    ['Shift_JIS', '\x8d\x60\x82\xcc\x8f\xc0', '港の沼'],
    ['x-sjis', '\x8d\x60', '港'],
    ['euc-kr', '\xc7\xd7\xb1\xb8', '항구'],
    ['gb2312', '\xb8\xdb\xbf\xda', '港口'],
    ['us-ascii', 'M\xfcller', 'Müller'],
  ])('follows %s', (charset, source, text) => {
    expect(textOf(latin(withMeta(charset, source)))).toBe(text);
    expect(
      textOf(
        latin(
          `<meta http-equiv="Content-Type" content="text/html; charset=${charset}"><p>${source}`,
        ),
      ),
    ).toBe(text);
  });

  it('follows what came with the page before what the page says', () => {
    const source = latin(withMeta('windows-1252', '\xcf\xf0\xe8\xf7\xe0\xeb'));
    expect(read(source, { encoding: 'windows-1251' }).blocks[0]?.text).toBe('Причал');
  });

  it('follows what the analyst says before both', () => {
    const source = latin(withMeta('windows-1252', '\xcf\xf0\xe8\xf7\xe0\xeb'));
    expect(textOf(source, 'windows-1251')).toBe('Причал');
  });

  it('does not follow a name that its bytes prove wrong, and says so', () => {
    const reading = read(bytes(withMeta('windows-1252', curly)));
    expect(reading.blocks[0]?.text).toBe(curly);
    expect(reading.warnings.join()).toMatch(/its bytes are UTF-8/u);
  });

  it('guesses where UTF-8 is said and is not, and says so', () => {
    const reading = read(
      latin(withMeta('utf-8', 'Der B\xfcrgermeister f\xfchlt sich \xfcbergangen, s\xe4gt er.')),
    );
    expect(reading.blocks[0]?.text).toContain('Bürgermeister fühlt');
    expect(reading.warnings.join()).toMatch(/guess/u);
  });

  it('marks the place of a byte that is damaged, and says so', () => {
    const damaged = [...bytes(withMeta('utf-8', curly)), 0xff, ...bytes(` ${curly}`.repeat(20))];
    const reading = read(Uint8Array.from(damaged));
    expect(reading.blocks.map(({ text }) => text).join()).toContain('\ufffd');
    expect(reading.warnings.join()).toMatch(/“\ufffd”/u);
    const japanese = read(latin(withMeta('shift_jis', '\x8d\x60\xff\x8d\x60')));
    expect(japanese.blocks[0]?.text).toBe('港\ufffd港');
  });

  it('reads UTF-8 where an encoding is said that nobody knows, and says so', () => {
    const reading = read(bytes(withMeta('klingon-8', curly)));
    expect(reading.blocks[0]?.text).toBe(curly);
    expect(reading.warnings.join()).toMatch(/klingon-8/u);
  });

  it.each(['utf-7', 'UTF7', 'unicode-1-1-utf-7'])('refuses %s', (charset) => {
    expect(refusal(latin(withMeta(charset, '+ADw-script+AD4-')))).toMatchObject({
      type: 'unreadable',
    });
    expect(refusal(latin('<p>x'), { encoding: charset })?.detail).toMatch(/UTF-7/u);
  });

  it('does not look for an encoding in a comment or a script that only says its name', () => {
    expect(textOf(bytes(`<!-- <meta charset="windows-1251"> --><p>${curly}</p>`))).toBe(curly);
  });
});

describe('XHTML', () => {
  it('closes its own elements', () => {
    const source = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title/></head><body><a id="top"/><p>${STORY[0]}</p><div class="ad"/><p>${STORY[1]}</p></body></html>`;
    expect(read(bytes(source)).blocks.map(({ text, part }) => [text, part])).toEqual([
      [STORY[0], 'article'],
      [STORY[1], 'article'],
    ]);
  });
});
