import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contestedDecisions, threadsOf, type Comment, type Thread } from './comment.ts';
import { uuid } from './testing/records.ts';

const [REVIEWER, AUTHOR] = [uuid(1, 1), uuid(1, 2)];
const DECISION = uuid(5, 1);

function comment(n: number, fields: Partial<Comment> = {}): Comment {
  const created = `2026-01-01T00:00:${String(n).padStart(2, '0')}.000Z`;
  return {
    id: uuid(6, n),
    about: { type: 'decision', id: DECISION },
    parent: null,
    author: AUTHOR,
    created,
    modified: created,
    text: `Comment ${n}.`,
    contests: false,
    ...fields,
  };
}

const textsOf = (threads: readonly Thread[]): unknown[] =>
  threads.map(({ comment: { text }, answers }) => [text, textsOf(answers)]);

describe('Threads', () => {
  it('hold each answer under what it answers, the oldest first', () => {
    const all = [
      comment(3, { parent: uuid(6, 1) }),
      comment(2),
      comment(1),
      comment(4, { parent: uuid(6, 3) }),
    ];
    expect(textsOf(threadsOf(all))).toEqual([
      ['Comment 1.', [['Comment 3.', [['Comment 4.', []]]]]],
      ['Comment 2.', []],
    ]);
  });

  it('keep every comment once, whatever answers what', () => {
    const parents = fc.array(fc.option(fc.nat({ max: 9 })), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(parents, (all) => {
        const comments = all.map((parent, n) =>
          comment(n, { parent: parent === null ? null : uuid(6, parent) }),
        );
        const flat = (threads: readonly Thread[]): string[] =>
          threads.flatMap(({ comment: { id }, answers }) => [id, ...flat(answers)]);
        expect(flat(threadsOf(comments)).sort()).toEqual(comments.map(({ id }) => id).sort());
      }),
    );
  });
});

describe('A decision', () => {
  it.each<[string, Comment[], boolean]>([
    ['without comments is not contested', [], false],
    ['with a comment is not contested', [comment(1)], false],
    ['is contested by a comment that says so', [comment(1, { contests: true })], true],
    [
      'is settled again by the reviewer’s answer',
      [comment(1, { contests: true }), comment(2, { author: REVIEWER })],
      false,
    ],
    [
      'is settled by the reviewer’s answer to it though their clock is behind',
      [comment(2, { contests: true }), comment(1, { author: REVIEWER, parent: uuid(6, 2) })],
      false,
    ],
    [
      'stays contested where the author adds to what they said',
      [comment(1, { contests: true }), comment(2, { parent: uuid(6, 1) })],
      true,
    ],
    [
      'can be contested again',
      [
        comment(1, { contests: true }),
        comment(2, { author: REVIEWER }),
        comment(3, { contests: true }),
      ],
      true,
    ],
  ])('%s', (_, comments, expected) => {
    expect(contestedDecisions(comments, REVIEWER).has(DECISION)).toBe(expected);
  });
});
