import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheFolder, withLock } from './cache-folder.mjs';

test.each([
  ['linux', {}, '/home/a/.cache/framewise'],
  ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache/framewise'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/a/.cache/framewise'],
  ['darwin', {}, '/home/a/Library/Caches/framewise'],
])('on %s with %j it is %s', (platform, env, folder) => {
  expect(cacheFolder(env, '/home/a', platform)).toBe(folder);
});

describe('the lock', () => {
  let work;
  beforeEach(async () => {
    work = await mkdtemp(path.join(os.tmpdir(), 'framewise-lock-'));
  });
  afterEach(() => rm(work, { recursive: true, force: true }));

  test('lets one task run at a time and leaves nothing behind', async () => {
    const events = [];
    const task = (name) => async () => {
      events.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(work, 'test', task(name))));
    for (let index = 0; index < events.length; index += 2) {
      expect(events[index + 1]).toBe(events[index].replace('starts', 'ends'));
    }
    expect(await readdir(work)).toEqual([]);
  });

  test('is given back after a failure', async () => {
    const failing = withLock(work, 'test', () => Promise.reject(new Error('failed')));
    await expect(failing).rejects.toThrow('failed');
    expect(await withLock(work, 'test', async () => 'next')).toBe('next');
  });

  test('of a process that is gone is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(path.join(work, 'test.lock'), String(pid));
    expect(await withLock(work, 'test', async () => 'mine')).toBe('mine');
  });
});
