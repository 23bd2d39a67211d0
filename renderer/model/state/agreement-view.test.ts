import { describe, expect, it } from 'vitest';

import type { AgreementTag } from '#core/agreement/pairing/comparable-tag.ts';
import { computeAgreement, type AgreementArticle } from '#core/agreement/report/report.ts';
import { REQUESTED_MEASURES } from '#core/agreement/measures/measure-names.ts';
import type { Figure } from '#core/agreement/measures/figure.ts';
import { h } from '#core/agreement/report/page/html.ts';
import { referenceKey } from '#core/review/decision.ts';
import { reasonInWords } from '#core/agreement/report/words.ts';

import {
  agreementLine,
  countLabel,
  countRows,
  createReportLinks,
  figureCell,
  foundRows,
  groupRows,
  listedItems,
  listedTags,
  matchesByArticle,
  namedRows,
  publishedRows,
  requestedRows,
  shownNames,
  tagsOfAnybody,
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
    ['a number with what it rests on', {}, ['', '0.50', ' on 20 items']],
    ['what was left out', { of: 23 }, ['', '0.50', ' on 20 of 23 items']],
    ['a minus sign', { value: -0.25 }, ['', '−0.25', ' on 20 items']],
    [
      'words for too few items',
      { n: 1, of: 1, tooFew: true },
      ['Too few to interpret: ', '1 item', '.'],
    ],
    [
      'the reason where there is no value, with the items that give none',
      { value: null, reason: 'oneLabel', n: 2 },
      [`${reasonInWords('oneLabel')} On `, '2 items', '.'],
    ],
    [
      'the reason alone where there are none',
      { value: null, reason: 'noTags', n: 0, tooFew: true },
      [reasonInWords('noTags'), '', ''],
    ],
  ] as const)('gives %s', (_, one, [before, shown, after]) => {
    expect(figureCell(figure(one as Partial<Figure>))).toMatchObject({ before, shown, after });
  });

  it('says tags where tags are counted, and leads to what it used and what it left out', () => {
    const cell = figureCell(figure({ items: [1, 2], leftOut: [3] }), 'tag');
    expect(cell).toMatchObject({ after: ' on 20 tags', items: [1, 2], leftOut: [3] });
  });
});

describe('the rows of a pair', () => {
  it('puts what was found beside how it was named, column by column', () => {
    const [exact, overlap, distance] = foundRows(columns);
    expect(exact?.cells[0]).toMatchObject({ shown: '0.91', after: ' on 11 items' });
    expect(overlap?.cells[0]).toMatchObject({ shown: '1.00' });
    expect(distance?.cells[0]).toMatchObject({ shown: '0.27' });
    expect(exact?.cells[1]).toMatchObject({ before: 'Too few to interpret: ', shown: '1 item' });
    const [cu] = namedRows(columns, label);
    expect(cu?.cells.slice(0, 2)).toEqual([null, null]);
  });

  it('leads from every figure to the items it was computed from', () => {
    const { counts } = pair.pooled.all;
    const rows = [...foundRows(columns), ...requestedRows(columns, REQUESTED_MEASURES)];
    const ofAll = rows.map(({ label: measure, cells }) => [measure, cells[2]?.items]);
    expect(Object.fromEntries(ofAll)).toEqual({
      'Exact F1': counts.all,
      'Overlap F1': counts.all,
      'Mean boundary distance, characters': counts.both,
      '|u-α': counts.all,
      'Partial F1': counts.all,
      'Cohen’s κ of characters': counts.all,
      '(k)u-α': undefined,
    });
  });

  it('says of a figure on text that its tags only cover what it was computed from', () => {
    const what = [...foundRows(columns), ...requestedRows(columns, ['characterKappa', 'partialF1'])]
      .filter((row) => row.what !== row.label)
      .map((row) => row.label);
    expect(what).toEqual(['|u-α', 'Cohen’s κ of characters']);
  });

  it('counts tags in the rows of a group', () => {
    const { group } = reportOn(['a', 'b', 'c']);
    if (!group) throw new Error('Three are a group.');
    const [bar, cu] = groupRows([...group.pooled.byCategory.slice(0, 1), group.pooled.all], []);
    expect(bar?.cells[0]).toMatchObject({ after: ' on 23 tags' });
    expect(cu?.cells[0]).toBeNull();
    const tags = bar?.cells[0]?.items.flatMap((index) => group.tags[index] ?? []) ?? [];
    expect(listedTags(tags, 'all')).toMatchObject({ count: 23, noun: 'tag', articles: ['one'] });
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

  it('counts every kind of item in every column, and leads to those it counted', () => {
    const rows = countRows(columns, 'me', 'Anna');
    expect(
      rows.map(({ label: count, cells }) => [count, ...cells.map((cell) => cell?.shown)]),
    ).toEqual([
      ['All items', '11', '1', '12'],
      ['Found by both', '11', '0', '11'],
      ['Match: found by both under one name', '11', '0', '11'],
      ['The same in everything', '10', '0', '10'],
      ['Other boundaries', '1', '0', '1'],
      ['Other attributes', '0', '0', '0'],
      ['Another name', '0', '0', '0'],
      ['Only me', '0', '1', '1'],
      ['Only Anna', '0', '0', '0'],
      ['Part of a longer tag by me', '0', '0', '0'],
      ['Part of a longer tag by Anna', '0', '0', '0'],
    ]);
    expect(rows[7]).toMatchObject({ what: 'only me' });
    expect(rows[7]?.cells[2]?.items).toEqual(pair.pooled.all.counts['only-a']);
  });

  it('has what published work reports below the categories that it is of, or not at all', () => {
    const [row] = publishedRows(columns);
    expect(row?.cells.map((cell) => cell?.before)).toEqual([
      'good, α of tokens about 0.75.',
      'middling.',
      '–',
    ]);
    expect(publishedRows(columns.slice(2))).toEqual([]);
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

describe('the links of what the page of the report draws', () => {
  const scope = { owner: 3, key: '', about: ['All tags'] };

  it('lead to the items, and say what they are with hidden characters shown', () => {
    const links = createReportLinks();
    const link = links.link(scope, [4, 7], ['Cell ', h('bdi', {}, 'x\u202ey')], '2');
    if (link === null || typeof link !== 'object') throw new Error('It is a link.');
    expect(link).toMatchObject({ name: 'a', children: ['2'] });
    expect(links.targetOf(link.attributes.href ?? '')).toEqual({
      owner: 3,
      indexes: [4, 7],
      words: 'All tags, Cell x⟨U+202E⟩y',
    });
  });

  it('are none where there are no items', () => {
    expect(createReportLinks().link(scope, [], ['Cell'], '0')).toBe('0');
  });
});

describe('matchesByArticle', () => {
  it('counts in every article that both have read, category by category', () => {
    const rows = matchesByArticle(pair, ['quote', 'claim', null]);
    expect(rows.map(({ article: id, cells }) => [id, cells.map(({ words }) => words)])).toEqual([
      ['one', ['11 of 11', '', '11 of 11']],
      ['two', ['', '0 of 1', '0 of 1']],
    ]);
    expect(rows[1]?.cells[1]?.items).toEqual(pair.pooled.all.counts['only-a']);
    expect(matchesByArticle({ articles: ['three'], items: [] }, [null])).toEqual([
      { article: 'three', cells: [{ category: null, items: [], words: '' }] },
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

describe('tags of which only the ids are known', () => {
  it('are listed whoever made them, and counted once each', () => {
    const listed = tagsOfAnybody(['x', 'y'], 'one', [{ id: 'a' }, { id: 'b' }], 'clipped');
    expect(listed).toMatchObject({ words: 'clipped', count: 2, noun: 'tag', articles: ['one'] });
    expect([...listed.tags].sort()).toEqual(
      ['a', 'b']
        .flatMap((annotator) => ['x', 'y'].map((id) => referenceKey({ annotator, id })))
        .sort(),
    );
  });
});
