import { describe, expect, it } from 'vitest';

import { testCodec, toInput, WRITE } from '../../testing/contract.ts';
import {
  BORIS,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { DOCCANO } from './doccano.ts';

const TEXT = 'a😀é “no” b';
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const file = (content: string | Uint8Array) => [{ path: 'a.jsonl', content }];

testCodec({
  codec: DOCCANO,
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
      'what only a tag of ours has',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
          note: 'see',
          attributes: { quoteType: 'direct' },
        }),
        makeTag(
          TEXT,
          2,
          [
            { start: 0, end: 1 },
            { start: 3, end: 4 },
          ],
          { creator: BORIS.id },
        ),
        makeTag(TEXT, 3, [{ start: 5, end: 9 }], { creator: BORIS.id }),
      ]),
      [
        { kind: 'attributes', count: 1 },
        { kind: 'notes', count: 1 },
        { kind: 'authors', count: 3 },
        { kind: 'times', count: 3 },
        { kind: 'ids', count: 3 },
        { kind: 'fragments', count: 1 },
        { kind: 'duplicates', count: 1 },
        { kind: 'titles', count: 1 },
        { kind: 'article-details', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['UTF-16', file(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])), 'unreadable'],
    ['nesting without end', file('{"text":' + '['.repeat(5000)), 'unsafe'],
    ['a name that objects own', file('{"text":"a","__proto__":{}}'), 'unsafe'],
    ['something that is not JSON', file('# a\n'), 'unreadable'],
  ],
  leavesOut: [
    [
      'positions that cannot be',
      file(
        line({
          text: TEXT,
          label: [
            [0, 1, 'Quote'],
            [-1, 1, 'Quote'],
            [1, 0, 'Quote'],
            [0, 99, 'Quote'],
            [0.5, 1, 'Quote'],
            ['0.5', 1, 'Quote'],
            [0, 2, null],
            'Quote',
          ],
        }),
      ),
      1,
      /before the text.*\n.*ends at 0.*\n.*beyond the end.*\n.*whole numbers/u,
    ],
    [
      'a line that is cut',
      file(`${line({ text: TEXT, label: [[0, 1, 'Quote']] })}{"text":`),
      1,
      /middle/u,
    ],
    [
      'a line of another kind',
      file(`${line({ text: TEXT, label: [[0, 1, 'Quote']] })}[1]\n`),
      1,
      /object/u,
    ],
    [
      'a label that cannot be read',
      file(
        line({
          text: TEXT,
          label: [
            [0, 1, '\u200b'],
            [2, 3, 'Quote'],
          ],
        }),
      ),
      1,
      /category/u,
    ],
  ],
});

describe('doccano', () => {
  it('counts in code points', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }])];
    const [written] = DOCCANO.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS).files;
    expect(JSON.parse(written?.content as string)).toEqual({
      text: SEED_001,
      codebook: 'test 1.2.0',
      label: [[1218, 1253, 'Quote']],
    });
  });

  it.each([
    ['labels', { text: TEXT, labels: [[4, 8, 'Quote']] }],
    [
      'entities',
      {
        text: TEXT,
        entities: [{ id: 1, label: 'Quote', start_offset: 4, end_offset: 8 }],
        relations: [],
      },
    ],
    [
      'entities of documents that brat shows',
      { text: TEXT, entities: [['T1', 'Quote', [[4, 8]]]] },
    ],
  ])('reads %s', (_, value) => {
    const read = DOCCANO.read?.(toInput(file(line(value))), TOOLS);
    expect(read).toMatchObject({
      ok: true,
      value: { articles: [{ tags: [{ label: 'Quote', fragments: [{ start: 4, end: 8 }] }] }] },
    });
  });

  it('takes the labels of every field, and says what it does not read', () => {
    const value = {
      id: 7,
      text: TEXT,
      label: [],
      entities: [{ id: 1, label: 'Quote', start_offset: 4, end_offset: 8 }],
      Comments: ['Is it?'],
      meta: {},
      source: '',
    };
    const whole = { text: TEXT, label: 'positive', Comments: [] };
    const read = DOCCANO.read?.(toInput(file(line(value) + line(whole))), TOOLS);
    expect(read).toMatchObject({
      ok: true,
      value: {
        articles: [{ tags: [{ label: 'Quote' }] }, { tags: [] }],
        ignored: [
          { kind: 'comments', count: 1 },
          { kind: 'text-labels', count: 1, names: { positive: 1 } },
        ],
      },
    });
  });

  it('says which line is not in UTF-8', () => {
    const bytes = [...new TextEncoder().encode(line({ text: 'a', label: [] })), 0x22, 0xff, 0x22];
    const read = DOCCANO.read?.(toInput(file(new Uint8Array(bytes))), TOOLS);
    expect(read).toMatchObject({
      value: { refused: [{ place: 'a.jsonl, line 2', reason: 'The line is not in UTF-8.' }] },
    });
  });

  it('says that links are not read', () => {
    const read = DOCCANO.read?.(
      toInput(file(line({ text: TEXT, entities: [], relations: [{}] }))),
      TOOLS,
    );
    expect(read).toMatchObject({ value: { ignored: [{ kind: 'links', count: 1 }] } });
  });
});
