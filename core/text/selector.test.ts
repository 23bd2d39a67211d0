import fc from 'fast-check';
import { expect, it } from 'vitest';

import { CONTEXT_LENGTH, describeSpan, selectorMatches } from './selector.ts';

it('keeps the words with 32 characters on each side', () => {
  const text = `${'a'.repeat(40)}quote${'b'.repeat(40)}`;
  expect(describeSpan(text, { start: 40, end: 45 })).toEqual({
    start: 40,
    end: 45,
    exact: 'quote',
    prefix: 'a'.repeat(32),
    suffix: 'b'.repeat(32),
  });
});

it('never cuts an emoji of the context in two', () => {
  const text = `🌐${'a'.repeat(31)}quote${'b'.repeat(31)}🌐`;
  const { prefix, suffix } = describeSpan(text, { start: 33, end: 38 });
  expect(prefix).toBe('a'.repeat(31));
  expect(suffix).toBe('b'.repeat(31));
});

it('a described span matches its text, and its parts stand next to each other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.nat(200),
      fc.nat(200),
      (text, a, b) => {
        const start = Math.min(a, b, text.length);
        const end = Math.min(Math.max(a, b), text.length);
        const selector = describeSpan(text, { start, end });
        expect(selectorMatches(text, selector)).toBe(true);
        expect(text).toContain(selector.prefix + selector.exact + selector.suffix);
        expect(selector.prefix.length).toBeLessThanOrEqual(CONTEXT_LENGTH);
        const parts = [text.slice(0, start), selector.exact, text.slice(end)];
        // A span that begins or ends inside a character has half of it on either side.
        if (parts.every((part) => part.isWellFormed()))
          expect(`${selector.prefix}|${selector.suffix}`.isWellFormed()).toBe(true);
      },
    ),
  );
});

it('words that have moved do not match', () => {
  const selector = describeSpan('one two three', { start: 4, end: 7 });
  expect(selectorMatches('one  two three', selector)).toBe(false);
});
