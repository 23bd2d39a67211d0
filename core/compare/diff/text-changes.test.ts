import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changedParts, isTouched } from './text-changes.ts';

const BEFORE = 'The ferry sails on Monday. The pier is open, said Anna Berg.';
const AFTER = 'The ferry sails on Tuesday. The old pier is open, said Berg.';

function inWords(before: string, after: string): string[] {
  return changedParts(before, after).map(({ kind, before: a, after: b }) =>
    kind === 'inserted'
      ? `+${after.slice(b.start, b.end).trim()}`
      : `${kind === 'deleted' ? '-' : '='}${before.slice(a.start, a.end).trim()}`,
  );
}

describe('the changes between two versions', () => {
  it('are the words that one has and the other has not', () => {
    expect(inWords(BEFORE, AFTER)).toEqual([
      '=The ferry sails on',
      '-Monday.',
      '+Tuesday.',
      '=The',
      '+old',
      '=pier is open, said',
      '-Anna',
      '=Berg.',
    ]);
  });

  it.each([
    ['two empty texts', '', '', []],
    ['the same text', 'One word', 'One word', ['=One word']],
    ['a text that is new', '', 'New words', ['+New words']],
    ['marks alone', 'Really.', 'Really?', ['-Really.', '+Really?']],
    ['no words at all', '…', '!', ['-…', '+!']],
  ])('are right for %s', (_, before, after, expected) => {
    expect(inWords(before, after)).toEqual(expected);
  });

  it('are together both texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b ', 'c, ', '\n', ' ', '日本', 'é', '—'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = changedParts(before, after);
        const join = (side: 'before' | 'after', whole: string): string =>
          parts.map((part) => whole.slice(part[side].start, part[side].end)).join('');
        expect([join('before', before), join('after', after)]).toEqual([before, after]);
        for (const { kind, before: a, after: b } of parts) {
          if (kind !== 'equal') continue;
          expect(before.slice(a.start, a.end)).toBe(after.slice(b.start, b.end));
        }
      }),
    );
  });

  it.each([
    ['words that are as they were', 'before', 'The ferry', false],
    ['a word that is another now', 'before', 'on Monday', true],
    ['words with a word put between them', 'before', 'The pier', true],
    ['a word that was put in', 'after', 'old', true],
    ['words beside a change', 'after', 'pier is open', false],
  ] as const)('touch a tag on %s: %s', (_, side, words, expected) => {
    const text = side === 'before' ? BEFORE : AFTER;
    const start = text.indexOf(words);
    const parts = changedParts(BEFORE, AFTER);
    expect(isTouched(parts, side, [{ start, end: start + words.length }])).toBe(expected);
  });
});
