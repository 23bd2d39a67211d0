import { describe, expect, it } from 'vitest';

import { Codebook } from '../../codebook/codebook.ts';
import { CLAIMREVIEW } from './claimreview.ts';
import type { ExchangeContent } from '../content/content.ts';
import { CODEBOOK, makeArticle, makeContent, makeTag, TOOLS } from '../testing/contents.ts';
import { testCodec, WRITE } from '../testing/contract.ts';

const TEXT = 'Taxes fell, he said. “Prices rose, too,” she said.';
const VERDICTS = Codebook.parse({
  ...CODEBOOK,
  categories: CODEBOOK.categories.map((category) =>
    category.id === 'claim'
      ? {
          ...category,
          attributes: [
            ...category.attributes,
            {
              id: 'verdict',
              label: 'Verdict',
              type: 'enum',
              required: false,
              values: [
                { id: 'unchecked', label: 'Unchecked' },
                { id: 'half_true', label: 'Half true' },
              ],
            },
          ],
        }
      : category,
  ),
});

const claim = makeTag(TEXT, 1, [{ start: 0, end: 10 }], {
  category: 'claim',
  attributes: { verdict: 'half_true', verdictNote: 'Only some.' },
});
const quoted = makeTag(TEXT, 2, [{ start: 22, end: 33 }], {
  category: 'claim',
  attributes: { verdict: 'unchecked' },
});
const quote = makeTag(TEXT, 3, [{ start: 21, end: 40 }], { attributes: { speaker: 'Ann “A”' } });
const longer = makeTag(TEXT, 4, [{ start: 0, end: 50 }], { attributes: { speaker: 'Bob' } });
const article = makeArticle(TEXT, { outlet: 'The Paper', url: 'https://a.example/1' });
const content = makeContent(article, [claim, quoted, quote], { codebook: VERDICTS });

testCodec({
  codec: CLAIMREVIEW,
  carried: () => null,
  losses: [
    [
      'everything but claims, and what a draft has no place for',
      makeContent(
        article,
        [
          { ...claim, note: 'see', attributes: { ...claim.attributes, urgency: 'high' } },
          quoted,
          quote,
        ],
        { codebook: VERDICTS },
      ),
      [
        { kind: 'attributes', count: 1 },
        { kind: 'notes', count: 1 },
        { kind: 'authors', count: 2 },
        { kind: 'times', count: 2 },
        { kind: 'ids', count: 2 },
        { kind: 'article-text', count: 1 },
        { kind: 'other-categories', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
    [
      'the details of an article without a claim',
      makeContent(article, [quote]),
      [
        { kind: 'unused-articles', count: 1 },
        { kind: 'article-details', count: 1 },
        { kind: 'article-text', count: 1 },
        { kind: 'other-categories', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [],
  leavesOut: [],
});

const draftsOf = (each: ExchangeContent): unknown => {
  const [file] = CLAIMREVIEW.write(each, WRITE, TOOLS).files;
  return file === undefined ? null : JSON.parse(file.content as string);
};

describe('ClaimReview', () => {
  it('is one draft for each claim, with the article as where it appeared', () => {
    const appearance = [
      {
        '@type': 'CreativeWork',
        url: 'https://a.example/1',
        headline: 'A title',
        publisher: { '@type': 'Organization', name: 'The Paper' },
      },
    ];
    const isBasedOn = {
      '@type': 'DefinedTermSet',
      ...{ identifier: 'test', name: 'Quotes & “claims”', version: '1.2.0' },
    };
    expect(draftsOf(content)).toEqual([
      {
        '@context': 'https://schema.org',
        '@type': 'ClaimReview',
        claimReviewed: 'Taxes fell',
        itemReviewed: { '@type': 'Claim', appearance },
        reviewBody: 'Only some.',
        reviewRating: { '@type': 'Rating', alternateName: 'Half true' },
        isBasedOn,
      },
      {
        '@context': 'https://schema.org',
        '@type': 'ClaimReview',
        claimReviewed: 'Prices rose',
        itemReviewed: {
          '@type': 'Claim',
          author: { '@type': 'Person', name: 'Ann “A”' },
          appearance,
        },
        isBasedOn,
      },
    ]);
  });

  it.each([
    ['20 Aug 2025', { datePublished: '2025-08-20' }, 0],
    ['03/04/2025', {}, 1],
    ['yesterday', {}, 1],
  ])('gives a date of “%s” as %j, and counts one that is not clear', (published, date, count) => {
    const dated = makeContent(makeArticle(TEXT, { published }), [claim]);
    expect(draftsOf(dated)).toMatchObject([
      { itemReviewed: { appearance: [{ '@type': 'CreativeWork', headline: 'A title', ...date }] } },
    ]);
    const { losses } = CLAIMREVIEW.write(dated, WRITE, TOOLS);
    expect(losses.find(({ kind }) => kind === 'article-details')?.count ?? 0).toBe(count);
  });

  it('names the speaker of the shortest quote around a claim', () => {
    expect(draftsOf(makeContent(article, [claim, quoted, quote, longer]))).toMatchObject([
      { itemReviewed: { author: { name: 'Bob' } } },
      { itemReviewed: { author: { name: 'Ann “A”' } } },
    ]);
  });

  it('names the claimant of a claim before any speaker around it', () => {
    const attributes = { ...claim.attributes, claimant: 'Cem' };
    expect(draftsOf(makeContent(article, [{ ...claim, attributes }, longer]))).toMatchObject([
      { itemReviewed: { author: { name: 'Cem' } } },
    ]);
    const { losses } = CLAIMREVIEW.write(
      makeContent(article, [{ ...claim, attributes }], { codebook: VERDICTS }),
      WRITE,
      TOOLS,
    );
    expect(losses.map(({ kind }) => kind)).not.toContain('attributes');
  });

  it('writes no file where there is no claim', () => {
    expect(draftsOf(makeContent(article, [quote]))).toBeNull();
  });
});
