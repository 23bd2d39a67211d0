import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import type { ImportProgress } from '#core/contract/import.ts';

import { JobLost } from '../jobs/runner.ts';
import { codebook, temporaryFolder } from '../store/testing/library-fixture.ts';
import { runParseJob, type ParseJob } from './import-job.ts';
import { createParse } from './parse.ts';
import { readMany } from './read-many.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function write(names: readonly string[]): string[] {
  mkdirSync(folder.dir, { recursive: true });
  return names.map((name) => {
    const file = path.join(folder.dir, name);
    writeFileSync(file, name.endsWith('.json') ? '{}' : `Words of ${name}.`);
    return file;
  });
}

/** Reads in this process; one that is asked to read `bad.txt` dies. */
function reading() {
  const jobs: ParseJob[] = [];
  const told: ImportProgress[] = [];
  const parse = createParse(async (job, watch) => {
    jobs.push(job);
    const isBad = 'paths' in job && job.paths.some((each) => each.endsWith('bad.txt'));
    return isBad ? Promise.reject(new JobLost('It died.')) : runParseJob(job, watch);
  });
  const work = {
    signal: new AbortController().signal,
    report: (each: ImportProgress) => told.push(each),
  };
  return { jobs, told, needs: { parse, codebook, work } };
}

const MANY = Array.from({ length: 70 }, (_, index) => `text ${index}.txt`);

it('reads many texts in few goes, each as a thing of its own, in their order', async () => {
  const { jobs, told, needs } = reading();
  const found = await readMany(write(MANY), needs);
  expect(found.map(({ type, name }) => [type, name])).toEqual(
    MANY.map((name) => ['article', name]),
  );
  expect(jobs.length).toBeLessThan(5);
  expect(told.map(({ file }) => file)).toEqual(
    told.map(({ file }) => file).toSorted((a, b) => a - b),
  );
  expect(new Set(told.map(({ file }) => file)).size).toBeGreaterThan(MANY.length / 2);
  expect(told.every(({ share }) => share !== null && share >= 0 && share <= 1)).toBe(true);
});

it('refuses the one file of many that the process dies over, and takes the others', async () => {
  const { needs } = reading();
  const names = [...MANY.slice(0, 40), 'bad.txt', ...MANY.slice(40)];
  const found = await readMany(write(names), needs);
  expect(found.map(({ name }) => name)).toEqual(names);
  expect(found.flatMap(({ type, name }) => (type === 'article' ? [] : [[type, name]]))).toEqual([
    ['refused', 'bad.txt'],
  ]);
});

it('reads a file of JSON by itself, as it may be very large', async () => {
  const { jobs, needs } = reading();
  const names = ['a.txt', 'b.txt', 'c.json', 'd.txt', 'e.md'];
  expect((await readMany(write(names), needs)).map(({ name }) => name)).toEqual(names);
  const asked = jobs.flatMap((job) =>
    'paths' in job ? [job.paths.map((each) => path.basename(each))] : [],
  );
  expect(asked).toEqual([['a.txt', 'b.txt'], ['c.json'], ['d.txt', 'e.md']]);
});
