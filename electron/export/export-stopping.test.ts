import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import type { ExportProgress, ExportRequest } from '#core/contract/export.ts';

import type { Library } from '../store/library/library.ts';
import { openLibrary, temporaryFolder } from '../store/testing/library-fixture.ts';
import { ExportService } from './export-service.ts';
import { previewFormat, writeFormat, type FormatFileJob } from './write-format.ts';

const REQUEST: ExportRequest = {
  scope: { type: 'all' },
  whose: { type: 'mine' },
  includeText: true,
  hideNames: false,
  includeDecisions: true,
  includeComments: true,
  format: 'brat',
  spreadsheet: false,
};

let folder: ReturnType<typeof temporaryFolder>;
let out: ReturnType<typeof temporaryFolder>;
let library: Library;
const progress: (ExportProgress | null)[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  out = temporaryFolder();
  library = await openLibrary(folder.dir);
  progress.length = 0;
});
afterEach(async () => {
  await library.close();
  folder.remove();
  out.remove();
});

/** A service whose writing process begins a file and then goes on until it is ended. */
function endless() {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const service = new ExportService({
    library,
    previewFormat: (job) => Promise.resolve(previewFormat(job)),
    write: ({ work }: FormatFileJob, signal) =>
      new Promise((_, reject) => {
        writeFileSync(work, 'half');
        begin();
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }),
    generator: 'test',
    now: () => new Date(0),
    onProgress: (each) => progress.push(each),
  });
  return { service, begun };
}

it('an export that is stopped leaves nothing behind and says so', async () => {
  const { service, begun } = endless();
  const saved = service.save(REQUEST, path.join(out.dir, 'tags'));
  await begun;
  expect(readdirSync(out.dir)).toHaveLength(1);
  await service.stop();
  expect(await saved).toEqual({ ok: false, error: { type: 'stopped' } });
  expect(readdirSync(out.dir)).toEqual([]);
  expect(progress.at(-1)).toBeNull();
});

it('an export that is complete when it is stopped is said to be', async () => {
  let stop: () => Promise<void> = () => Promise.resolve();
  const service = new ExportService({
    library,
    previewFormat: (job) => Promise.resolve(previewFormat(job)),
    write: async (job, signal) => {
      await writeFormat(job);
      void stop();
      throw signal.reason;
    },
    generator: 'test',
    now: () => new Date(0),
  });
  stop = () => service.stop();
  const target = path.join(out.dir, 'tags');
  expect(await service.save(REQUEST, target)).toMatchObject({
    ...{ ok: true, value: { path: target, articles: 5 } },
  });
  expect(readdirSync(out.dir)).toEqual(['tags']);
});

it('tells of each article, then of writing, then that nothing is done any more', async () => {
  const service = new ExportService({
    library,
    previewFormat: (job) => Promise.resolve(previewFormat(job)),
    write: (job) => writeFormat(job),
    generator: 'test',
    now: () => new Date(0),
    onProgress: (each) => progress.push(each),
  });
  const saved = await service.save(REQUEST, path.join(out.dir, 'tags'));
  expect(saved).toMatchObject({ ok: true, value: { articles: 5 } });
  expect(progress).toEqual([
    ...[0, 1, 2, 3, 4].map((done) => ({ step: 'collecting', done, total: 5 })),
    { step: 'writing', done: 5, total: 5 },
    null,
  ]);
  expect(readdirSync(out.dir)).toEqual(['tags']);
});

it('a newer preview takes the place of an older one', async () => {
  const { service } = endless();
  const [older, newer] = await Promise.all([service.preview(REQUEST), service.preview(REQUEST)]);
  expect(older).toEqual({ ok: false, error: { type: 'stopped' } });
  expect(newer).toMatchObject({ ok: true, value: { articles: 5 } });
});

it('a format that is not there is said to be none', async () => {
  const { service } = endless();
  expect(await service.preview({ ...REQUEST, format: 'pdf' })).toEqual({
    ok: false,
    error: { type: 'no-such-format', format: 'pdf' },
  });
});
