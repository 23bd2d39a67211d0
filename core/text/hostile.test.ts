import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { suggestOrInherit } from './units/inherited-speaker.ts';
import { splitParagraphs } from './paragraphs.ts';
import { findQuotations } from './units/quotations.ts';
import { sentenceAt, splitSentences } from './units/sentences.ts';
import { snapToGraphemes } from './graphemes.ts';
import type { Span } from './span.ts';
import { fuzzRuns } from './testing/fuzz-runs.ts';
import { HOSTILE_SHAPES } from './testing/hostile-shapes.ts';
import { splitTokens } from './units/words.ts';

/** Texts that are tried. */
const RUNS = fuzzRuns(150);

/** Pieces of every shape in any order, with anything between. */
const hostileText = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...Object.values(HOSTILE_SHAPES)), fc.integer({ min: 1, max: 40 }))
        .map(([shape, length]) => shape(length)),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('\n', '\n\n', '\r\n', '\u2028', '\0', '\ud83d', '\ufeff', '\u202e', '\t'),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

const isWithin = (text: string, { start, end }: Span): boolean =>
  start >= 0 && start < end && end <= text.length;
const areInOrder = (spans: readonly Span[]): boolean =>
  spans.every((span, index) => index === 0 || span.start >= (spans[index - 1]?.end ?? 0));
const ofEveryText = (holds: (text: string) => void): void => {
  fc.assert(fc.property(hostileText, holds), RUNS);
};

describe('of any text whatever', () => {
  it('paragraphs, sentences and words lie within it, in order, and sentences leave no word out', () => {
    ofEveryText((text) => {
      const paragraphs = splitParagraphs(text);
      const sentences = splitSentences(text);
      const words = splitTokens(text);
      for (const spans of [sentences, words]) {
        expect(spans.every((span) => isWithin(text, span))).toBe(true);
        expect(areInOrder(spans)).toBe(true);
      }
      expect(areInOrder(paragraphs)).toBe(true);
      let from = 0;
      for (const { start, end } of sentences) {
        expect(text.slice(from, start).trim()).toBe('');
        from = end;
      }
      expect(text.slice(from).trim()).toBe('');
    });
  }, 900_000);

  it('quotations lie within it, in the order of their beginnings, each of fragments in order', () => {
    ofEveryText((text) => {
      const quotations = findQuotations(text);
      for (const [index, quotation] of quotations.entries()) {
        expect(isWithin(text, quotation)).toBe(true);
        expect(quotation.start).toBeGreaterThanOrEqual(quotations[index - 1]?.start ?? 0);
        expect(areInOrder(quotation.fragments)).toBe(true);
        expect(quotation.fragments[0]?.start).toBe(quotation.start);
        expect(quotation.fragments.at(-1)?.end).toBe(quotation.end);
      }
    });
  }, 900_000);

  it('who speaks, if anybody, has a name that stands in it', () => {
    ofEveryText((text) => {
      for (const quotation of findQuotations(text).slice(0, 3)) {
        const speaker = suggestOrInherit(text, quotation);
        if (!speaker) continue;
        expect(isWithin(text, speaker.span)).toBe(true);
        expect(text.slice(speaker.span.start, speaker.span.end)).toContain(speaker.name);
      }
    });
  }, 900_000);

  it('a sentence found at a place is one of all sentences, and a span never cuts a character', () => {
    ofEveryText((text) => {
      if (text === '') return;
      const middle = text.length >> 1;
      const sentence = sentenceAt(text, middle);
      if (sentence) {
        const all = splitSentences(text);
        expect(all.some(({ start, end }) => start <= sentence.start && sentence.end <= end)).toBe(
          true,
        );
      }
      const snapped = snapToGraphemes(text, { start: middle, end: middle + 1 });
      expect(snapped.start).toBeLessThanOrEqual(middle);
      expect(snapped.end).toBeGreaterThan(middle);
      expect(snapToGraphemes(text, snapped)).toEqual(snapped);
    });
  }, 900_000);
});
