import { mkdtemp, rm, utimes, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  downloadFailedLately,
  downloadRuntime,
  executableName,
  rememberDownloadFailure,
} from './official-runtime.mjs';

let work;
beforeEach(async () => {
  work = await mkdtemp(path.join(os.tmpdir(), 'framewise-official-'));
});
afterEach(() => rm(work, { recursive: true, force: true }));

/** `stalledAfter`: far longer than a busy machine takes to start a program that ends by itself. */
async function download(program, stalledAfter = 300_000) {
  const script = path.join(work, 'install.cjs');
  await writeFile(script, program);
  return downloadRuntime({ script, stalledAfter });
}

test('a download that ends well gives no reason', async () => {
  expect(await download('')).toBeNull();
});

test.each([
  ['a stack', 'TypeError: fetch failed\n  at x', 'fetch failed'],
  ['an uncaught error', 'node:internal\n  throw err;\n\nError: no route\n  at x', 'no route'],
  ['another line', 'killed', 'killed'],
  ['nothing', '', 'no reason given'],
])('a download that fails with %s gives its reason', async (_name, errors, reason) => {
  const program = `process.stderr.write(${JSON.stringify(errors)}); process.exitCode = 1`;
  expect(await download(program)).toBe(reason);
});

test('a download from which nothing comes is given up', async () => {
  expect(await download('setInterval(() => {}, 1000)', 400)).toMatch(/^no data for/);
});

test('a failure is remembered for a day', async () => {
  expect(await downloadFailedLately(work)).toBe(false);
  await rememberDownloadFailure(work, 'no route');
  expect(await downloadFailedLately(work)).toBe(true);
  const [name] = await readdir(work);
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  await utimes(path.join(work, name), yesterday, yesterday);
  expect(await downloadFailedLately(work)).toBe(false);
});

test('each platform has its executable', () => {
  expect(['linux', 'win32', 'darwin'].map((platform) => executableName(platform))).toEqual([
    'electron',
    'electron.exe',
    'Electron.app/Contents/MacOS/Electron',
  ]);
});
