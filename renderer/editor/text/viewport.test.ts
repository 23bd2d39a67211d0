import { describe, expect, it } from 'vitest';

import { drawParts, type SurfacePart, type Viewport } from './viewport.ts';

const VIEWPORT: Viewport = {
  top: 0,
  bottom: 600,
  page: { left: 0, top: 0 },
  inView: { first: 0, last: 3 },
  near: { first: 0, last: 9 },
};

describe('the parts of a surface', () => {
  it('all measure the same view before the first of them draws', () => {
    const done: unknown[] = [];
    const partOf = (name: string, draws: boolean): SurfacePart => ({
      measure(viewport) {
        done.push(`${name} measures`, viewport);
        return draws ? () => done.push(`${name} draws`) : undefined;
      },
    });
    drawParts([partOf('paint', true), partOf('handles', false), partOf('bars', true)], VIEWPORT);
    expect(done).toEqual([
      'paint measures',
      VIEWPORT,
      'handles measures',
      VIEWPORT,
      'bars measures',
      VIEWPORT,
      'paint draws',
      'bars draws',
    ]);
  });
});
