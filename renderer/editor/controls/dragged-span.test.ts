import { describe, expect, it } from 'vitest';

import type { Span } from '#core/text/span.ts';

import { draggedSpan } from './dragged-span.ts';

const exact = (span: Span): Span => span;
/** Words of ten code units each. */
const toTens = ({ start, end }: Span): Span => ({
  start: Math.floor(start / 10) * 10,
  end: Math.ceil(end / 10) * 10,
});

const FRAGMENT = { start: 23, end: 47 };

describe('a fragment with a dragged end', () => {
  it.each([
    ['begins where its start was dragged to', 'start', 5, exact, { start: 5, end: 47 }],
    ['ends where its end was dragged to', 'end', 90, exact, { start: 23, end: 90 }],
    ['keeps a code unit when its start passes its end', 'start', 80, exact, { start: 46, end: 47 }],
    ['keeps a code unit when its end passes its start', 'end', 2, exact, { start: 23, end: 24 }],
    ['is widened at its dragged start only', 'start', 16, toTens, { start: 10, end: 47 }],
    ['is widened at its dragged end only', 'end', 61, toTens, { start: 23, end: 70 }],
  ] as const)('%s', (_, edge, offset, snap, dragged) => {
    expect(draggedSpan(FRAGMENT, edge, offset, snap)).toEqual(dragged);
  });

  it('is refused if no words would be left', () => {
    const toNothing = ({ start }: Span): Span => ({ start, end: start });
    expect(draggedSpan(FRAGMENT, 'end', 30, toNothing)).toBeUndefined();
  });
});
