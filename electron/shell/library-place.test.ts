import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { argumentsFor, hasLibrary, keepPlace, readPlace } from './library-place.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'framewise-place-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the place of the library', () => {
  it('is the usual folder until it is located elsewhere, and again when it is located there', () => {
    expect(readPlace(home)).toBeNull();
    keepPlace(home, '/media/disk/library');
    expect(readPlace(home)).toBe('/media/disk/library');
    keepPlace(home, home);
    expect(readPlace(home)).toBeNull();
  });

  it.each(['', '{', '{"dir":""}', '{"dir":"a/b"}', '{"dir":7}'])(
    'is the usual folder where its file holds %j',
    (content) => {
      writeFileSync(path.join(home, 'library-place.json'), content);
      expect(readPlace(home)).toBeNull();
    },
  );

  it('is a folder with a library in it', () => {
    expect(hasLibrary(home)).toBe(false);
    mkdirSync(path.join(home, 'library'));
    expect(hasLibrary(home)).toBe(true);
  });

  it('takes the place of the one that was named at the start', () => {
    const argv = ['electron', '.', '--user-data-dir=/old', 'a.txt'];
    expect(argumentsFor('/new', argv)).toEqual(['.', '--user-data-dir=/new', 'a.txt']);
    expect(argumentsFor('/new', ['framewise', 'a.txt'])).toEqual(['a.txt']);
  });
});
