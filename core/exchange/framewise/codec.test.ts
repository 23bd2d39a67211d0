import { describe, expect, it } from 'vitest';

import { FRAMEWISE } from './codec.ts';
import { testCodec, toInput, WRITE } from '../testing/contract.ts';
import { makeArticle, makeContent, makeTag, TOOLS } from '../testing/contents.ts';

const TEXT = 'He said “no” and left.';
const file = (content: string | Uint8Array) => [{ path: 'a.json', content }];

testCodec({
  codec: FRAMEWISE,
  carried: ({ fragments, ...annotation }, _content, articleId) => ({
    ...annotation,
    articleId,
    fragments: fragments.map(({ start, end, exact }) => [start, end, exact]),
  }),
  losses: [
    [
      'nothing',
      makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 8, end: 12 }], { note: 'n' })]),
      [],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['a file that is cut', file('{"format": "framewise", "version": 2'), 'unreadable'],
    ['a newer version', file('{"format": "framewise", "version": 99}'), 'newer-version'],
    ['another format', file('{"format": "brat"}'), 'other-format'],
    ['nesting without end', file('{"format":' + '['.repeat(5000)), 'unsafe'],
    [
      'a field that nobody knows',
      file('{"format": "framewise", "version": 2, "x": 1}'),
      'malformed',
    ],
  ],
  leavesOut: [
    [
      'a tag whose words are elsewhere',
      file(
        (
          FRAMEWISE.write(
            makeContent(makeArticle(TEXT), [
              makeTag(TEXT, 1, [{ start: 8, end: 12 }]),
              makeTag(TEXT, 2, [{ start: 0, end: 2 }]),
            ]),
            { includeText: true, hideNames: false, exportedAt: '', generator: '' },
            // Writing needs nothing from outside.
            undefined as never,
          ).files[0]?.content as string
        ).replace('"exact": "He"', '"exact": "We"'),
      ),
      1,
      /does not have the words “We” at this tag’s position/u,
    ],
  ],
});

describe('A file of the program', () => {
  it('is known in whatever order its names are', () => {
    const tags = [makeTag(TEXT, 1, [{ start: 8, end: 12 }])];
    const [written] = FRAMEWISE.write(makeContent(makeArticle(TEXT), tags), WRITE, TOOLS).files;
    const value = JSON.parse(written?.content as string) as object;
    const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    for (const indent of [0, 2]) {
      const files = toInput(file(JSON.stringify(sorted, null, indent)));
      expect(FRAMEWISE.recognise(files)).toBe(1);
      expect(FRAMEWISE.read?.(files, TOOLS).ok).toBe(true);
    }
  });
});
