import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Span } from '#core/text/span.ts';

import { diffWords, type WordPiece } from './word-diff.ts';

const TEXT = 'He said: “We cannot agree with this”, and left the room.';

const spanOf = (words: string): Span => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};

const SIGNS = { same: '', 'left-out': '-', added: '+' } as const;
const drawn = (pieces: readonly WordPiece[]): string[] =>
  pieces.map(({ kind, words }) => `${SIGNS[kind]}${words}`);

describe('Words held against each other', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['are the same', ['We cannot'], ['We cannot'], ['We cannot']],
    ['go further', ['We cannot'], ['We cannot agree'], ['We cannot', '+ agree']],
    ['begin later', ['We cannot agree'], ['cannot agree'], ['-We ', 'cannot agree']],
    [
      'have the marks',
      ['We cannot agree with this'],
      ['“We cannot agree with this”'],
      ['+“', 'We cannot agree with this', '+”'],
    ],
    ['are elsewhere', ['He said'], ['left'], ['-He said', ' … ', '+left']],
    ['are in fragments', ['We', 'agree'], ['We cannot agree'], ['We', '+ cannot ', 'agree']],
  ])('%s', (_, before, after, expected) => {
    expect(drawn(diffWords(TEXT, before.map(spanOf), after.map(spanOf)))).toEqual(expected);
  });

  it('show of many common words both ends', () => {
    const text = `${'word '.repeat(60)}end`;
    const pieces = diffWords(text, [{ start: 0, end: 300 }], [{ start: 0, end: text.length }]);
    expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'added']);
    expect(pieces[0]?.words).toMatch(/^(?:word )+… (?:word )+$/u);
    expect(pieces[0]?.words.length).toBeLessThan(100);
  });

  it('leave out no word that differs, and name each once', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(3);
    const spans = fc
      .uniqueArray(fc.nat(text.length), { minLength: 2, maxLength: 8 })
      .map((places) => {
        const sorted = places.toSorted((a, b) => a - b);
        return sorted.flatMap((start, n) => {
          const end = sorted[n + 1];
          return n % 2 === 0 && end !== undefined ? [{ start, end }] : [];
        });
      });
    const within = (all: readonly Span[], place: number): boolean =>
      all.some(({ start, end }) => start <= place && place < end);
    const differing = (all: readonly Span[], other: readonly Span[]): string =>
      [...text].filter((_, n) => within(all, n) && !within(other, n)).join('');
    fc.assert(
      fc.property(spans, spans, (before, after) => {
        const pieces = diffWords(text, before, after);
        const told = (kind: WordPiece['kind']): string =>
          pieces.flatMap((piece) => (piece.kind === kind ? [piece.words] : [])).join('');
        expect(told('left-out')).toBe(differing(before, after));
        expect(told('added')).toBe(differing(after, before));
      }),
    );
  });
});
