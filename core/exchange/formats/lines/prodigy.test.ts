import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CodePointMap } from '../../../text/code-points.ts';
import { placeContent } from '../../placing/place.ts';
import { PRODIGY } from './prodigy.ts';
import { WRONG_POSITIONS } from './token-words.ts';
import {
  ANNA,
  anyContent,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { nameOf, testCodec, toInput, WRITE } from '../../testing/contract.ts';

const TEXT = 'a😀é “no” b';
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const file = (content: string | Uint8Array) => [{ path: 'a.jsonl', content }];

interface Task {
  readonly text: string;
  readonly tokens: readonly { text: string; start: number; end: number; ws: boolean }[];
  readonly spans: readonly {
    start: number;
    end: number;
    token_start: number;
    token_end: number;
  }[];
}

const tasksOf = (files: readonly { content: string | Uint8Array }[]): Task[] =>
  files.flatMap(({ content }) =>
    (content as string)
      .split('\n')
      .slice(0, -1)
      .map((each) => JSON.parse(each) as Task),
  );

testCodec({
  codec: PRODIGY,
  // Tags of one person with the same place and category are written once.
  carried: ({ fragments, category, creator }, content, articleId) =>
    fragments.map(({ start, end }) => ({
      text: content.articles.find(({ id }) => id === articleId)?.text,
      category,
      start,
      end,
      author: nameOf(content, creator),
    })),
  isLineFormat: true,
  mergesEqual: true,
  losses: [
    [
      'notes, times, ids and parts, and tags that differ in nothing that it has',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
          note: 'see',
          confidence: 'low',
          attributes: { quoteType: 'direct' },
        }),
        makeTag(TEXT, 2, [{ start: 5, end: 9 }]),
        makeTag(
          TEXT,
          3,
          [
            { start: 5, end: 9 },
            { start: 0, end: 1 },
          ],
          { creator: BORIS.id },
        ),
      ]),
      [
        { kind: 'notes', count: 1 },
        { kind: 'confidence', count: 1 },
        { kind: 'author-ids', count: 3 },
        { kind: 'times', count: 3 },
        { kind: 'ids', count: 3 },
        { kind: 'fragments', count: 1 },
        { kind: 'duplicates', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['something that is not JSON', file('text,spans\n'), 'unreadable'],
    ['nesting without end', file('{"text":' + '['.repeat(5000)), 'unsafe'],
  ],
  leavesOut: [
    [
      'a span whose words are others',
      file(
        line({
          text: TEXT,
          spans: [
            { start: 4, end: 8, label: 'Quote', text: '“no”' },
            { start: 0, end: 1, label: 'Quote', text: 'b' },
          ],
          answer: 'accept',
        }),
      ),
      1,
      /does not have the words “b” at this tag’s position/u,
    ],
  ],
});

describe('Prodigy', () => {
  it('counts in code points and says which tokens a span covers', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }])];
    const { files } = PRODIGY.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS);
    const [task] = tasksOf(files);
    expect(task?.spans).toEqual([
      {
        start: 1218,
        end: 1253,
        label: 'Quote',
        token_start: expect.any(Number) as number,
        token_end: expect.any(Number) as number,
      },
    ]);
    const [{ token_start: from = 0, token_end: to = 0 } = {}] = task?.spans ?? [];
    expect(task?.tokens.slice(from, to + 1).map(({ text }) => text)).toEqual(
      '“ just , credible and durable peace . ”'.split(' '),
    );
    expect(task).toMatchObject({
      _view_id: 'spans_manual',
      _annotator_id: ANNA.name,
      answer: 'accept',
      meta: { title: 'A title', codebook: 'test 1.2.0' },
    });
  });

  it('writes tokens that make up the text, and no span that ends inside one', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        for (const { text, tokens, spans } of tasksOf(PRODIGY.write(content, WRITE, TOOLS).files)) {
          expect(tokens.map((token) => `${token.text}${token.ws ? ' ' : ''}`).join('')).toBe(text);
          const characters = [...text];
          for (const token of tokens) {
            expect(characters.slice(token.start, token.end).join('')).toBe(token.text);
          }
          for (const { start, end, token_start, token_end } of spans) {
            expect([tokens[token_start]?.start, tokens[token_end]?.end]).toEqual([start, end]);
          }
        }
      }),
    );
  });

  it('keeps attributes, details and two people of one name', () => {
    const tags = [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { attributes: { speaker: 'A “b”' } }),
      makeTag(TEXT, 2, [{ start: 0, end: 1 }], { creator: BORIS.id }),
    ];
    const content = makeContent(makeArticle(TEXT, { url: 'https://a.example/' }), tags, {
      annotators: [ANNA, { ...BORIS, name: ANNA.name }],
    });
    const read = PRODIGY.read?.(toInput(PRODIGY.write(content, WRITE, TOOLS).files), TOOLS);
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(back.annotators.map(({ name }) => name).sort()).toEqual(['Anna Berg', 'Anna Berg (2)']);
    expect(back.articles[0]?.details).toMatchObject({
      title: 'A title',
      url: 'https://a.example/',
    });
    const attributes = back.sets.flatMap((set) => set.annotations.map((each) => each.attributes));
    expect(attributes).toContainEqual({ speaker: 'A “b”' });
  });

  it('reads a line whose tokens show that it counts in UTF-16 as it counts', () => {
    const content = makeContent(makeArticle(SEED_001), [
      makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }]),
    ]);
    const [task] = tasksOf(PRODIGY.write(content, WRITE, TOOLS).files);
    const map = new CodePointMap(SEED_001);
    const inUtf16 = <T extends { start: number; end: number }>(list: readonly T[]): T[] =>
      list.map((each) => ({ ...each, start: map.toUtf16(each.start), end: map.toUtf16(each.end) }));
    const wrong = {
      ...task,
      tokens: inUtf16(task?.tokens ?? []),
      spans: inUtf16(task?.spans ?? []),
    };
    const read = PRODIGY.read?.(toInput(file(line(wrong))), TOOLS);
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(back.sets[0]?.annotations).toMatchObject([{ fragments: [{ start: 1219, end: 1254 }] }]);
  });

  it('places by the words of its tokens what was counted in a text with other white space', () => {
    const text = 'They sailed, said Ann. “No,” said Bob, and Ann left.';
    const words = text.match(/\w+|[^\s\w]/gu) ?? [];
    let next = 0;
    const tokens = words.map((word, id) => {
      const start = next;
      next = start + word.length + 1;
      return { text: word, start, end: start + word.length, id, ws: true };
    });
    const spans = [4, 10, 14].map((id) => ({ ...tokens[id], label: 'Quote', token_start: id }));
    const read = PRODIGY.read?.(
      toInput(file(line({ text, tokens, spans, answer: 'accept' }))),
      TOOLS,
    );
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(
      back.sets.flatMap((set) => set.annotations.flatMap((each) => each.fragments)),
    ).toMatchObject([
      { exact: 'Ann', start: text.indexOf('Ann') },
      { exact: 'said', start: text.lastIndexOf('said') },
      { exact: 'Ann', start: text.lastIndexOf('Ann') },
    ]);
    expect(back.refused).toEqual([]);
    expect(back.ignored).toContainEqual({ kind: 'unknown', count: 3, what: WRONG_POSITIONS });
  });

  it('writes numbers in place of names', () => {
    const content = makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 0, end: 1 }])]);
    const { files } = PRODIGY.write(content, { ...WRITE, hideNames: true }, TOOLS);
    expect(files[0]?.content).toContain('"_annotator_id":"annotator 1"');
    expect(files[0]?.content).not.toContain(ANNA.name);
  });

  it.each([
    ['accept', []],
    ['reject', [{ verdict: 'keep', kept: [] }]],
    ['ignore', [{ verdict: 'defer', kept: [] }]],
  ])('reads the answer %s as what a reviewer says', (answer, decisions) => {
    const task = {
      text: TEXT,
      spans: [{ start: 0, end: 1, label: 'Quote', token_start: 0, token_end: 0 }],
      _input_hash: 1,
      _task_hash: -2,
      _session_id: 'news-anna',
      answer,
    };
    const read = PRODIGY.read?.(toInput(file(line(task))), TOOLS);
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(back.annotators).toMatchObject([{ name: 'news-anna' }]);
    expect(back.reviews.flatMap((review) => review.decisions)).toMatchObject(decisions);
  });
});
