import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  compareSpans,
  mergeSpans,
  spanBetween,
  spanContains,
  spanHull,
  spanLength,
  spansEqual,
  spansOverlap,
  subtractSpans,
  trimSpan,
  type Span,
} from './span.ts';

const span = (start: number, end: number): Span => ({ start, end });

const anySpan = fc
  .tuple(fc.nat(30), fc.nat(10))
  .map(([start, length]): Span => span(start, start + length));

describe('two spans', () => {
  it.each([
    ['apart', span(0, 2), span(4, 6), false, false],
    ['touching', span(0, 2), span(2, 4), false, false],
    ['sharing one unit', span(0, 3), span(2, 4), true, false],
    ['one inside the other', span(0, 6), span(2, 4), true, true],
    ['sharing a start', span(0, 6), span(0, 4), true, true],
    ['the same', span(1, 3), span(1, 3), true, true],
    ['an empty one at the end', span(0, 6), span(6, 6), false, true],
  ])('%s: overlap and containment', (_name, outer, inner, overlap, contains) => {
    expect(spansOverlap(outer, inner)).toBe(overlap);
    expect(spansOverlap(inner, outer)).toBe(overlap);
    expect(spanContains(outer, inner)).toBe(contains);
  });

  it('are equal when both ends are', () => {
    expect(spansEqual(span(1, 3), span(1, 3))).toBe(true);
    expect(spansEqual(span(1, 3), span(1, 4))).toBe(false);
    expect(spansEqual(span(1, 3), span(0, 3))).toBe(false);
  });

  it('have the overlap that their code units have in common', () => {
    const units = ({ start, end }: Span): number[] =>
      Array.from({ length: end - start }, (_, index) => start + index);
    const filled = anySpan.filter((one) => spanLength(one) > 0);
    fc.assert(
      fc.property(filled, filled, (a, b) => {
        const inB = new Set(units(b));
        expect(spansOverlap(a, b)).toBe(units(a).some((unit) => inB.has(unit)));
        expect(spanContains(b, a)).toBe(units(a).every((unit) => inB.has(unit)));
      }),
    );
  });
});

describe('compareSpans', () => {
  it('puts the earlier first, and the outer before the inner', () => {
    const sorted = [span(4, 6), span(0, 2), span(0, 9), span(4, 5)].sort(compareSpans);
    expect(sorted).toEqual([span(0, 9), span(0, 2), span(4, 6), span(4, 5)]);
  });

  it('is zero for equal spans only, and the opposite the other way round', () => {
    fc.assert(
      fc.property(anySpan, anySpan, (a, b) => {
        expect(compareSpans(a, b) === 0).toBe(spansEqual(a, b));
        expect(Math.sign(compareSpans(a, b)) + Math.sign(compareSpans(b, a))).toBe(0);
      }),
    );
  });
});

describe('spanHull', () => {
  it.each<[Span[], Span | undefined]>([
    [[], undefined],
    [[span(2, 4)], span(2, 4)],
    [[span(5, 6), span(1, 2)], span(1, 6)],
    [[span(0, 9), span(1, 2)], span(0, 9)],
  ])('of %j is %j', (spans, hull) => {
    expect(spanHull(spans)).toEqual(hull);
  });
});

describe('spanBetween', () => {
  it.each([
    [2, 5, span(2, 5)],
    [5, 2, span(2, 5)],
    [3, 3, span(3, 3)],
    [-4, 99, span(0, 10)],
    [99, 50, span(10, 10)],
  ])('anchor %i and focus %i in a text of 10 give %j', (anchor, focus, expected) => {
    expect(spanBetween(anchor, focus, 10)).toEqual(expected);
  });
});

describe('trimSpan', () => {
  it.each([
    ['  a b \n', 'a b'],
    ['a', 'a'],
    ['\u00a0\u2003a\u3000', 'a'],
    ['\u200b\ufeffa\u2060', 'a'],
    ['\r\n\u2028a\u2029', 'a'],
    ['“a” ', '“a”'],
    [' 😀 ', '😀'],
  ])('of %j leaves %j', (text, expected) => {
    const { start, end } = trimSpan(text, span(0, text.length));
    expect(text.slice(start, end)).toBe(expected);
  });

  it('may come out empty, inside the span it was given', () => {
    const trimmed = trimSpan('a  \n  b', span(1, 6));
    expect(spanLength(trimmed)).toBe(0);
    expect(spanContains(span(1, 6), trimmed)).toBe(true);
  });

  it('keeps the joiner inside an emoji at its end', () => {
    expect(trimSpan('👩‍👧', span(0, 5))).toEqual(span(0, 5));
  });

  it('stays inside, takes only blanks, and changes nothing the second time', () => {
    const part = fc.constantFrom('a', ' ', '\n', '\u200b', '😀', '\u00a0', '“', '\u200d');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const whole = span(0, text.length);
        const trimmed = trimSpan(text, whole);
        expect(spanContains(whole, trimmed)).toBe(true);
        expect(trimSpan(text, trimmed)).toEqual(trimmed);
        expect(text.slice(0, trimmed.start) + text.slice(trimmed.end)).toMatch(/^[\s\u200b]*$/u);
      }),
    );
  });
});

describe('mergeSpans', () => {
  it.each<[Span[], Span[]]>([
    [[], []],
    [
      [span(4, 6), span(0, 2)],
      [span(0, 2), span(4, 6)],
    ],
    [[span(0, 2), span(2, 4)], [span(0, 4)]],
    [[span(0, 9), span(1, 2), span(3, 10)], [span(0, 10)]],
    [[span(1, 2), span(1, 2)], [span(1, 2)]],
  ])('of %j gives %j', (spans, expected) => {
    expect(mergeSpans(spans)).toEqual(expected);
  });

  it('leaves its argument as it was', () => {
    const given = [span(4, 6), span(0, 5)];
    mergeSpans(given);
    expect(given).toEqual([span(4, 6), span(0, 5)]);
  });

  it('covers the same code units, sorted, with a gap between any two', () => {
    const covered = (spans: readonly Span[]): number[] => {
      const units = new Set<number>();
      for (const { start, end } of spans) for (let i = start; i < end; i += 1) units.add(i);
      return [...units].sort((a, b) => a - b);
    };
    fc.assert(
      fc.property(fc.array(anySpan), (spans) => {
        const merged = mergeSpans(spans);
        expect(covered(merged)).toEqual(covered(spans));
        merged.slice(1).forEach((next, index) => {
          expect(merged[index]?.end).toBeLessThan(next.start);
        });
      }),
    );
  });
});

describe('subtractSpans', () => {
  it.each<[string, Span[], Span[], Span[]]>([
    ['leaves all where there is nothing to take', [span(1, 5)], [], [span(1, 5)]],
    ['leaves what is on both sides', [span(0, 9)], [span(3, 5)], [span(0, 3), span(5, 9)]],
    ['leaves nothing of what is covered', [span(3, 5), span(7, 8)], [span(0, 9)], []],
    ['does not touch what is beside it', [span(0, 3)], [span(3, 6)], [span(0, 3)]],
  ])('%s', (_, spans, others, left) => {
    expect(subtractSpans(spans, others)).toEqual(left);
  });

  it('leaves exactly the places that are in one and not in the other', () => {
    const units = (spans: readonly Span[]): Set<number> =>
      new Set(
        spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
      );
    fc.assert(
      fc.property(fc.array(anySpan), fc.array(anySpan), (spans, others) => {
        const taken = units(others);
        const expected = [...units(spans)].filter((unit) => !taken.has(unit));
        const left = units(subtractSpans(spans, others));
        expect([...left].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });
});
