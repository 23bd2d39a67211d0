import { describe, expect, it, test } from 'vitest';

import { defaultSettings } from '#core/contract/settings.ts';

import { backgroundOf, nextZoomLevel, placeWindow } from './window-state.ts';

const MAIN = { x: 0, y: 25, width: 1440, height: 875 };
const LEFT = { x: -1920, y: 0, width: 1920, height: 1080 };
const state = { ...defaultSettings().window, width: 1000, height: 700 };

describe('placeWindow', () => {
  test.each([
    [
      'keeps a place on the screen',
      { x: 100, y: 60 },
      [MAIN],
      { x: 100, y: 60, width: 1000, height: 700 },
    ],
    [
      'keeps a place on another screen',
      { x: -1800, y: 60 },
      [MAIN, LEFT],
      { x: -1800, y: 60, width: 1000, height: 700 },
    ],
    ['leaves a screen that is gone', { x: -1800, y: 60 }, [MAIN], { width: 1000, height: 700 }],
    ['leaves a place below the screen', { x: 100, y: 890 }, [MAIN], { width: 1000, height: 700 }],
    ['leaves a place above the screen', { x: 100, y: -300 }, [MAIN], { width: 1000, height: 700 }],
    [
      'comes out from under a bar at the top',
      { x: 100, y: 0 },
      [MAIN],
      { x: 100, y: 25, width: 1000, height: 700 },
    ],
    ['lets the system place a new window', {}, [MAIN], { width: 1000, height: 700 }],
    [
      'cuts what is larger than the screen',
      { width: 9000, height: 9000 },
      [MAIN],
      { width: 1440, height: 875 },
    ],
    ['survives a computer without a screen', { x: 1, y: 1 }, [], { width: 1000, height: 700 }],
  ])('%s', (_name, fields, areas, expected) => {
    expect(placeWindow({ ...state, ...fields }, areas)).toEqual(expected);
  });
});

describe('nextZoomLevel', () => {
  it('grows, shrinks and returns to actual size', () => {
    expect(nextZoomLevel(0, 'zoom-in')).toBe(0.5);
    expect(nextZoomLevel(0, 'zoom-out')).toBe(-0.5);
    expect(nextZoomLevel(3.5, 'zoom-reset')).toBe(0);
  });

  it('stays within what the settings can hold', () => {
    let level = 0;
    for (let step = 0; step < 50; step += 1) level = nextZoomLevel(level, 'zoom-in');
    expect(level).toBe(6);
    for (let step = 0; step < 50; step += 1) level = nextZoomLevel(level, 'zoom-out');
    expect(level).toBe(-4);
  });
});

describe('backgroundOf', () => {
  it('follows the system only when asked to', () => {
    expect(backgroundOf('system', true)).toBe(backgroundOf('dark', false));
    expect(backgroundOf('system', false)).toBe(backgroundOf('light', true));
    expect(backgroundOf('sepia', true)).not.toBe(backgroundOf('dark', true));
  });
});
