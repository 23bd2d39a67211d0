import { describe, expect, it } from 'vitest';

import { articleOf, inputOf } from '../testing/compared.ts';
import { compareEvent } from './compare-event.ts';

const compared = (...texts: readonly string[]) =>
  compareEvent(inputOf(texts.map((text) => articleOf(text))));

describe('events that are no ordinary ones', () => {
  it('may have one article, or none', () => {
    expect(compared('He said “no way”.').families).toHaveLength(1);
    expect(compared()).toMatchObject({ articles: [], items: [], families: [], passages: [] });
  });

  it('may have no quotation: what is shared is found all the same', () => {
    const prose = 'The minister travelled to the capital by train on a grey and rainy day.';
    const { items, passages } = compared(`${prose} He slept.`, `Yesterday, ${prose}`);
    expect(items).toEqual([]);
    expect(passages).toMatchObject([{ kind: 'prose', isCommonText: true }]);
  });

  it('may have two versions of one text, whose quotations are put together only when asked', () => {
    const body = Array.from({ length: 30 }, (_, at) => `sentence number ${String(at)} goes on`);
    const text = `He said “we will never give up our land”. ${body.join(', ')}.`;
    const articles = [articleOf(text), articleOf(`${text} More.`)];
    const apart = compareEvent(inputOf(articles));
    expect(apart.oneTexts).toMatchObject([{ a: 0, b: 1, share: 1 }]);
    expect(apart.families).toHaveLength(2);
    expect(compareEvent(inputOf(articles, { comparesOneTexts: true })).families).toHaveLength(1);
  });

  it('says of two versions that they are one text, though much was changed', () => {
    const words = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, at) => `w${String(from + at)}`).join(' ');
    const quotation = 'He said “we will never give up our land”.';
    const earlier = articleOf(`${quotation} It was ${words(0, 100)}.`);
    const later = articleOf(`${quotation} It was ${words(0, 60)} and ${words(100, 140)}.`);
    const known = compareEvent(inputOf([earlier, { ...later, versionOf: earlier.id }]));
    expect(known.oneTexts).toMatchObject([{ a: 0, b: 1 }]);
    expect(known.oneTexts[0]?.share).toBeLessThan(0.8);
    expect(known.families).toHaveLength(2);
    expect(compareEvent(inputOf([earlier, later])).oneTexts).toEqual([]);
  });

  it('may be of marks alone, or of one word a hundred thousand times', () => {
    expect(compared('“”„“»«"" ‘’', '””““').items.every(({ length }) => length === 0)).toBe(true);
    const one = compared('war '.repeat(100_000), `“${'war '.repeat(1_000)}”`);
    expect(one.articles[0]?.words).toBe(100_000);
    expect(one.leftOut).toMatchObject({ passages: true, longQuotations: 1 });
  });

  it('may have a shingle in every article, which is said to be left out', () => {
    const texts = Array.from(
      { length: 450 },
      (_, at) => `Number ${String(at)}: this very line stands in all of them today.`,
    );
    expect(compared(...texts).leftOut.passages).toBe(true);
  });

  it('may have thousands of quotations in one article', () => {
    const text = Array.from(
      { length: 2_000 },
      (_, at) => `He said “thing${String(at)} follows other${String(at)} at last”.`,
    ).join('\n');
    const { items, families } = compared(text, text.slice(0, 400));
    expect(items.length).toBeGreaterThan(2_000);
    expect(families.length).toBeGreaterThan(1_000);
  });

  it('may be in a script without spaces', () => {
    const { families, passages } = compared(
      '昨天下午在首都举行的记者会上，面对许多外国媒体的提问，外长说：“我们不能同意没有俄罗斯参加的集体安全。”',
      '拉夫罗夫说：“我们不能同意没有俄罗斯参加的集体安全。”他随后乘飞机离开莫斯科前往约旦，并与当地官员讨论经济合作。',
    );
    expect(families.map(({ members }) => members.length)).toEqual([2]);
    expect(passages[0]?.kind).toBe('quotation');
    expect(compared('彼は「道はない」と述べた。', '「道はない」').families).toHaveLength(1);
  });
});
