import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainBody, type Tag } from '../../tags/tag.ts';
import { toAgreementTag, type AgreementTag } from '../pairing/comparable-tag.ts';
import { attributeAgreement } from '../measures/attribute-agreement.ts';
import { REQUESTED_MEASURES } from '../measures/measure-names.ts';
import { figure, measured } from '../measures/figure.ts';
import { pairTags } from '../pairing/pairing.ts';
import { agreementCsv } from './csv.ts';
import { computeAgreement, type AgreementArticle, type AgreementRequest } from './report.ts';

const tag = (
  annotator: string,
  id: string,
  category: string,
  start: number,
  end: number,
  attributes: Record<string, string> = {},
): AgreementTag => ({ id, category, fragments: [{ start, end }], attributes, annotator });

const first: AgreementArticle = {
  id: 'first',
  length: 200,
  annotators: ['A', 'B'],
  boilerplate: [{ start: 100, end: 120 }],
  tags: [
    tag('A', 'a1', 'quote', 0, 10, { form: 'direct' }),
    tag('B', 'b1', 'quote', 0, 10, { form: 'direct' }),
    tag('A', 'a2', 'quote', 20, 30, { form: 'direct' }),
    tag('B', 'b2', 'quote', 20, 30, { form: 'mixed' }),
    tag('A', 'a3', 'quote', 40, 50),
    tag('B', 'b3', 'quote', 42, 52, { form: 'direct' }),
    tag('A', 'a4', 'claim', 60, 70),
    tag('B', 'b4', 'framing', 60, 70),
    tag('A', 'a5', 'claim', 80, 90),
    tag('A', 'a6', 'quote', 102, 110),
    tag('B', 'b6', 'quote', 95, 115),
    tag('C', 'c1', 'quote', 0, 10),
  ],
};
const second: AgreementArticle = {
  id: 'second',
  length: 100,
  annotators: ['A', 'B'],
  boilerplate: [],
  tags: [tag('B', 'b7', 'quote', 5, 25)],
};
const unread: AgreementArticle = {
  id: 'unread',
  length: 100,
  annotators: ['A'],
  boilerplate: [],
  tags: [tag('A', 'a8', 'quote', 5, 25)],
};
const request: AgreementRequest = {
  annotators: ['A', 'B'],
  articles: [first, second, unread],
  categories: ['quote', 'claim', 'framing'],
  names: { A: 'you', B: 'Analyst B', quote: 'Quotes' },
  measures: REQUESTED_MEASURES,
};
const report = computeAgreement(request);
const [pair] = report.pairs;
if (!pair) throw new Error('The report has no pair.');
const [quotes] = pair.pooled.byCategory;
if (!quotes) throw new Error('The report has no category.');

describe('computeAgreement', () => {
  it('puts words and counts first', () => {
    expect(Object.keys(quotes).slice(0, 4)).toEqual(['words', 'published', 'category', 'counts']);
    expect(quotes.words).toBe(
      'Quotes: 3 of 5 match (60 %): 1 the same, 1 with other boundaries, 1 with other attributes, 2 only Analyst B. Only 5 items: treat the score with care.',
    );
    expect(pair.pooled.all.words).toContain('1 under another name, 1 only you, 2 only Analyst B');
    expect(pair.byArticle[1]?.byCategory[1]?.words).toBe('claim: nobody tagged any.');
  });

  it('opens every number with the items behind it', () => {
    const ids = (indexes: readonly number[]): string[] =>
      indexes.map((index) => {
        const item = pair.items[index];
        return `${item?.article ?? ''} ${item?.a ?? '–'} ${item?.b ?? '–'}`;
      });
    const { counts } = pair.pooled.all;
    expect(ids(counts.identical)).toEqual(['first a1 b1']);
    expect(ids(counts.attribute)).toEqual(['first a2 b2']);
    expect(ids(counts.boundary)).toEqual(['first a3 b3']);
    expect(ids(counts.category)).toEqual(['first a4 b4']);
    expect(ids(counts['only-a'])).toEqual(['first a5 –']);
    expect(ids(counts['only-b'])).toEqual(['first – b6', 'second – b7']);
    expect(ids(counts.both)).toHaveLength(4);
    const { distribution } = pair.pooled.all.boundaries.both;
    expect(distribution.map(({ distance, items }) => [distance, ids(items)])).toEqual([
      [0, ['first a1 b1', 'first a2 b2', 'first a4 b4']],
      [4, ['first a3 b3']],
    ]);
    expect(ids(counts.match)).toHaveLength(3);
    expect(pair.items[counts.attribute[0] ?? -1]?.differingAttributes).toEqual(['form']);
  });

  it('gives each figure its n and what was left out', () => {
    expect(quotes.exact.f1).toMatchObject({ value: 0.5, n: 5, of: 5, tooFew: true });
    expect(quotes.overlap.f1).toMatchObject({ value: 0.75, n: 5 });
    expect(quotes.boundaryDistance).toMatchObject({ n: 3, of: 5 });
    expect(pair.pooled.all.cuAlpha).toMatchObject({ n: 4, of: 7 });
    expect(quotes.cuAlpha).toBeNull();
    const [form] = quotes.attributes;
    expect(form).toMatchObject({ attribute: 'form', agreement: { value: 0.5, n: 2, of: 3 } });
    expect(form?.confusion.map(({ a, b, items }) => [a, b, items.length])).toEqual([
      ['direct', 'direct', 1],
      ['direct', 'mixed', 1],
      [null, 'direct', 1],
    ]);
  });

  it('leaves boilerplate out of the text and of every count, and names what it took', () => {
    expect(report.articles[0]).toEqual({
      article: 'first',
      counted: 180,
      boilerplate: 20,
      excludedTags: ['a6'],
      clippedTags: ['b6'],
    });
  });

  it('leaves out articles that one of the two has not read', () => {
    expect(pair.articles).toEqual(['first', 'second']);
    expect(pair.leftOutArticles).toEqual(['unread']);
    expect(pair.byArticle.map(({ article }) => article)).toEqual(['first', 'second']);
  });

  it('puts the published band beside each category', () => {
    expect(pair.pooled.byCategory.map(({ published }) => published?.low)).toEqual([
      0.75,
      null,
      0.1,
    ]);
    expect(pair.pooled.all.published).toBeNull();
  });

  it('computes the measures asked for and no others', () => {
    expect(Object.keys(pair.pooled.all.text)).toEqual([
      'jaccard',
      'characterF1',
      'characterKappa',
      'characterPi',
      'characterFleissKappa',
      'characterAlpha',
      'uAlpha',
      'alphaU',
      'gamma',
    ]);
    expect(pair.pooled.all.partial?.f1.value).toBeGreaterThan(0);
    expect(pair.pooled.all.labels.map(({ categories }) => categories)).toEqual([
      ['claim'],
      ['framing'],
      ['quote'],
    ]);
    const [bare] = computeAgreement({ ...request, measures: [] }).pairs;
    expect(bare?.pooled.all).toMatchObject({ partial: null, text: {}, labels: [] });
  });

  it('compares every two of three annotators, and all of them as a group', () => {
    const three = computeAgreement({
      annotators: ['A', 'B', 'C'],
      articles: [{ ...first, annotators: ['A', 'B', 'C'] }, second],
      measures: REQUESTED_MEASURES,
    });
    expect(three.pairs.map(({ a, b }) => `${a}${b}`)).toEqual(['AB', 'AC', 'BC']);
    expect(report.group).toBeNull();
    expect(three.group).toMatchObject({ articles: ['first'], leftOutArticles: ['second'] });
    const all = three.group?.pooled.all;
    // Without the tag that lies in boilerplate.
    expect(all?.barUAlpha).toMatchObject({ n: 11, of: 11, tooFew: false });
    expect(all?.cuAlpha).toMatchObject({ n: 9, of: 11 });
    expect(Object.keys(all?.text ?? {})).toEqual([
      'characterFleissKappa',
      'characterAlpha',
      'uAlpha',
      'alphaU',
      'gamma',
    ]);
  });

  it('is plain data, with no number that is not one', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity/u);
  });

  it('says the same whatever order the tags come in', () => {
    const aTag = fc
      .tuple(
        fc.constantFrom('A', 'B'),
        fc.constantFrom('quote', 'claim'),
        fc.nat(80),
        fc.integer({ min: 1, max: 20 }),
      )
      .map(([annotator, category, start, length]) => ({ annotator, category, start, length }));
    fc.assert(
      fc.property(fc.array(aTag, { maxLength: 8 }), (specs) => {
        const tags = specs.map(({ annotator, category, start, length }, index) =>
          tag(annotator, `t${String(index)}`, category, start, Math.min(90, start + length)),
        );
        const of = (some: readonly AgreementTag[]) =>
          computeAgreement({
            annotators: ['A', 'B'],
            articles: [{ ...first, length: 90, boilerplate: [{ start: 30, end: 40 }], tags: some }],
          }).pairs;
        expect(of(tags.toReversed())).toEqual(of(tags));
      }),
    );
  });
});

describe('agreementCsv', () => {
  const lines = agreementCsv(report).split('\r\n');

  it('has one row a figure, pooled and article by article', () => {
    expect(lines[0]).toBe('annotators,article,category,measure,value,reason,n,of,too_few');
    expect(lines).toContain('A; B,,quote,exactF1,0.5,,5,5,yes');
    expect(lines).toContain('A; B,,quote,count match,3,,3,5,');
    expect(lines).toContain('A; B,second,claim,exactF1,,noTags,0,0,yes');
    expect(lines).toContain('A; B,first,quote,attribute form agreement,0.5,,2,3,yes');
    expect(lines).toContain('A; B,first,quote,attribute form: direct / mixed,1,,1,3,');
    expect(lines).toContain('A; B,first,quote,endDistanceMedian,0,,3,4,yes');
    expect(lines.join('\n')).toMatch(/^A; B,first,quote,endShift,0\.66\d+,,3,4,yes$/mu);
    expect(lines.join('\n')).toMatch(/^A; B,,,cuCoverage,0\.\d+,,4,7,yes$/mu);
    expect(lines).toContain('A; B,,,names quote / quote,3,,3,4,');
    expect(lines).toContain('A; B,unread,,article left out,1,,1,1,');
    expect(lines).toContain(',first,,characters of boilerplate,20,,20,200,');
    expect(lines.at(-1)).toBe('');
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([9, 1]));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('quotes separators and disarms formulas, but not negative numbers', () => {
    const csv = agreementCsv(
      computeAgreement({
        annotators: ['=A', 'B,"C"'],
        articles: [
          { ...second, annotators: ['=A', 'B,"C"'], tags: [tag('=A', 'a', 'quote', 0, 9)] },
        ],
        measures: ['characterAlpha'],
      }),
    );
    expect(csv).toContain('"\'=A; B,""C""",,quote,exactF1,0,,1,1,yes');
    expect(csv).toMatch(/,characterAlpha,-0\.\d+,,1,1,yes/u);
  });
});

describe('a figure', () => {
  it.each([
    [9, 5, { n: 9, of: 14, tooFew: true }],
    [10, 0, { n: 10, of: 10, tooFew: false }],
  ])('on %i items, with %i left out, says whether that is enough', (used, left, expected) => {
    const indexes = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
    const basis = { items: indexes(used), leftOut: indexes(left) };
    expect(figure(measured(1), basis)).toMatchObject({ value: 1, ...expected });
  });
});

describe('attributeAgreement', () => {
  it('leaves out tags without a partner, other categories and attributes nobody filled in', () => {
    const a = [
      tag('A', 'a1', 'quote', 0, 10, { form: 'direct' }),
      tag('A', 'a2', 'quote', 20, 30, { form: 'direct' }),
      tag('A', 'a3', 'claim', 40, 50, { certainty: 'high' }),
    ];
    const b = [
      tag('B', 'b1', 'quote', 0, 10, { form: 'direct' }),
      tag('B', 'b3', 'framing', 40, 50, { certainty: 'high' }),
    ];
    const [form, ...others] = attributeAgreement(pairTags(a, b));
    expect(others).toEqual([]);
    expect(form).toMatchObject({
      category: 'quote',
      attribute: 'form',
      agreement: { value: 1 },
      alpha: { value: null, reason: 'noVariation' },
    });
    expect(form?.used).toHaveLength(1);
  });
});

describe('toAgreementTag', () => {
  it('takes a tag of the program with its creator as the annotator', () => {
    const own: Tag = {
      ...plainBody([{ start: 3, end: 9 }], 'quote'),
      id: 't',
      creator: 'A',
      created: '2026-01-01T00:00:00Z',
      modified: '2026-01-01T00:00:00Z',
    };
    expect(toAgreementTag(own)).toEqual(tag('A', 't', 'quote', 3, 9));
  });
});
