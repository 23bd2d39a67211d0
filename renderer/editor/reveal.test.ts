import { describe, expect, it } from 'vitest';

import { scrollToShow } from './reveal.ts';

/** A view of 600 CSS pixels that begins 100 below the window's edge. */
const VIEW = { top: 100, bottom: 700 };
const place = (top: number, height = 20): { top: number; bottom: number } => ({
  top,
  bottom: top + height,
});

describe('scrolling to a place', () => {
  it.each([
    ['leaves the view alone if the place is in it', place(400), 0],
    ['goes up to a place above, with room over it', place(20), -144],
    ['goes down to a place below, with room under it', place(900), 284],
    ['counts a place close to the edge as out of view', place(660), 44],
    ['begins with the beginning of what is higher than the view', place(200, 900), 36],
  ])('%s', (_, to, by) => {
    expect(scrollToShow(to, VIEW, 'nearest')).toBe(by);
  });

  it('puts a place to a third of the view if it is to be in the middle', () => {
    expect(scrollToShow(place(300), VIEW, 'center')).toBe(0);
    expect(scrollToShow(place(900), VIEW, 'center')).toBe(600);
    expect(scrollToShow(place(350), VIEW, 'center')).toBe(50);
  });
});
