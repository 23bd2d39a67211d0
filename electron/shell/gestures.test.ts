import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { Gestures, GESTURE_TIME } from './gestures.ts';

/** Gestures with a clock and a page of their own. */
function setUp() {
  let time = 1_000_000;
  let send: (event: unknown, input: { type: string }) => void = () => undefined;
  const gestures = new Gestures(() => time);
  gestures.watch({
    on: (name: string, listener: typeof send) => {
      expect(name).toBe('input-event');
      send = listener;
    },
  } as never);
  return {
    gestures,
    input: (type: string) => send({}, { type }),
    pass: (milliseconds: number) => (time += milliseconds),
  };
}

describe('a gesture', () => {
  it('is not there before anything was done', () => {
    expect(setUp().gestures.spend()).toBe(false);
  });

  it.each(['mouseDown', 'keyDown', 'rawKeyDown', 'touchStart', 'gestureTap'])(
    'is a %s, for one request',
    (type) => {
      const { gestures, input } = setUp();
      input(type);
      expect(gestures.spend()).toBe(true);
      expect(gestures.spend()).toBe(false);
    },
  );

  it.each(['mouseMove', 'mouseUp', 'mouseEnter', 'mouseWheel', 'keyUp', 'char'])(
    'is no %s',
    (type) => {
      const { gestures, input } = setUp();
      input(type);
      expect(gestures.spend()).toBe(false);
    },
  );

  it('is over after a while', () => {
    const { gestures, input, pass } = setUp();
    input('mouseDown');
    pass(GESTURE_TIME);
    expect(gestures.spend()).toBe(true);
    input('mouseDown');
    pass(GESTURE_TIME + 1);
    expect(gestures.spend()).toBe(false);
  });
});

describe('dialogs and the clipboard', () => {
  const sources = readdirSync('electron', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ name, source: readFileSync(path.join('electron', name), 'utf8') }));

  it('are asked for in one file', () => {
    const asking = sources.filter(({ source }) =>
      /showOpenDialog|showSaveDialog|clipboard\.(?:read|has|available)/u.test(source),
    );
    expect(asking.map(({ name }) => name)).toEqual([path.join('shell', 'dialogs.ts')]);
  });

  it('are each asked for behind a gesture', () => {
    const { source = '' } = sources.find(({ name }) => name.endsWith('dialogs.ts')) ?? {};
    const [, desktop = ''] = source.split('export function createDesktop');
    const asked = desktop
      .split('\n}\n', 1)
      .join('')
      .split(/^ {4}(?=async |\w+: )/mu);
    const asking = asked.filter((part) => /showOpenDialog|showSaveDialog|readText/u.test(part));
    expect(asking.length).toBeGreaterThan(6);
    expect(asking.filter((part) => !part.includes('await begin()'))).toEqual([]);
  });
});
