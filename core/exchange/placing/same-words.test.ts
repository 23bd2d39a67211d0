import { describe, expect, it } from 'vitest';

import { hasWords } from './same-words.ts';

const spans = (...ends: readonly number[]) =>
  ends.flatMap((start, index) => (index % 2 === 0 ? [{ start, end: ends[index + 1] ?? 0 }] : []));

describe('Words at their place', () => {
  it.each([
    ['just the same', 'one two', spans(4, 7), 'two'],
    ['with a line end as a space', 'one\r\ntwo', spans(0, 8), 'one two'],
    ['with a line end of another system', 'one\r\ntwo', spans(0, 8), 'one\ntwo'],
    ['with a line end where the text has a space', 'one two', spans(0, 7), 'one\ntwo'],
    ['of several parts', 'one two three', spans(0, 3, 8, 13), 'one three'],
    ['of several parts joined by nothing', 'one two three', spans(0, 3, 8, 13), 'onethree'],
  ])('are found %s', (_, text, parts, words) => {
    expect(hasWords(text, parts, words)).toBe(true);
  });

  it.each([
    ['that are others', 'one two', spans(4, 7), 'one'],
    ['that are longer', 'one two', spans(4, 6), 'two'],
    ['that are shorter', 'one two', spans(0, 7), 'one'],
    ['that lack the spaces at their end', 'one \n two', spans(0, 6), 'one'],
    ['that lack a space at their beginning', 'one two', spans(3, 7), 'two'],
    ['of which a part is missing', 'one two three', spans(0, 3, 8, 13), 'one'],
    ['that have a space where nothing is', 'one two', spans(0, 7), 'o ne two'],
  ])('are not found: %s', (_, text, parts, words) => {
    expect(hasWords(text, parts, words)).toBe(false);
  });
});
