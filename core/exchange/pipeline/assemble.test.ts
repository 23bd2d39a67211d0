import { describe, expect, it } from 'vitest';

import { assembleContent } from './assemble.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseComment,
  type LooseDecision,
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
  return assembleContent(
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
    ['a tag that was refused', { decisions: [decision({ about: ['three'] })] }, /No tag/u],
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
