import { afterEach, describe, expect, it, vi } from 'vitest';

import { splitParagraphs } from './paragraphs.ts';
import { growSelection } from './units/selection-units.ts';
import { snapToGraphemes } from './graphemes.ts';
import { snapToWords, wordAt } from './units/words.ts';

describe('what is given to the segmenter', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Length of the longest text a segmenter was asked about while `step` ran. */
  function longestSegmented(step: () => void): number {
    let longest = 0;
    const original = Object.getOwnPropertyDescriptor(Intl.Segmenter.prototype, 'segment')
      ?.value as Intl.Segmenter['segment'];
    vi.spyOn(Intl.Segmenter.prototype, 'segment').mockImplementation(function (
      this: Intl.Segmenter,
      input: string,
    ) {
      longest = Math.max(longest, input.length);
      return original.call(this, input);
    });
    step();
    return longest;
  }

  it.each([
    ['Zalgo', 'e\u0301'.repeat(500_000)],
    ['words', 'Some words stand here. '.repeat(43_478)],
    ['one word', 'x'.repeat(1_000_000)],
    ['emoji', '😀'.repeat(500_000)],
    ['white space', ' '.repeat(1_000_000)],
  ])('stays small in a million characters of %s', (_name, text) => {
    const middle = 500_001;
    const paragraphs = splitParagraphs(text);
    const span = { start: middle - 5, end: middle };
    expect(longestSegmented(() => snapToGraphemes(text, span))).toBeLessThanOrEqual(128);
    vi.restoreAllMocks();
    expect(longestSegmented(() => snapToWords(text, span))).toBeLessThanOrEqual(1_280);
    vi.restoreAllMocks();
    expect(longestSegmented(() => wordAt(text, middle))).toBeLessThanOrEqual(1_280);
    vi.restoreAllMocks();
    expect(
      longestSegmented(() => growSelection(text, paragraphs, span, 'sentence')),
    ).toBeLessThanOrEqual(10_000);
  });
});
