import { describe, expect, it } from 'vitest';

import { placeContent } from '../placing/place.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseComment,
  type LooseDecision,
  type LooseTag,
} from '../content/loose.ts';
import { plainTag } from '../formats/lines/labelled-spans.ts';
import { ANNA, BORIS, CODEBOOK, TOOLS } from '../testing/contents.ts';

const TEXT = 'He said “no” and left.';

const decision = (more: Partial<LooseDecision>): LooseDecision => ({
  place: 'decision',
  id: null,
  about: ['one', 'two'],
  kept: ['two'],
  passage: null,
  verdict: 'keep',
  reason: 'too long',
  note: '',
  reviewer: BORIS,
  decided: '2026-02-01T00:00:00.000Z',
  ...more,
});

const comment = (more: Partial<LooseComment>): LooseComment => ({
  place: 'comment',
  id: 'c1',
  about: 'one',
  parent: null,
  text: 'Why?',
  contests: false,
  author: ANNA,
  created: '2026-02-02T00:00:00.000Z',
  modified: null,
  ...more,
});

function assemble(article: Partial<LooseArticle>) {
  const tags = [
    { ...plainTag('tag 1', 8, 12, 'Quote'), id: 'one', author: ANNA },
    { ...plainTag('tag 2', 8, 12, 'Quote'), id: 'two', author: BORIS },
    { ...plainTag('tag 3', 8, 99, 'Quote'), id: 'three', author: BORIS },
  ];
  return placeContent(
    {
      ...NOTHING_READ,
      articles: [
        {
          place: 'article',
          text: TEXT,
          sha256: null,
          details: {},
          unit: 'utf-16',
          boilerplate: [],
          tags,
          ...article,
        },
      ],
    },
    { codebook: CODEBOOK, tools: TOOLS },
  );
}

describe('What a file says of tags', () => {
  it('is put to the tags that were made of the file’s own', () => {
    const { reviews, sets } = assemble({
      decisions: [decision({ id: 'd1' })],
      comments: [
        comment({ about: 'd1', contests: true }),
        comment({ id: 'c2', about: 'd1', parent: 'c1', author: BORIS }),
      ],
    });
    const [anna, boris] = sets.map(({ annotator, annotations }) => ({
      annotator,
      id: annotations[0]?.id,
    }));
    const [review] = reviews;
    expect(review?.decisions).toMatchObject([
      { reviewer: BORIS.id, kept: [boris], reason: 'too long', verdict: 'keep' },
    ]);
    expect(review?.decisions[0]?.about.map(({ annotation }) => annotation.id)).toEqual([
      anna?.id,
      boris?.id,
    ]);
    const about = { type: 'decision', id: review?.decisions[0]?.id };
    expect(review?.comments).toMatchObject([
      { about, parent: null, contests: true, author: ANNA.id },
      { about, parent: review?.comments[0]?.id, author: BORIS.id },
    ]);
  });

  it('may be about a passage', () => {
    const passage = { start: 0, end: 2, exact: 'He' };
    const { reviews } = assemble({
      decisions: [decision({ about: [], kept: [], passage, verdict: 'nothing-here' })],
    });
    expect(reviews[0]?.decisions).toMatchObject([{ passage: { start: 0, end: 2, exact: 'He' } }]);
  });

  it.each<[string, Partial<LooseArticle>, RegExp]>([
    [
      'a tag that was refused',
      { decisions: [decision({ about: ['three'] })] },
      /^No tag that it is about could be placed: why is said of each of them\.$/u,
    ],
    [
      'a tag that the file does not have',
      { decisions: [decision({ about: ['four'] })] },
      /^No tag that it is about is in the file\.$/u,
    ],
    [
      'a refused tag, as a comment',
      { comments: [comment({ about: 'three' })] },
      /^What it is about could not be placed/u,
    ],
    [
      'words that are not there',
      { decisions: [decision({ passage: { start: 0, end: 2, exact: 'It' } })] },
      /words are not/u,
    ],
    ['something unknown', { comments: [comment({ about: 'four' })] }, /not in the file/u],
    ['nothing', { comments: [comment({ text: ' ' })] }, /empty/u],
    ['the same twice', { comments: [comment({}), comment({})] }, /twice/u],
    ['the same decision twice', { decisions: [decision({}), decision({})] }, /twice/u],
  ])('is refused by itself where it is about %s', (_, article, reason) => {
    const { refused, read, sets } = assemble(article);
    expect(refused.at(-1)).toMatchObject({
      reason: expect.stringMatching(reason) as string,
      tags: 0,
    });
    expect([read, sets.length]).toEqual([3, 2]);
  });
});

describe('Details of an article', () => {
  it('keeps a date that is not clear as it is written, and says so', () => {
    const { articles, ignored } = assemble({ details: { published: '03/04/2025' } });
    expect(articles[0]?.details.published).toBe('03/04/2025');
    expect(ignored).toContainEqual({ kind: 'dates', count: 1, names: { '03/04/2025': 1 } });
    expect(assemble({ details: { published: '20 Aug 2025' } }).ignored).toEqual([]);
  });

  it('makes a title whole of which an earlier version kept a part', () => {
    const whole = `${'He said “no” and left, '.repeat(6)}and nobody knows why.`;
    const cut = `${'He said “no” and left, '.repeat(3)}He said “no” and…`;
    const [article] = assemble({ text: whole, tags: [], details: { title: cut } }).articles;
    expect(article?.details.title).toBe(whole);
  });

  it('are those of all places that a file has the article in, the first one first', () => {
    const [sha256, unit] = [null, 'utf-16'] as const;
    const mention = (details: LooseArticle['details'], more = {}): LooseArticle => ({
      ...{ place: 'article', text: TEXT, sha256, details, unit, boilerplate: [], tags: [] },
      ...more,
    });
    const sources = [{ name: 'a.txt', encoding: 'utf-8' as const, bom: false, bytesSha256: '' }];
    const { articles, ignored } = placeContent(
      {
        ...NOTHING_READ,
        articles: [
          mention({ outlet: 'The Paper', url: null }),
          mention({ title: 'A title', outlet: 'Another', event: 'none' }, { sources }),
          mention({ title: 'Another', url: 'https://example.org/', event: 'none' }),
        ],
      },
      { codebook: CODEBOOK, tools: TOOLS },
    );
    const [article] = articles;
    expect(article?.details).toMatchObject({
      ...{ title: 'A title', outlet: 'The Paper', url: 'https://example.org/', event: null },
    });
    expect(article?.sources).toEqual(sources);
    expect(ignored).toEqual([{ kind: 'article-details', count: 1 }]);
  });

  it('are left out and counted where an article cannot have them', () => {
    const { articles, ignored } = assemble({
      details: { title: 'x'.repeat(1001), outlet: 'The Paper', event: 'none' },
    });
    expect(articles[0]?.details).toMatchObject({ title: TEXT, outlet: 'The Paper', event: null });
    expect(ignored).toEqual([{ kind: 'article-details', count: 1 }]);
  });
});

it('Values of attributes that have no name or a second one are counted, not dropped in silence', () => {
  const tag = plainTag('tag 1', 8, 12, 'Quote');
  const attributes = { constructor: 'a', '…': 'b', speaker: 'Anna', Speaker: 'Bert', empty: '' };
  const attributeSpans = { '…': { start: 0, end: 2, exact: null } };
  const { sets, ignored } = assemble({ tags: [{ ...tag, attributes, attributeSpans }] });
  expect(sets[0]?.annotations[0]?.attributes).toEqual({ speaker: 'Anna' });
  expect(ignored).toEqual([
    { kind: 'attributes', count: 3 },
    { kind: 'attribute-spans', count: 1 },
  ]);
});

describe('Words without a position', () => {
  const text = 'He said “no” and she said “yes”.';
  const tagOf = (...words: readonly string[]) => ({
    ...plainTag('tag 1', 0, 1, 'Quote'),
    fragments: words.map((exact) => ({ start: null, end: null, exact })),
  });

  it.each([
    ['one place are placed there', ['“no”'], [[8, 12]]],
    [
      'one place each are parts in the order of the text',
      ['“yes”', '“no”'],
      [
        [8, 12],
        [26, 31],
      ],
    ],
  ])('that stand in %s', (_, words, places) => {
    const { sets, refused } = assemble({ text, tags: [tagOf(...words)] });
    expect(refused).toEqual([]);
    expect(sets).toMatchObject([
      {
        annotations: [{ fragments: places.map(([start, end]) => ({ start, end })) }],
        misplaced: [],
      },
    ]);
  });

  const spaced = 'La gare\u00a0: 24\u2009000 per\u00adsonnes, dit\u202fil\u3000hier.';

  it.each([
    ['no-break space', 'gare : 24', 'gare\u00a0: 24'],
    ['thin space', '24 000', '24\u2009000'],
    ['soft hyphen', 'personnes,', 'per\u00adsonnes,'],
    ['narrow no-break space', 'dit il', 'dit\u202fil'],
    ['ideographic space', 'il hier', 'il\u3000hier'],
    ['several of them', '24 000 personnes, dit il hier.', spaced.slice(10)],
  ])('that stand in one place, where the text has a %s, are placed there', (_, words, exact) => {
    const { sets, positions } = assemble({ text: spaced, tags: [tagOf(words)] });
    expect(sets).toMatchObject([{ annotations: [{ fragments: [{ exact }] }], misplaced: [] }]);
    expect(positions).toMatchObject({ lookSame: 1, byWords: 0 });
  });

  it('that look the same in several places are kept for a person', () => {
    const { sets } = assemble({
      text: 'He\u00a0said so. He\u202fsaid no.',
      tags: [tagOf('He said')],
    });
    expect(sets).toMatchObject([{ annotations: [], misplaced: [{ place: 'tag 1' }] }]);
  });

  it.each([
    ['several places are proposed', 'said', { score: 1, rivals: 1 }],
    ['no place are kept without one', 'perhaps', null],
  ])('that stand in %s', (_, words, proposal) => {
    const { sets, refused } = assemble({ text, tags: [tagOf(words)] });
    expect(refused).toEqual([]);
    expect(sets).toMatchObject([
      {
        annotations: [],
        misplaced: [{ problem: { type: 'no-position', exact: words }, proposal }],
      },
    ]);
  });
});

describe('A tag that is not sound in itself is refused', () => {
  const span = (start: number, end: number, exact: string | null = null) => ({ start, end, exact });

  it.each([
    ['without a position and words', [{ start: null, end: null, exact: '' }], /neither/u],
    ['before the text', [span(-1, 2, 'He')], /before the text/u],
    ['that ends where it begins', [span(2, 2, 'He')], /begins and ends at 2: no words/u],
    ['that ends before it begins', [span(2, 1, 'He')], /ends at 1, before it begins: 2/u],
    ['of overlapping parts', [span(0, 5), span(3, 7)], /overlap/u],
    ['of overlapping parts with other words', [span(0, 5, 'x'), span(3, 7, 'y')], /overlap/u],
    ['beyond the text and without words', [span(8, 99)], /beyond the end/u],
  ])('%s', (_, fragments, reason) => {
    const tag = { ...plainTag('tag 1', 0, 1, 'Quote'), fragments };
    const { sets, refused } = assemble({ tags: [tag] });
    expect([sets, refused.length]).toEqual([[], 1]);
    expect(refused[0]?.reason).toMatch(reason);
  });

  it('whose label can name nothing', () => {
    const { refused } = assemble({ tags: [plainTag('tag 1', 0, 2, ' ')] });
    expect(refused[0]?.reason).toMatch(/cannot be the name of a category/u);
  });
});

it('A position inside a character is proposed with the whole character', () => {
  const text = 'A 👍🏽 for it.';
  const { sets } = assemble({ text, tags: [plainTag('tag 1', 2, 4, 'Quote')] });
  expect(sets).toMatchObject([
    {
      annotations: [],
      misplaced: [
        { problem: { type: 'splits-character' }, proposal: { fragments: [{ start: 2, end: 6 }] } },
      ],
    },
  ]);
});

it('Tags of one id in two articles are two tags', () => {
  const tag = { ...plainTag('tag 1', 0, 2, 'Quote'), id: '00000000-0000-4000-8000-000000000001' };
  const article: LooseArticle = {
    ...{ place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [], tags: [tag] },
    unit: 'utf-16',
  };
  const { sets, refused } = placeContent(
    { ...NOTHING_READ, articles: [article, { ...article, text: `${TEXT} More.` }, article] },
    { codebook: CODEBOOK, tools: TOOLS },
  );
  expect(sets.map(({ annotations }) => annotations.length)).toEqual([1, 1]);
  expect(refused).toMatchObject([{ reason: 'It is there twice.', tags: 1 }]);
});

describe('A text that a file has several times', () => {
  const record = (more: Partial<LooseTag> = {}): LooseArticle => ({
    ...{ place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [] },
    unit: 'utf-16',
    tags: [{ ...plainTag('tag', 8, 12, 'Quote'), ...more }],
  });
  const placed = (...articles: LooseArticle[]) =>
    placeContent({ ...NOTHING_READ, articles }, { codebook: CODEBOOK, tools: TOOLS });

  it('has a tag once that is there in each of them, and it is counted as the same', () => {
    const { sets, refused, ignored, read } = placed(record(), record(), record());
    expect(sets.map(({ annotations }) => annotations.length)).toEqual([1]);
    expect(refused).toEqual([]);
    expect(ignored).toEqual([{ kind: 'duplicates', count: 2 }]);
    expect(read).toBe(1);
  });

  it('keeps no second tag in one place that says something else, and refuses it', () => {
    const { sets, refused } = placed(record(), record({ note: 'another' }));
    expect(sets.map(({ annotations }) => annotations.length)).toEqual([1]);
    expect(refused).toMatchObject([{ reason: 'It is there twice.', tags: 1 }]);
  });
});
