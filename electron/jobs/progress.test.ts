import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { ImportProgress } from '#core/contract/import.ts';
import { ok } from '#core/result.ts';

import { LongWork } from './progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is told while so many files are read, which take so many milliseconds each, and one more that takes a second. */
async function toldOf(files: number, each: number): Promise<readonly (ImportProgress | null)[]> {
  const told: (ImportProgress | null)[] = [];
  const work = new LongWork((progress) => told.push(progress));
  await work.run(async ({ report }) => {
    for (let file = 1; file <= files; file += 1) {
      report({ step: 'reading', name: `file ${file}`, file, files, share: (file - 1) / files });
      await vi.advanceTimersByTimeAsync(file === files ? 1000 : each);
    }
    return ok(null);
  });
  return told;
}

it('tells of each of a few files', async () => {
  const told = await toldOf(3, 1);
  expect(told.map((each) => each?.name)).toEqual(['file 1', 'file 2', 'file 3', undefined]);
});

it('tells of ten files a second where there are many, and always of the one that takes long', async () => {
  const told = await toldOf(1000, 1);
  expect(told.length).toBeGreaterThan(5);
  expect(told.length).toBeLessThan(20);
  expect(told.at(-2)?.name).toBe('file 1000');
  expect(told.at(-1)).toBeNull();
});
