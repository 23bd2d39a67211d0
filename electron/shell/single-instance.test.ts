import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { putStrangersAside, runsAlready } from './single-instance.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-once-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lock = (): string => path.join(folder, 'SingletonLock');

describe.runIf(process.platform !== 'win32')('a data folder', () => {
  it('runs already where its lock names a process that runs', () => {
    symlinkSync(`${os.hostname()}-${process.pid}`, lock());
    expect(runsAlready(folder, 'linux')).toBe(true);
    expect(putStrangersAside(folder, 'now')).toBe(false);
  });

  it.each([
    ['a process that has ended', () => symlinkSync(`${os.hostname()}-${deadPid()}`, lock())],
    ['another computer', () => symlinkSync(`elsewhere-${process.pid}`, lock())],
    ['nothing that can be read', () => symlinkSync('nonsense', lock())],
    ['a file', () => writeFileSync(lock(), 'x')],
    ['nothing', () => undefined],
  ])('does not run already where its lock is %s', (_what, make) => {
    make();
    expect(runsAlready(folder, 'linux')).toBe(false);
  });

  it.each(['SingletonLock', 'SingletonCookie', 'SingletonSocket'])(
    'keeps what stands in the place of %s, and lets the program start',
    (name) => {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'something'), 'of somebody');
      expect(putStrangersAside(folder, '2026-01-01T00:00:00.000Z')).toBe(true);
      const kept = `${name}.aside-2026-01-01T00-00-00-000Z`;
      expect(readdirSync(folder)).toEqual([kept]);
      expect(readdirSync(path.join(folder, kept))).toEqual(['something']);
      expect(putStrangersAside(folder, 'later')).toBe(false);
    },
  );
});

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}
