import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anchorSelector } from './anchoring.ts';
import { describeSpan } from './selector.ts';

const article = readFileSync(
  new URL('../../seeds/004_bad3bbfa38c869dd.txt', import.meta.url),
  'utf8',
);
const NOWHERE = 'road to nowhere';
/** Seeds one after the other, every copy with other words changed, as a long file of agency reports. */
const LONG_TEXT = Array.from({ length: 80 }, (_, copy) =>
  article
    .split(' ')
    .map((word, index) => ((index + copy) % 6 === 0 ? `${word}${String(copy)}` : word))
    .join(' '),
).join('\n');

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}
const selectorOf = (text: string, quote: string, nth = 0) => {
  const start = occurrences(text, quote)[nth] ?? -1;
  return describeSpan(text, { start, end: start + quote.length });
};

describe('anchorSelector', () => {
  it('finds each of the three roads to nowhere of article 004 where it was', () => {
    expect(occurrences(article, NOWHERE)).toHaveLength(3);
    for (const nth of [0, 1, 2]) {
      expect(anchorSelector(article, selectorOf(article, NOWHERE, nth))).toEqual({ type: 'exact' });
    }
  });

  it.each([0, 1, 2])('finds road %i again by its surroundings when the text has moved', (nth) => {
    const moved = `An editor’s note.\n${article}`;
    const start = occurrences(moved, NOWHERE)[nth] ?? -1;
    expect(anchorSelector(moved, selectorOf(article, NOWHERE, nth))).toEqual({
      type: 'moved',
      span: { start, end: start + NOWHERE.length },
    });
  });

  it('does not trust a position that holds the same words in other surroundings', () => {
    const first = selectorOf(article, NOWHERE, 0);
    const third = occurrences(article, NOWHERE)[2] ?? -1;
    const wrong = { ...first, start: third, end: third + NOWHERE.length };
    expect(anchorSelector(article, wrong)).toEqual({
      type: 'moved',
      span: { start: first.start, end: first.end },
    });
  });

  it('proposes, with the rivals, where nothing tells equal quotes apart', () => {
    const text = 'no peace. no peace. no peace.';
    const selector = { start: 11, end: 19, exact: 'no peace', prefix: 'xx ', suffix: '!' };
    expect(anchorSelector(text, selector)).toEqual({
      type: 'proposed',
      span: { start: 10, end: 18 },
      score: 0.25,
      rivals: 1,
    });
  });

  it('proposes the changed quote with a score below one', () => {
    const selector = selectorOf(article, 'rather clumsy attempts to change');
    const edited = article.replaceAll('rather clumsy attempts', 'rather clumsier attempts');
    const anchor = anchorSelector(edited, selector);
    if (anchor.type !== 'proposed') throw new Error(anchor.type);
    expect(edited.slice(anchor.span.start, anchor.span.end)).toBe(
      'rather clumsier attempts to change',
    );
    expect(anchor.score).toBeGreaterThan(0.6);
    expect(anchor.score).toBeLessThan(1);
  });

  const SAID = 'The minister said that the “modern” embargo on Burma isn’t lifted until 2012';
  const misspelt: readonly (readonly [name: string, quote: string])[] = [
    ['another word', SAID.replace('embargo', 'sanctions')],
    ['a word too few', SAID.replace(' embargo', '')],
    ['a word too many', SAID.replace('isn’t', 'isn’t yet')],
    ['straight quotation marks', SAID.replaceAll(/[“”]/g, '"').replaceAll('’', "'")],
    ['letters that were read wrongly', SAID.replaceAll('m', 'rn').replace('2012', '20l2')],
    ['doubled spaces', SAID.replaceAll(' ', '  ')],
  ];

  it.each(misspelt)('proposes the place of a quote with %s in a long text', (_, exact) => {
    expect(LONG_TEXT.length).toBeGreaterThan(200_000);
    const start = 150_001;
    const text = `${LONG_TEXT.slice(0, start)}${SAID}${LONG_TEXT.slice(start)}`;
    const { prefix, suffix } = describeSpan(text, { start, end: start + SAID.length });
    const selector = { start: 0, end: exact.length, exact, prefix, suffix };
    const anchor = anchorSelector(text, selector);
    expect(anchor).toMatchObject({
      type: 'proposed',
      span: { start, end: start + SAID.length },
      rivals: 0,
    });
    expect(anchorSelector(LONG_TEXT, selector)).toEqual({ type: 'orphan' });
  });

  it('finds a misspelt quote wherever in a long text it stands', () => {
    const exact = SAID.replace('embargo', 'sanctions');
    fc.assert(
      fc.property(fc.nat({ max: 40_000 }), (start) => {
        const text = `${LONG_TEXT.slice(0, start)}${SAID}${LONG_TEXT.slice(start, 40_000)}`;
        const selector = { start: 0, end: exact.length, exact, prefix: '', suffix: '' };
        expect(anchorSelector(text, selector)).toMatchObject({
          span: { start, end: start + SAID.length },
          rivals: 0,
        });
      }),
    );
  });

  it('counts as rivals the places that are nearly as good, not those that are much worse', () => {
    const nearly = [SAID.replace('Burma', 'Burna'), SAID.replace('2012', '2O1')];
    const worse = [SAID.replace('said that the', 'denied any'), SAID.replace('minister', 'judge')];
    const text = [...worse, SAID, ...nearly, ...worse]
      .map((each, index) => `${LONG_TEXT.slice(index * 20_000, (index + 1) * 20_000)}${each}`)
      .join('');
    const exact = SAID.replace('lifted', 'lifled');
    const selector = { start: 0, end: exact.length, exact, prefix: '', suffix: '' };
    const start = text.indexOf(SAID);
    expect(anchorSelector(text, selector)).toMatchObject({
      type: 'proposed',
      span: { start, end: start + SAID.length },
      rivals: 2,
    });
  });

  it('counts rivals that stand close together', () => {
    const text = [SAID.replace('Burma', 'Burna'), SAID, SAID.replace('lifted', 'lifed')].join(' ');
    const exact = SAID.replace('2012', '2013');
    const selector = { start: 0, end: exact.length, exact, prefix: '', suffix: '' };
    const start = text.indexOf(SAID);
    expect(anchorSelector(text, selector)).toMatchObject({
      span: { start, end: start + SAID.length },
      rivals: 2,
    });
  });

  it('decides by the surroundings between places with equal errors, and prefers them to one error', () => {
    const other = SAID.replace('Burma', 'Burna');
    const before = 'As Reuters reported from Rangoon, ';
    const exact = SAID.replace('lifted', 'lifled');
    const selector = { start: 0, end: exact.length, exact, prefix: before, suffix: '' };
    for (const place of [SAID, other]) {
      const text = `${SAID}. ${before}${place}. ${SAID}`;
      const start = text.indexOf(before) + before.length;
      expect(anchorSelector(text, selector)).toMatchObject({
        span: { start, end: start + place.length },
        rivals: 0,
      });
    }
  });

  it('proposes whole characters where a changed one is of several code units', () => {
    const text = 'They sang of peace and roads 👩‍👩‍👧 as before.';
    const selector = {
      start: 0,
      end: 24,
      exact: 'of peace and roads 👨‍👩‍👦',
      prefix: 'They sang ',
      suffix: '',
    };
    const anchor = anchorSelector(text, selector);
    if (anchor.type !== 'proposed') throw new Error(anchor.type);
    expect(text.slice(anchor.span.start, anchor.span.end)).toBe('of peace and roads 👩‍👩‍👧');
  });

  it.each([
    ['one letter', 'a'.repeat(1_000_000), `${'a'.repeat(999)}b`],
    ['one short word', 'peace '.repeat(150_000), 'peaces'],
    ['one sentence', `${SAID}. `.repeat(10_000), SAID.replace('embargo', 'sanctions')],
  ])('looks at a bounded number of places in a text of %s alone', (_, text, exact) => {
    const selector = { start: 0, end: exact.length, exact, prefix: '', suffix: '' };
    const anchor = anchorSelector(text, selector);
    if (anchor.type !== 'proposed') throw new Error(anchor.type);
    expect(anchor.rivals).toBeLessThan(5_000);
  });

  it('leaves an orphan where the words are gone', () => {
    const selector = selectorOf(article, 'aggressive escalation of the situation');
    expect(anchorSelector('Something quite different was said on Tuesday.', selector)).toEqual({
      type: 'orphan',
    });
  });

  it('copes with a quote of one letter in a long text', () => {
    const selector = { start: 5, end: 6, exact: 'a', prefix: 'zzz', suffix: 'zzz' };
    expect(anchorSelector('a '.repeat(100_000), selector)).toMatchObject({ type: 'proposed' });
  });

  it('copes with a long quote that is almost everywhere', () => {
    const text = 'abcdefgh '.repeat(20_000);
    const selector = { start: 0, end: 900, exact: 'abcdefgx '.repeat(100), prefix: '', suffix: '' };
    expect(anchorSelector(text, selector).type).not.toBe('exact');
  });

  const words = fc.array(
    fc.constantFrom(
      'peace',
      'e\u0301t\u00e9',
      '\u{1f310}',
      '“no”',
      'שלום',
      'road',
      '\n',
      'U.S.',
      'a',
      '👩‍👩‍👧',
    ),
    { minLength: 1, maxLength: 40 },
  );

  it('finds every span of a text in that text at its position', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (list, a, b) => {
        const text = list.join(' ');
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        expect(anchorSelector(text, describeSpan(text, { start, end }))).toEqual({ type: 'exact' });
      }),
    );
  });

  it('never says moved for a place that does not hold the quote with its surroundings', () => {
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (list, other, a, b) => {
        const text = list.join(' ');
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        const selector = describeSpan(text, { start, end });
        const changed = [...other, ...list, ...other].join(' ');
        const anchor = anchorSelector(changed, selector);
        if (anchor.type === 'moved') {
          const { span } = anchor;
          expect(changed.slice(span.start, span.end)).toBe(selector.exact);
          expect(changed.slice(0, span.start).endsWith(selector.prefix)).toBe(true);
          expect(changed.startsWith(selector.suffix, span.end)).toBe(true);
        }
        if (anchor.type === 'proposed') {
          expect(anchor.span.start).toBeLessThan(anchor.span.end);
          expect(anchor.span.end).toBeLessThanOrEqual(changed.length);
        }
      }),
    );
  });
});
