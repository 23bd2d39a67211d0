import { describe, expect, it } from 'vitest';

import { DOCCANO } from './doccano.ts';
import { PRODIGY } from './prodigy.ts';
import { SPACY } from './spacy.ts';
import {
  BORIS,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { testCodec, toInput, WRITE } from '../../testing/contract.ts';

const TEXT = 'a😀é “no” b';
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const file = (content: string | Uint8Array) => [{ path: 'a.jsonl', content }];

testCodec({
  codec: SPACY,
  carried: ({ fragments, category }, { articles }, articleId) =>
    fragments.map(({ start, end }) => ({
      text: articles.find(({ id }) => id === articleId)?.text,
      category,
      start,
      end,
    })),
  isLineFormat: true,
  mergesEqual: true,
  losses: [
    [
      'attributes, authors and parts',
      makeContent(makeArticle(TEXT), [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], { attributes: { quoteType: 'direct' } }),
        makeTag(
          TEXT,
          2,
          [
            { start: 0, end: 1 },
            { start: 3, end: 4 },
          ],
          { creator: BORIS.id },
        ),
      ]),
      [
        { kind: 'attributes', count: 1 },
        { kind: 'authors', count: 2 },
        { kind: 'times', count: 2 },
        { kind: 'ids', count: 2 },
        { kind: 'fragments', count: 1 },
        { kind: 'titles', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['a list of numbers in place of records', file('[1, 2]'), 'malformed'],
    ['nesting without end', file('{"text":' + '['.repeat(5000)), 'unsafe'],
  ],
  leavesOut: [
    [
      'spans that cannot be',
      file(
        line({
          text: TEXT,
          spans: [
            { start: 4, end: 8, label: 'Quote' },
            { start: 4, end: 99, label: 'Quote' },
            { start: '4.5', end: 8, label: 'Quote' },
            { start: 4, end: 8 },
            'Quote',
          ],
        }),
      ),
      1,
      /beyond the end.*\n.*whole numbers.*\n.*category.*\n.*neither a position nor words/u,
    ],
    ['a line without a text', file(`${line({ spans: [{}] })}${line({ text: TEXT })}`), 0, /empty/u],
  ],
});

describe('spaCy', () => {
  it('counts in code points', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 2587, end: 2597 }], { category: 'claim' })];
    const [written] = SPACY.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS).files;
    expect(JSON.parse(written?.content as string)).toEqual({
      text: SEED_001,
      codebook: 'test 1.2.0',
      spans: [{ start: 2583, end: 2593, label: 'Claim (checkable)' }],
    });
  });

  it('says that fields of others are not understood', () => {
    const value = {
      text: TEXT,
      spans: [{ start: 0, end: 1, label: 'Quote', kb_id: 'Q1' }],
      cats: { NEWS: 1, SPORT: 0 },
    };
    expect(SPACY.read?.(toInput(file(line(value))), TOOLS)).toMatchObject({
      value: {
        ignored: [
          { kind: 'text-labels', count: 1, names: { NEWS: 1 } },
          { kind: 'unknown', count: 1, names: { kb_id: 1 } },
        ],
      },
    });
  });

  it.each([
    ['doccano', DOCCANO, { text: TEXT, label: [[0, 1, 'Quote']] }],
    ['Prodigy', PRODIGY, { text: TEXT, spans: [], answer: 'accept' }],
    ['spaCy', SPACY, { text: TEXT, spans: [] }],
  ])('tells a line of %s from the others', (_, codec, value) => {
    const files = toInput(file(line(value)));
    for (const each of [DOCCANO, PRODIGY, SPACY]) {
      if (each === codec) expect(each.recognise(files)).toBeGreaterThanOrEqual(0.9);
      else expect(each.recognise(files)).toBeLessThan(0.3);
    }
  });
});
