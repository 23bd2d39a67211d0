import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isGraphemeBoundary } from '../../text/graphemes.ts';
import { anyContent, SEED_001 } from '../testing/contents.ts';
import { TokenizedText } from './tokens.ts';

const wordsOf = (text: string): string[] =>
  new TokenizedText(text).tokens.map(({ start, end }) => text.slice(start, end));
const sentencesOf = (text: string): string[] => {
  const tokenized = new TokenizedText(text);
  return tokenized.sentences.map((range) => {
    const { start, end } = tokenized.spanOf(range);
    return text.slice(start, end);
  });
};

describe('Tokens', () => {
  it.each([
    ['curly quotes', '“We can’t,” he said.', ['“', 'We', 'can’t', ',', '”', 'he', 'said', '.']],
    ['initialisms', 'the U.S. army', ['the', 'U.S.', 'army']],
    ['one emoji of several characters', 'a👩‍👩‍👧🇺🇦b', ['a', '👩‍👩‍👧', '🇺🇦', 'b']],
    ['combining marks', 'e\u0301t नि \u0301', ['e\u0301t', 'नि', ' \u0301']],
    ['other spaces', 'a\u00a0b\u2028c\u200bd', ['a', 'b', 'c', '\u200b', 'd']],
    ['nothing', ' \n\t', []],
  ])('are found in %s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('end sentences at the ends of lines, and nowhere within abbreviations', () => {
    expect(sentencesOf('Headline\n\n  Mr. Smith left. “Why?” he asked.\nEnd')).toEqual([
      'Headline',
      'Mr. Smith left.',
      '“Why?” he asked.',
      'End',
    ]);
  });

  /** Holds whatever the text. */
  function expectCovered(text: string): void {
    const { tokens, sentences } = new TokenizedText(text);
    let end = 0;
    for (const token of tokens) {
      expect(text.slice(end, token.start).trim()).toBe('');
      expect(token.start).toBeGreaterThanOrEqual(end);
      expect(isGraphemeBoundary(text, token.start)).toBe(true);
      expect(isGraphemeBoundary(text, token.end)).toBe(true);
      end = token.end;
    }
    expect(text.slice(end).trim()).toBe('');
    let next = 0;
    for (const sentence of sentences) {
      expect(sentence.start).toBe(next);
      expect(sentence.end).toBeGreaterThan(next);
      next = sentence.end;
    }
    expect(next).toBe(tokens.length);
  }

  it('cover everything but white space, once, in order, in one sentence each', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyContent.map(({ articles }) => articles[0]?.text ?? ''),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        expectCovered,
      ),
    );
  });

  it.each([
    ['a long word', 'x'.repeat(5000)],
    ['two thousand emoji', '😀'.repeat(2000)],
    ['initials without an end', 'U.S.'.repeat(600)],
    ['an article', SEED_001],
  ])('cover everything of %s', (_, text) => {
    expectCovered(text);
  });

  it.each([
    [
      { start: 0, end: 3 },
      { start: 0, end: 1 },
      { start: 0, end: 2 },
    ],
    [
      { start: 1, end: 7 },
      { start: 0, end: 2 },
      { start: 1, end: 5 },
    ],
    [{ start: 2, end: 3 }, null, null],
    [{ start: 5, end: 9 }, null, null],
  ])('are those that the span %j touches', (span, range, trimmed) => {
    const tokenized = new TokenizedText('ab cd  ');
    expect(tokenized.rangeOf(span)).toEqual(range);
    expect(tokenized.trim(span)).toEqual(trimmed);
  });
});
