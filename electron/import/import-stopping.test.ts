import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { guessTitle } from '#core/article/proposals.ts';
import type { ImportPreview, ImportProgress } from '#core/contract/import.ts';

import { describeApplied } from '../ipc/handlers/for-window.ts';
import { nodeDisk } from '../store/disk/files.ts';
import type { Library } from '../store/library/library.ts';
import { createFaultyDisk } from '../store/testing/faulty-disk.ts';
import {
  codebook,
  openLibrary,
  seeds,
  tag,
  temporaryFolder,
  SPOOL,
} from '../store/testing/library-fixture.ts';
import { ExportService } from '../export/export-service.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { runParseJob } from './import-job.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';

let folder: ReturnType<typeof temporaryFolder>;
const open: Library[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const library of open.splice(0)) await library.close();
  folder.remove();
});
const at = (name: string): string => path.join(folder.dir, name);

interface Desk {
  readonly library: Library;
  readonly importer: ImportService;
  readonly progress: (ImportProgress | null)[];
}

async function desk(
  name: string,
  {
    parse = runParseJob,
    onProgress = () => undefined,
    ...more
  }: Partial<Pick<Parameters<typeof createImportService>[0], 'parse' | 'onProgress'>> &
    Parameters<typeof openLibrary>[1] = {},
): Promise<Desk> {
  const library = await openLibrary(at(name), { guessTitle, ...more });
  open.push(library);
  const progress: (ImportProgress | null)[] = [];
  const importer = createImportService({
    library,
    parse,
    describeApplied: (done) => describeApplied(library, done),
    now: () => new Date(),
    newId: randomUUID,
    spoolDir: SPOOL,
    onProgress: (each) => {
      progress.push(each);
      onProgress(each);
    },
  });
  return { library, importer, progress };
}

/** A file of all sample articles and one tag; returns its path. */
async function writeFile(): Promise<string> {
  const { library } = await desk('source');
  const done = await tag(library, library.summaries()[0]?.id ?? '', 0, 10, 'claim');
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  const now = (): Date => new Date(0);
  const exporter = new ExportService({
    library,
    previewFormat: (job) => Promise.resolve(previewFormat(job)),
    write: (job) => writeFormat(job),
    generator: 'test',
    now,
  });
  const all = {
    scope: { type: 'all' },
    whose: { type: 'mine' },
    ...{ includeText: true, hideNames: false, includeDecisions: true, includeComments: true },
    ...{ format: 'native', spreadsheet: false },
  } as const;
  const saved = await exporter.save(all, at('all.json'));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return at('all.json');
}

const decisionsFor = ({ items }: ImportPreview) =>
  items.map(({ key }) => ({ key, action: 'import' as const }));

async function valueOf<T>(
  answer: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

const STOPPED = { ok: false, error: { type: 'stopped' } };

it('tells which of the files is read, how much is done, and when nothing is any more', async () => {
  const { importer, progress } = await desk('library');
  const paths = ['a.txt', 'b.txt'].map((name) => {
    writeFileSync(at(name), `Words of ${name}.`);
    return at(name);
  });
  await importer.previewPaths(paths);
  expect(progress).toEqual([
    { step: 'reading', name: 'a.txt', file: 1, files: 2, share: 0 },
    { step: 'reading', name: 'b.txt', file: 2, files: 2, share: 0.5 },
    null,
  ]);
});

it('passes on how much of one file is done', async () => {
  const shares: number[] = [];
  const file = await writeFile();
  const read = await runParseJob(
    { type: 'read-files', paths: [file], codebook },
    { report: (share) => shares.push(share) },
  );
  expect(read).toMatchObject([{ type: 'tags' }]);
  expect(shares.length).toBeGreaterThan(0);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

it('stops nothing when nothing is done', async () => {
  const { importer } = await desk('library');
  expect(await importer.stop()).toBe(false);
});

it('stops between two files, and reads them when it is asked again', async () => {
  let importer: ImportService | null = null;
  let stopped: Promise<boolean> | undefined;
  const made = await desk('library', {
    onProgress: (progress) => {
      if (progress?.file === 2) stopped ??= importer?.stop();
    },
    parse: async (job, watch) => {
      const answer = await runParseJob(job, watch);
      watch?.signal.throwIfAborted();
      return answer;
    },
  });
  ({ importer } = made);
  const paths = ['a.txt', 'b.txt'].map((name) => {
    writeFileSync(at(name), `Words of ${name}.`);
    return at(name);
  });
  expect(await importer.previewPaths(paths)).toEqual(STOPPED);
  expect(await stopped).toBe(true);
  expect(made.progress.at(-1)).toBeNull();
  expect((await valueOf(importer.previewPaths(paths))).items).toHaveLength(2);
});

it('stores everything or nothing, wherever it is stopped', async () => {
  const file = await writeFile();
  const seen = { stopped: 0, stored: 0 };
  for (let number = 1; seen.stored === 0; number += 1) {
    let calls = -Infinity;
    let stop = (): unknown => undefined;
    const disk = createFaultyDisk(nodeDisk, () => {
      calls += 1;
      if (calls === number) stop();
      return 'ok';
    });
    const { library, importer } = await desk(`stopped-${number}`, { seeds: [], disk });
    const preview = await valueOf(importer.previewPaths([file]));
    let answer: Promise<boolean> = Promise.resolve(false);
    stop = () => (answer = importer.stop());
    calls = 0;
    const done = await importer.commit(preview.token, randomUUID(), decisionsFor(preview));
    calls = -Infinity;
    expect(await answer).toBe(!done.ok);
    if (done.ok) seen.stored += 1;
    else {
      expect(done).toEqual(STOPPED);
      seen.stopped += 1;
      expect(library.summaries()).toEqual([]);
      expect(library.historyState().undo).toBeNull();
      expect(await nodeDisk.list(at(`stopped-${number}/incoming`)).catch(() => [])).toEqual([]);
      // What was looked at is still there, and can be stored after all.
      await valueOf(importer.commit(preview.token, randomUUID(), decisionsFor(preview)));
    }
    expect(library.summaries()).toHaveLength(seeds.length);
  }
  expect(seen.stopped).toBeGreaterThan(5);
});

it('stops before anything is written when it is asked at once', async () => {
  const file = await writeFile();
  const { library, importer } = await desk('library', { seeds: [] });
  const before = readFileSync(file);
  const preview = await valueOf(importer.previewPaths([file]));
  const commit = importer.commit(preview.token, randomUUID(), decisionsFor(preview));
  expect(await importer.stop()).toBe(true);
  expect(await commit).toEqual(STOPPED);
  expect(library.summaries()).toEqual([]);
  expect(readFileSync(file).equals(before)).toBe(true);
});
