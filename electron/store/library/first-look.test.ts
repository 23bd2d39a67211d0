import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { NEW_WINDOW, THEMES } from '#core/contract/window-look.ts';

import { readFirstLook } from './first-look.ts';
import { SettingsStore } from './settings.ts';
import { temporaryFolder } from '../testing/library-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const length = fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(239, 240, 319, 320));
const window = fc.record(
  {
    x: fc.option(fc.integer()),
    y: fc.option(fc.integer()),
    width: length,
    height: length,
    maximized: fc.boolean(),
    zoomLevel: fc.double({ min: -5, max: 7, noNaN: true }),
  },
  { noNullPrototype: true },
);
const stored = fc.record(
  {
    theme: fc.oneof(fc.constantFrom(...THEMES), fc.jsonValue()),
    window: fc.oneof(window, fc.jsonValue()),
    screenReaderSupport: fc.oneof(fc.boolean(), fc.jsonValue()),
  },
  { requiredKeys: [], noNullPrototype: true },
);

describe('the first look at the settings', () => {
  it('is what the settings are once they are read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), stored, async (n, settings) => {
        const dir = path.join(folder.dir, String(n));
        mkdirSync(dir, { recursive: true });
        writeFileSync(path.join(dir, 'settings.json'), JSON.stringify(settings));
        const look = readFirstLook(dir);
        expect((await SettingsStore.open({ dir })).current).toMatchObject(look);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', '{', 'null', '[]', '7'])(
    'is that of a new installation where the file has %j',
    (content) => {
      writeFileSync(path.join(folder.dir, 'settings.json'), content);
      expect(readFirstLook(folder.dir)).toEqual({
        ...{ theme: 'system', window: NEW_WINDOW, screenReaderSupport: false },
      });
    },
  );

  it('keeps the place and the theme that are stored', () => {
    const window = { ...NEW_WINDOW, x: 7, width: 900, zoomLevel: 1.5 };
    const settings = { theme: 'sepia', window, screenReaderSupport: true };
    writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
    expect(readFirstLook(folder.dir)).toEqual(settings);
  });
});
