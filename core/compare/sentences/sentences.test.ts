import { describe, expect, it } from 'vitest';

import { compareEvent } from '../comparison/compare-event.ts';
import { articleOf, inputOf, samplesToCompare } from '../testing/compared.ts';
import { describeFinding } from './findings.ts';
import { leftOutInWords } from './names.ts';
import { oneTextInWords, sharedByPair, sharedInWords } from './passages.ts';
import { quoted } from './quoted.ts';
import { describeOffer } from './reasons.ts';
import { spliceInWords } from './splices.ts';

const samples = samplesToCompare();
const compared = compareEvent({
  ...samples,
  articles: samples.articles.map((article) => ({ ...article, outlet: article.title })),
});

describe('the samples in words', () => {
  it('say why each finding is one', () => {
    expect(compared.findings.map((finding) => describeFinding(compared, finding))).toEqual([
      'Splice: both words stand in the base in the other order; there “aggressive” belongs to “escalation”. Lavrov in both.',
      '000 has “clumsy and aggressive” in quotation marks; 001 has the same words without.',
      '003 has “a Road to Nowhere” in quotation marks in one place, and here without.',
      'Inside quotation marks 000 has other words than 002: “fact” is missing, “now proposed resolve questions” is missing, “issues” is put in, “proposed resolved” is put in.',
      'Inside quotation marks 003 has other words than 002: “unethical” is put in.',
      '001 names a body or state for these words, 003 a person.',
      '004 names a body or state for these words, 003 a person.',
      '002 has “over 30 nations” (at least that), 004 “30 countries” (no more and no less).',
    ]);
  });

  it.each([
    ['dead end', /^No common word; both Sergey Lavrov; both near “.+”\.$/u],
    [
      'clumsy and aggressive',
      /^Splice: both words stand in the base in the other order; .+ Both Lavrov\.$/u,
    ],
    ['“reliable”', /^One word, “reliable”; both (?:Sergei )?Lavrov; both near “.+”\.$/u],
  ])('say why “%s” is offered where it is', (words, expected) => {
    const item = compared.items.find((each) => each.words.includes(words));
    const [offer] = compared.offers[item?.index ?? -1] ?? [];
    if (!item || !offer) throw new Error('Nothing is offered.');
    expect(describeOffer(compared, item, offer)).toMatch(expected);
  });

  it('say what two articles share', () => {
    const pairs = sharedByPair(compared.passages).map((pair) => sharedInWords(compared, pair));
    expect(pairs).toContain(
      '002 and 004 share 80 words in runs of seven and more; 25 of them outside quotations.',
    );
    expect(oneTextInWords(compared, 2, 4)).toBeNull();
  });
});

it.each([
  [
    'clumsy and aggressive',
    'only aggressive escalation and rather clumsy attempts',
    'both words stand in the base in the other order; there “aggressive” belongs to “escalation”.',
  ],
  [
    'talks brought',
    'The talks in Geneva failed because nobody brought a plan',
    'both words stand in the base, with 5 words between.',
  ],
])('says of the splice “%s” of “%s” how it was made', (words, base, expected) => {
  expect(spliceInWords(words, base)).toBe(expected);
});

it('says that two versions are one text', () => {
  const text = Array.from({ length: 60 }, (_, at) => `word${String(at)}`).join(' ');
  const articles = [
    articleOf(text, { outlet: 'A' }),
    articleOf(`${text} and more`, { outlet: 'B' }),
  ];
  const begin = 'A and B are one text: 100 % of the words of the shorter one stand in the other. ';
  expect(oneTextInWords(compareEvent(inputOf(articles)), 1, 0)).toBe(
    `${begin}Their quotations are not compared with each other.`,
  );
  const asked = compareEvent(inputOf(articles, { comparesOneTexts: true }));
  expect(oneTextInWords(asked, 1, 0)).toBe(
    `${begin}Their quotations are compared with each other.`,
  );
});

it('quotes long words on one line, and says what was left out only where something was', () => {
  expect(quoted('a\n  b')).toBe('“a b”');
  expect(quoted('😀'.repeat(200))).toBe(`“${'😀'.repeat(120)}…”`);
  expect(leftOutInWords({ pairs: 0, passages: false, longQuotations: 0 })).toBe('');
  expect(leftOutInWords({ pairs: 1, passages: true, longQuotations: 2 })).toBe(
    'There are too many quotations to hold each against each: 1 pair with least in common was not looked at. Shared passages that stand in hundreds of places are not all listed. 2 quotations of more than 400 words were compared by the first and last 200.',
  );
});
