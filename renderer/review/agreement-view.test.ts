import { describe, expect, it } from 'vitest';

import type { AgreementTag } from '#core/agreement/agreement-tag.ts';
import { computeAgreement, type AgreementArticle } from '#core/agreement/report.ts';
import type { Figure } from '#core/agreement/figure.ts';

import {
  agreementLine,
  countLabel,
  figureCell,
  foundRows,
  listedItems,
  matchesByArticle,
  namedRows,
  requestedRows,
  shownNames,
} from './agreement-view.ts';

const tag = (
  annotator: string,
  id: string,
  start: number,
  end: number,
  category = 'quote',
): AgreementTag => ({ annotator, id, category, fragments: [{ start, end }], attributes: {} });

const article = (id: string, tags: readonly AgreementTag[]): AgreementArticle => ({
  id,
  length: 1000,
  annotators: ['a', 'b', 'c'],
  tags,
  boilerplate: [],
});

/** Eleven quotes that a and b share, one with another end, a claim of a alone; c has one quote. */
const SAME = Array.from({ length: 11 }, (_, n): [number, number] => [n * 20, n * 20 + 10]);
const ARTICLES = [
  article('one', [
    ...SAME.flatMap(([start, end], n) => [
      tag('a', `a${n}`, start, end),
      tag('b', `b${n}`, start, n === 0 ? end + 3 : end),
    ]),
    tag('c', 'c0', 0, 10),
  ]),
  article('two', [tag('a', 'x', 5, 9, 'claim')]),
];
const reportOn = (annotators: readonly string[]) =>
  computeAgreement({
    annotators,
    articles: ARTICLES,
    categories: ['quote', 'claim', 'framing'],
    measures: ['characterKappa', 'kuAlpha', 'partialF1'],
  });
const report = reportOn(['a', 'b']);
const [pair] = report.pairs;
if (!pair) throw new Error('There is one pair.');
const columns = [...pair.pooled.byCategory.slice(0, 2), pair.pooled.all];
const label = (id: string): string => id.toUpperCase();

const figure = (one: Partial<Figure>): Figure =>
  ({ value: 0.5, n: 20, of: 20, tooFew: false, items: [], leftOut: [], ...one }) as Figure;

describe('figureCell', () => {
  it.each([
    ['a number with what it rests on', {}, { value: '0.50', basis: 'on 20' }],
    ['what was left out', { of: 23 }, { value: '0.50', basis: 'on 20 of 23' }],
    ['a minus sign', { value: -0.25 }, { value: '−0.25' }],
    [
      'words for too few items',
      { n: 1, tooFew: true },
      { words: 'Too few to interpret (1 item).' },
    ],
    [
      'the reason where there is no value',
      { value: null, reason: 'noTags', tooFew: true },
      { words: 'There are no tags to compare.' },
    ],
  ] as const)('gives %s', (_, one, cell) => {
    expect(figureCell(figure(one as Partial<Figure>))).toMatchObject(cell);
  });
});

describe('the rows of a pair', () => {
  it('puts what was found beside how it was named, column by column', () => {
    const [exact, overlap, distance] = foundRows(columns);
    expect(exact?.cells[0]).toEqual({ type: 'value', value: '0.91', basis: 'on 11' });
    expect(overlap?.cells[0]).toMatchObject({ value: '1.00' });
    expect(distance?.cells[0]).toMatchObject({ value: '0.3' });
    expect(exact?.cells[1]).toEqual({ type: 'words', words: 'Too few to interpret (1 item).' });
    const [cu] = namedRows(columns, label);
    expect(cu?.cells.slice(0, 2)).toEqual([null, null]);
  });

  it('has a row of every measure asked for, and of no other', () => {
    const rows = requestedRows(columns, ['characterKappa', 'partialF1', 'kuAlpha']);
    expect(rows.map((row) => row.label)).toEqual([
      'Partial F1',
      'Cohen’s κ of characters',
      '(k)u-α',
    ]);
    expect(requestedRows(columns, [])).toEqual([]);
  });

  it('names counts by the two people', () => {
    expect(countLabel('only-a', 'me', 'Anna')).toBe('Only me');
    expect(countLabel('merged', 'me', 'Anna')).toBe('Part of a longer tag by Anna');
  });
});

describe('listedItems', () => {
  it('has the tags of both people and the articles, by annotator and id', () => {
    const listed = listedItems(pair, pair.pooled.all.counts.boundary, 'other boundaries');
    expect(listed).toMatchObject({ words: 'other boundaries', count: 1, articles: ['one'] });
    expect([...listed.tags]).toHaveLength(2);
    const alone = listedItems(pair, pair.pooled.all.counts['only-a'], 'only me');
    expect(alone).toMatchObject({ count: 1, articles: ['two'] });
    expect([...alone.tags]).toHaveLength(1);
  });
});

describe('matchesByArticle', () => {
  it('counts in every article that both have read', () => {
    expect(matchesByArticle(pair).map(({ article: id, words }) => [id, words])).toEqual([
      ['one', '11 of 11 match (100 %)'],
      ['two', '0 of 1 match (0 %)'],
    ]);
    expect(matchesByArticle({ articles: ['three'], items: [] })).toEqual([
      { article: 'three', items: [], words: 'nobody tagged any' },
    ]);
  });
});

describe('agreementLine', () => {
  it('says category by category what matches, without those that nobody used', () => {
    expect(agreementLine(report.pairs, label)).toBe(
      'QUOTE: 11 of 11 match (100 %). CLAIM: 0 of 1 match (0 %)',
    );
  });

  it('says from where to where it reaches among three people', () => {
    expect(agreementLine(reportOn(['a', 'b', 'c']).pairs, label)).toBe(
      'QUOTE: 9 to 100 % match between two. CLAIM: 0 % match between two',
    );
    expect(agreementLine([], label)).toBe('');
  });
});

describe('shownNames', () => {
  it('gives others letters where names are hidden, and says me of oneself', () => {
    const people = [
      { id: 'self', name: 'Eva' },
      { id: 'p', name: 'Anna' },
      { id: 'q', name: 'Bert' },
    ];
    expect([...shownNames(people, 'self', true).values()]).toEqual([
      'me',
      'Annotator A',
      'Annotator B',
    ]);
    expect([...shownNames(people, 'self', false).values()]).toEqual(['me', 'Anna', 'Bert']);
  });
});
