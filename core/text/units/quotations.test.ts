import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import { splitParagraphs } from '../paragraphs.ts';
import {
  findQuotations,
  inferQuoteType,
  nextQuotation,
  previousQuotation,
  type Quotation,
} from './quotations.ts';
import { spanContains } from '../span.ts';

const seed = (name: string): string =>
  readFileSync(new URL(`../../../seeds/${name}.txt`, import.meta.url), 'utf8');

const seeds: Readonly<Record<string, string>> = {
  '000': seed('000_84dcb151e65168d7'),
  '001': seed('001_c577037625e26c98'),
  '002': seed('002_9041cdeeb3459cbc'),
  '003': seed('003_73b5eeedabdcb029'),
  '004': seed('004_bad3bbfa38c869dd'),
};

/** Every quotation of the seed articles; the list was checked by reading the articles. */
const SEED_QUOTATIONS: readonly (readonly [string, number, number, string])[] = [
  ['000', 122, 133, '“dead end,”'],
  [
    '000',
    605,
    751,
    '“We cannot agree that security issues, collective security, are being proposed to be resolved without the Russian Federation. This will not work.”',
  ],
  ['000', 1040, 1076, '“fair, reliable, and lasting peace.”'],
  ['000', 1514, 1537, '“clumsy and aggressive”'],
  ['000', 2176, 2192, '“truly reliable”'],
  ['001', 55, 72, '“Road to Nowhere”'],
  ['001', 207, 225, '“road to nowhere.”'],
  ['001', 644, 658, '“cannot agree”'],
  ['001', 869, 885, '“will not work.”'],
  ['001', 1219, 1254, '“just, credible and durable peace.”'],
  ['001', 2299, 2309, '“reliable”'],
  ['002', 184, 201, '“road to nowhere”'],
  [
    '002',
    320,
    482,
    '“We cannot agree with the fact that now it is proposed to resolve questions of security, collective security, without the Russian Federation. This will not work,”',
  ],
  ['002', 737, 782, '“must be prepared in the most meticulous way”'],
  ['002', 865, 882, '“clumsy attempts”'],
  [
    '002',
    933,
    1061,
    '“we have only seen aggressive escalation of the situation and rather clumsy attempts to change the position of the US president”',
  ],
  ['002', 2642, 2675, '“adventurous and confrontational”'],
  ['003', 139, 159, '“a road to nowhere.”'],
  ['003', 602, 633, '“clumsy and unethical attempts”'],
  [
    '003',
    692,
    854,
    '“We cannot agree with the fact that now it is proposed to resolve questions of security, collective security, without the Russian Federation. This will not work,”',
  ],
  [
    '003',
    868,
    1072,
    '“I am sure that in the West and above all in the United States they understand perfectly well that seriously discussing security issues without the Russian Federation is a utopia, it’s a road to nowhere.”',
  ],
  ['003', 1117, 1133, '“truly reliable”'],
  ['003', 1799, 1866, '“any scenarios involving the deployment of NATO troops in Ukraine.”'],
  ['004', 91, 108, '‘road to nowhere’'],
  ['004', 232, 249, '“road to nowhere”'],
  [
    '004',
    350,
    512,
    '“We cannot agree with the fact that now it is proposed to resolve questions of security, collective security, without the Russian Federation. This will not work,”',
  ],
  [
    '004',
    571,
    775,
    '“I am sure that in the West and above all in the United States they understand perfectly well that seriously discussing security issues without the Russian Federation is a utopia; it’s a road to nowhere.”',
  ],
  ['004', 1231, 1276, '“must be prepared in the most meticulous way”'],
  ['004', 1311, 1326, '“deterioration”'],
  ['004', 1412, 1429, '“clumsy attempts”'],
  [
    '004',
    1480,
    1609,
    '“We have only seen aggressive escalation of the situation and rather clumsy attempts to change the position of the US president,”',
  ],
  ['004', 1650, 1716, '“We did not hear any constructive ideas from the Europeans there,”'],
];

/** Quotations as readable lines: depth, family, flags, the words of each fragment. */
function described(text: string): string[] {
  return findQuotations(text).map(
    ({ depth, marks, continued, unclosed, fragments }) =>
      `${depth} ${marks}${continued ? ' continued' : ''}${unclosed ? ' unclosed' : ''}: ` +
      fragments.map(({ start, end }) => text.slice(start, end)).join(' / '),
  );
}

describe('findQuotations on the seed articles', () => {
  it.each(Object.keys(seeds))('finds exactly the quotations of article %s', (article) => {
    const text = seeds[article] ?? '';
    expect(
      findQuotations(text).map(({ start, end }) => [article, start, end, text.slice(start, end)]),
    ).toEqual(SEED_QUOTATIONS.filter(([name]) => name === article));
  });

  it('finds them whole, closed and side by side', () => {
    for (const text of Object.values(seeds)) {
      for (const quotation of findQuotations(text)) {
        expect(quotation.depth).toBe(0);
        expect(quotation.fragments).toEqual([{ start: quotation.start, end: quotation.end }]);
        expect(quotation).not.toHaveProperty('unclosed');
        expect(quotation).not.toHaveProperty('continued');
      }
    }
  });
});

describe('findQuotations', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['no marks at all', []],
    // Families.
    ['He said “yes” twice.', ['0 curly-double: “yes”']],
    ['the Lavrov’s ‘road to nowhere’.', ['0 curly-single: ‘road to nowhere’']],
    ['He said "yes" twice.', ['0 straight-double: "yes"']],
    ["He said 'yes' twice.", ["0 straight-single: 'yes'"]],
    ['Il a dit « oui » et «non».', ['0 guillemets: « oui »', '0 guillemets: «non»']],
    ['Er sagte »ja« und ging.', ['0 guillemets-reversed: »ja«']],
    ['Er sagte ›ja‹ und ‹nein›.', ['0 single-guillemets: ›ja‹', '0 single-guillemets: ‹nein›']],
    ["He said ''yes'' twice.", ["0 straight-double: ''yes''"]],
    [
      "''We can't go,'' he said. ''Not the '90s.''",
      ["0 straight-double: ''We can't go,''", "0 straight-double: ''Not the '90s.''"],
    ],
    ["``We wait,'' he said.", ["0 straight-double: ``We wait,''"]],
    [
      "`` We wait , '' he said , `` or go . ''",
      ["0 straight-double: `` We wait , ''", "0 straight-double: `` or go . ''"],
    ],
    [
      "``I heard ‘no’ there,'' she said.",
      ["0 straight-double: ``I heard ‘no’ there,''", '1 curly-single: ‘no’'],
    ],
    ['Run ``npm test`` and see.', []],
    ["It is 5'10'' long and 12'' wide.", []],
    ["an empty '' and x = '';", []],
    ["It''s a slip, and the dogs'' too.", []],
    ['市长说＂我们等＂然后走了。', ['0 straight-double: ＂我们等＂']],
    ['He said ＂yes＂ twice.', ['0 straight-double: ＂yes＂']],
    ['市長は｢待つ｣と述べた。', ['0 corner: ｢待つ｣']],
    ['市長は〝待つ〟と述べた。', ['0 curly-double: 〝待つ〟']],
    [
      'Il a dit «\u00a0oui\u00a0» et «\u202fnon\u202f».',
      ['0 guillemets: «\u00a0oui\u00a0»', '0 guillemets: «\u202fnon\u202f»'],
    ],
    ['Han sa ”ja” och ”nej”.', ['0 curly-double: ”ja”', '0 curly-double: ”nej”']],
    ['Er sagte: „Das ‚neue‘ Haus“.', ['0 low-high: „Das ‚neue‘ Haus“', '1 low-high: ‚neue‘']],
    ['„Wir gehen“, sagte er.', ['0 low-high: „Wir gehen“']],
    ['„Idziemy” — powiedział.', ['0 low-high: „Idziemy”']],
    ['‚klein‘ oder ‚kleiner’', ['0 low-high: ‚klein‘', '0 low-high: ‚kleiner’']],
    ['彼は「はい」と言った。', ['0 corner: 「はい」']],
    ['”Nej”, sade han.', ['0 curly-double: ”Nej”']],
    ['他说“我们‘不能’同意”。', ['0 curly-double: “我们‘不能’同意”', '1 curly-single: ‘不能’']],
    ['“他说“我们”了”。', ['0 curly-double: “他说“我们”了”', '1 curly-double: “我们”']],
    // Hebrew sets a mark of its own, which also stands inside abbreviations.
    ['הוא אמר ״לא״ והלך.', ['0 straight-double: ״לא״']],
    ['הוא אמר: ״צה״ל מחכה.״ והלך.', ['0 straight-double: ״צה״ל מחכה.״']],
    ['דובר צה״ל וארה״ב', []],
    // A cue between dashes parts what is said.
    ['«Мы ждём, — сказал он, — и это всё».', ['0 guillemets: «Мы ждём, / и это всё»']],
    ['«Мы ждём! — добавил мэр. — Это всё».', ['0 guillemets: «Мы ждём! / Это всё»']],
    ['"Мы ждём, - заявила она, - и всё".', ['0 straight-double: "Мы ждём, / и всё"']],
    ['«Раз, — сказал он, — два, — добавил он, — три».', ['0 guillemets: «Раз, / два, / три»']],
    ['„Wir gehen – sagte er – und zwar bald“.', ['0 low-high: „Wir gehen / und zwar bald“']],
    ['«Nos vamos —dijo Juan Pérez— mañana».', ['0 guillemets: «Nos vamos / mañana»']],
    ['« Nous partons – a dit le maire – demain »', ['0 guillemets: « Nous partons / demain »']],
    ['«Мы — и это важно — ждём».', ['0 guillemets: «Мы — и это важно — ждём»']],
    [
      '“The plan — said to be old — failed”',
      ['0 curly-double: “The plan — said to be old — failed”'],
    ],
    ['«— сказал он —»', ['0 guillemets: «— сказал он —»']],
    // Nested marks.
    ['“a ‘b’ c” d', ['0 curly-double: “a ‘b’ c”', '1 curly-single: ‘b’']],
    ['‘a “b” c’ d', ['0 curly-single: ‘a “b” c’', '1 curly-double: “b”']],
    ['“‘Go,’ he said,” she said.', ['0 curly-double: “‘Go,’ he said,”', '1 curly-single: ‘Go,’']],
    ['"\'Go\' now" x', ['0 straight-double: "\'Go\' now"', "1 straight-single: 'Go'"]],
    [
      '“a ‘b “c” d’ e”',
      ['0 curly-double: “a ‘b “c” d’ e”', '1 curly-single: ‘b “c” d’', '2 curly-double: “c”'],
    ],
    ['»Ja ›nein‹ gut«', ['0 guillemets-reversed: »Ja ›nein‹ gut«', '1 single-guillemets: ›nein‹']],
    ['「あ『い』う」', ['0 corner: 「あ『い』う」', '1 corner: 『い』']],
    // Apostrophes.
    ['Lavrov’s and Russians’ and it’s', []],
    ["Lavrov's and Russians' and it's", []],
    ['the ’90s, ‘90s and rock ’n’ roll', []],
    ["the '90s and rock 'n' roll, get 'em", []],
    ['‘the Russians’ road to nowhere’ x', ['0 curly-single: ‘the Russians’ road to nowhere’']],
    ['‘dead ends’ and the Russians’ plans', ['0 curly-single: ‘dead ends’']],
    [
      "'the Russians' road', 'dogs' bones'",
      ["0 straight-single: 'the Russians' road'", "0 straight-single: 'dogs' bones'"],
    ],
    ['“The Russians’ plan,” he said', ['0 curly-double: “The Russians’ plan,”']],
    ['‘It’s Lavrov’s’ x', ['0 curly-single: ‘It’s Lavrov’s’']],
    [
      '‘the “boys’ plan” is dead’ x',
      ['0 curly-single: ‘the “boys’ plan” is dead’', '1 curly-double: “boys’ plan”'],
    ],
    ['‘rock ’n’ roll is dead’ x', ['0 curly-single: ‘rock ’n’ roll is dead’']],
    [
      '‘a “the dogs’, the cats” b’ x',
      ['0 curly-single: ‘a “the dogs’, the cats” b’', '1 curly-double: “the dogs’, the cats”'],
    ],
    // Feet and inches.
    ['He is 5\'10" tall. "We won," he said', ['0 straight-double: "We won,"']],
    ['a 12" disc and a 7" one', []],
    ['"a 12" disc is here" x', ['0 straight-double: "a 12" disc is here"']],
    ['"In 1990" he said', ['0 straight-double: "In 1990"']],
    // Paragraph breaks.
    ['“one\n“two” three', ['0 curly-double continued: “one / “two”']],
    ['“one \r\n\r\n  “two\u2029“three.” x', ['0 curly-double continued: “one / “two / “three.”']],
    ['‘one\n‘two’ x', ['0 curly-single continued: ‘one / ‘two’']],
    ['"one\n"two" x', ['0 straight-double continued: "one / "two"']],
    [
      '“one ‘two\n“‘three’ four” x',
      [
        '0 curly-double continued: “one ‘two / “‘three’ four”',
        '1 curly-single continued: ‘two / ‘three’',
      ],
    ],
    ['“one ‘two\n“three” x', ['0 curly-double continued: “one ‘two / “three”']],
    ['“one” x\n“two” x', ['0 curly-double: “one”', '0 curly-double: “two”']],
    // Missing marks.
    ['say “one two \nthree” four', ['0 curly-double unclosed: “one two']],
    ['“one\n“two\nthree', ['0 curly-double continued unclosed: “one / “two']],
    ['“one ‘two” x', ['0 curly-double: “one ‘two”']],
    ['one” two’ three» four" five', []],
    ['We say “', []],
    ['“ ” and "" and «»', []],
    ['“We won.“ he said', ['0 curly-double: “We won.“']],
    ["'tis unclosed 'here", []],
    ['Home » News » World', []],
  ])('reads %j', (text, expected) => {
    expect(described(text)).toEqual(expected);
  });

  it('gives offsets in UTF-16 code units', () => {
    expect(findQuotations('😀 “a” b')[0]).toMatchObject({ start: 3, end: 6 });
  });

  it('stops nesting at a fixed depth instead of looking ever deeper', () => {
    const nested = findQuotations(`${'「a'.repeat(30)}${'」'.repeat(30)}`);
    expect(Math.max(...nested.map(({ depth }) => depth))).toBe(7);
  });
});

const part = fc.constantFrom(
  ...[
    '״',
    ' — сказал он — ',
    '“',
    '”',
    '‘',
    '’',
    '"',
    "'",
    '«',
    '»',
    '‹',
    '›',
    '„',
    '‚',
    '「',
    '」',
    '『',
    '』',
  ],
  ...['a', 'Russians', '90s', '5', ' ', '.', ',', '\n', '\r\n', '\u2028', '😀', '\ud83d', 'é'],
);
const anyText = fc.array(part, { maxLength: 80 }).map((parts) => parts.join(''));

describe('findQuotations on any text', () => {
  it('gives fragments in bounds, in order, each inside one paragraph', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const paragraphs = splitParagraphs(text);
        for (const { start, end, fragments, continued, interrupted } of findQuotations(text)) {
          expect(fragments[0]?.start).toBe(start);
          expect(fragments.at(-1)?.end).toBe(end);
          expect(continued === true || interrupted === true).toBe(fragments.length > 1);
          let reached = 0;
          for (const fragment of fragments) {
            expect(fragment.start).toBeGreaterThanOrEqual(reached);
            expect(fragment.end).toBeGreaterThan(fragment.start);
            reached = fragment.end;
            expect(paragraphs.some((paragraph) => spanContains(paragraph, fragment))).toBe(true);
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('begins every fragment and ends every closed quotation with a mark of its family', () => {
    const family: Readonly<Record<Quotation['marks'], string>> = {
      'curly-double': '“”',
      'curly-single': '‘’',
      'straight-double': '"״',
      'straight-single': "'",
      guillemets: '«»',
      'guillemets-reversed': '»«',
      'single-guillemets': '‹›',
      'low-high': '„“”‚‘’',
      corner: '「」『』',
    };
    /** What may stand for the right mark at the end. */
    const mixed: Partial<typeof family> = {
      'curly-double': '"“”',
      'curly-single': "'‘’",
      'straight-double': '"“”״',
      'straight-single': "'‘’",
      'low-high': '"“”\'‘’',
    };
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { end, fragments, interrupted, marks, unclosed } of findQuotations(text)) {
          const marked = interrupted === true ? fragments.slice(0, 1) : fragments;
          for (const { start } of marked) expect(family[marks]).toContain(text.charAt(start));
          if (unclosed !== true) {
            expect(mixed[marks] ?? family[marks]).toContain(text.charAt(end - 1));
          }
        }
      }),
    );
  });

  it('is in document order, nests properly and states the depth', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const quotations = findQuotations(text);
        quotations.forEach((quotation, index) => {
          const before = quotations.slice(0, index);
          for (const other of before) {
            expect(other.start).toBeLessThan(quotation.start);
            expect(other.end <= quotation.start || spanContains(other, quotation)).toBe(true);
          }
          const around = before.filter((other) => spanContains(other, quotation));
          expect(quotation.depth).toBe(around.length);
        });
      }),
    );
  });

  it('is deterministic', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(findQuotations(text)).toEqual(findQuotations(text));
      }),
    );
  });
});

describe('findQuotations in linear time', () => {
  const originals = {
    charAt: String.prototype.charAt,
    charCodeAt: String.prototype.charCodeAt,
    codePointAt: String.prototype.codePointAt,
    slice: String.prototype.slice,
  };

  afterEach(() => {
    Object.assign(String.prototype, originals);
  });

  /** Characters looked at while `text` is read: one per character access, the length per slice. */
  function charactersRead(text: string): number {
    let count = 0;
    const { charAt, charCodeAt, codePointAt, slice } = originals;
    Object.assign(String.prototype, {
      charAt(this: string, index: number): string {
        count += 1;
        return charAt.call(this, index);
      },
      charCodeAt(this: string, index: number): number {
        count += 1;
        return charCodeAt.call(this, index);
      },
      codePointAt(this: string, index: number): number | undefined {
        count += 1;
        return codePointAt.call(this, index);
      },
      slice(this: string, start?: number, end?: number): string {
        const cut = slice.call(this, start, end);
        count += cut.length;
        return cut;
      },
    });
    findQuotations(text);
    Object.assign(String.prototype, originals);
    return count;
  }

  it.each([
    '“',
    '“a',
    '“a\n',
    '“a” ',
    '‘',
    '‘a',
    '’',
    '”“',
    '"',
    '" ',
    '"a ',
    "'a ",
    "'s a' ",
    '«',
    '«»',
    '»«',
    '„a',
    '「',
    '“‘"«',
    's’ a',
    '5" a ',
    '\n“',
    '“ ',
  ])('reads %j, repeated, in proportion to the length', (unit) => {
    const small = charactersRead(unit.repeat(2_000));
    const large = charactersRead(unit.repeat(20_000));
    expect(small).toBeGreaterThan(0);
    expect(large).toBeLessThan(small * 11);
  });

  it('reads a million opening marks', () => {
    expect(findQuotations('“'.repeat(1_000_000))).toEqual([]);
    expect(findQuotations('“a'.repeat(500_000))).toHaveLength(1);
  });
});

describe('nextQuotation and previousQuotation', () => {
  const text = 'x “a ‘b’ c” y “d” z';
  const quotations = findQuotations(text);
  const words = (quotation: Quotation | undefined): string | undefined =>
    quotation && text.slice(quotation.start, quotation.end);

  it.each([
    [0, '“a ‘b’ c”'],
    [2, '“a ‘b’ c”'],
    [6, '‘b’'],
    [8, '“a ‘b’ c”'],
    [11, '“d”'],
    [14, '“d”'],
    [17, undefined],
  ])('from offset %i goes on to %s', (offset, expected) => {
    expect(words(nextQuotation(quotations, offset))).toBe(expected);
  });

  it.each([
    [19, '“d”'],
    [17, '“d”'],
    [14, '“a ‘b’ c”'],
    [11, '“a ‘b’ c”'],
    [9, '‘b’'],
    [2, undefined],
  ])('from offset %i goes back to %s', (offset, expected) => {
    expect(words(previousQuotation(quotations, offset))).toBe(expected);
  });

  it('visits every outermost quotation of an article in both directions', () => {
    const article = findQuotations(seeds['004'] ?? '');
    const forward: Quotation[] = [];
    for (let next = nextQuotation(article, 0); next; next = nextQuotation(article, next.end)) {
      forward.push(next);
    }
    const backward: Quotation[] = [];
    const end = seeds['004']?.length ?? 0;
    for (
      let previous = previousQuotation(article, end);
      previous;
      previous = previousQuotation(article, previous.start)
    ) {
      backward.push(previous);
    }
    expect(forward).toEqual(article);
    expect(backward.toReversed()).toEqual(article);
  });

  it('finds nothing where there is nothing', () => {
    expect(nextQuotation([], 0)).toBeUndefined();
    expect(previousQuotation([], 9)).toBeUndefined();
  });
});

describe('inferQuoteType', () => {
  const text = 'He said “we won, ‘at last’ or not” and left. “One\n“two,” she said.';
  const quotations = findQuotations(text);

  it.each([
    ['“we won, ‘at last’ or not”', 'direct'],
    ['we won, ‘at last’ or not', 'direct'],
    ['won', 'direct'],
    ['‘at last’', 'direct'],
    ['“we won, ‘at last’ or not” ', 'direct'],
    ['said “we won, ‘at last’ or not”', 'mixed'],
    ['or not” and left', 'mixed'],
    ['and left. “One\n“two,”', 'mixed'],
    ['“One\n“two,”', 'direct'],
    ['and left', 'indirect'],
    ['He said', 'indirect'],
    ['He said “', 'indirect'],
  ])('takes %j for %s', (words, expected) => {
    const start = text.indexOf(words);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(inferQuoteType(text, { start, end: start + words.length }, quotations)).toBe(expected);
  });

  it('takes no account of the cue inside a quotation that is tagged whole', () => {
    const words = '«Мы ждём, — сказал он, — и это всё»';
    const said = `Да. ${words}, да.`;
    const span = { start: 4, end: 4 + words.length };
    expect(inferQuoteType(said, span, findQuotations(said))).toBe('direct');
    expect(inferQuoteType(said, { start: 0, end: span.end }, findQuotations(said))).toBe('mixed');
  });

  it.each([
    ['004', 1650, 1716, 'direct'],
    ['002', 702, 782, 'mixed'],
    ['004', 2580, 2622, 'indirect'],
  ])('agrees with the example of the codebook in %s at %i', (article, start, end, expected) => {
    const articleText = seeds[article] ?? '';
    expect(inferQuoteType(articleText, { start, end }, findQuotations(articleText))).toBe(expected);
  });
});

describe('mixed marks', () => {
  it.each<[string, readonly string[]]>([
    ['He called it “a dead end" and left.', ['“a dead end"']],
    ['He called it "a dead end” and left.', ['"a dead end”']],
    ['He called it „a dead end" and left.', ['„a dead end"']],
    ['“One," he said. “Two,” she said.', ['“One,"', '“Two,”']],
    ['"One,” he said. "Two," she said.', ['"One,”', '"Two,"']],
    ['“One," he said. "Two,” she said.', ['“One,"', '"Two,”']],
    ['“He said "no" and left.”', ['“He said "no" and left.”']],
    ['“The 12" guns fired,” he said.', ['“The 12" guns fired,”']],
    ["He called it ‘a dead end' and left.", ["‘a dead end'"]],
    ['“It was the Russians’ road" he said.', ['“It was the Russians’ road"']],
    ['“One part\n“and the end" he said.', ['“One part\n“and the end"']],
  ])('in %s still hold what they hold', (text, expected) => {
    const outer = findQuotations(text).filter(({ depth }) => depth === 0);
    expect(outer.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
    expect(outer.every(({ unclosed }) => unclosed !== true)).toBe(true);
  });
});
