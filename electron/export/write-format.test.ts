import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { emptyDetails } from '#core/article/article.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';
import { writeVerified } from '#core/exchange/pipeline/verify.ts';
import { describeSpan } from '#core/text/selector.ts';

import { nodeDisk, type Disk, type OpenFile } from '../store/disk/files.ts';
import { createFaultyDisk } from '../store/testing/faulty-disk.ts';
import { codebook } from '../store/testing/library-fixture.ts';
import { sha256 } from '../store/disk/sums.ts';
import { NODE_TOOLS } from '../files/node-tools.ts';
import { writeFormat, type FormatFileJob } from './write-format.ts';
import { workPathFor, writeTarget } from '../files/write-target.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'framewise-export-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const TEXT = 'He said “no” 🌐 and “yes”.';
const ANNA = '11111111-1111-4111-8111-111111111111';

function jobOf(name = 'out.json', tags = 1, exact?: string): FormatFileJob {
  const fragment = describeSpan(TEXT, { start: 20, end: 25 });
  return {
    format: 'native',
    path: path.join(folder, name),
    work: workPathFor(path.join(folder, name)),
    options: { includeText: true, hideNames: false, exportedAt: 'x', generator: 'test' },
    content: {
      codebook,
      annotators: [{ id: ANNA, name: 'Anna' }],
      returnFor: null,
      from: null,
      reviews: [],
      links: [],
      aliases: [],
      events: [],
      articles: [
        {
          id: sha256(TEXT),
          text: TEXT,
          sources: [],
          boilerplate: [],
          details: emptyDetails('T'),
        },
      ],
      sets: [
        {
          annotator: ANNA,
          articleId: sha256(TEXT),
          annotations: Array.from({ length: tags }, (_, index) => ({
            id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            fragments: [{ ...fragment, exact: exact ?? fragment.exact }],
            category: 'quote',
            attributes: {},
            attributeSpans: {},
            aside: {},
            note: '',
            confidence: null,
            creator: ANNA,
            created: '',
            modified: '',
          })),
        },
      ],
    },
  };
}

/** Makes a file and writes it, as the process that writes exports does. */
async function writeExport({ path: target, content, options }: FormatFileJob, disk?: Disk) {
  const made = writeVerified(FRAMEWISE, content, options, NODE_TOOLS);
  const [file] = made.ok ? made.value.files : [];
  return file ? writeTarget(target, file.bytes, workPathFor(target), disk) : made;
}

describe('An export', () => {
  it('writes a file that others can read and leaves nothing else behind', async () => {
    const job = jobOf();
    const done = await writeExport(job);
    expect(done).toEqual({ ok: true, value: { bytes: statSync(job.path).size } });
    expect(readdirSync(folder)).toEqual(['out.json']);
    expect(statSync(job.path).mode & 0o777).toBe(0o644);
    expect(JSON.parse(readFileSync(job.path, 'utf8'))).toMatchObject({ format: 'framewise' });
  });

  it('keeps the permissions of the file it replaces', async () => {
    const job = jobOf();
    writeFileSync(job.path, 'old', { mode: 0o600 });
    await writeExport(job);
    expect(statSync(job.path).mode & 0o777).toBe(0o600);
  });

  it('replaces a link by a file and does not touch what it leads to (bad input 82)', async () => {
    writeFileSync(path.join(folder, 'precious.txt'), 'precious');
    symlinkSync(path.join(folder, 'precious.txt'), path.join(folder, 'out.json'));
    expect((await writeExport(jobOf())).ok).toBe(true);
    expect(readFileSync(path.join(folder, 'precious.txt'), 'utf8')).toBe('precious');
  });

  it('leaves the old file as it was, whatever call fails and however (bad input 84)', async () => {
    for (const fate of ['short', 'stop', { code: 'ENOSPC' }, { code: 'EIO' }] as const) {
      for (let number = 1, met = true; met; number += 1) {
        met = false;
        const job = jobOf(`${JSON.stringify(fate).replace(/\W/gu, '')}-${number}.json`);
        writeFileSync(job.path, 'old');
        let stop: (how: 'stopped') => void = () => undefined;
        const stopped = new Promise<'stopped'>((resolve) => (stop = resolve));
        const files: OpenFile[] = [];
        const remembering: Disk = {
          ...nodeDisk,
          open: async (file, mode) => {
            const opened = await nodeDisk.open(file, mode);
            files.push(opened);
            return opened;
          },
        };
        const disk = createFaultyDisk(
          remembering,
          (call) => {
            if (call.number !== number) return 'ok';
            met = true;
            return fate;
          },
          () => stop('stopped'),
        );
        const done = await Promise.race([writeExport(job, disk), stopped]);
        // A stopped process closes nothing; the test must.
        if (done === 'stopped') for (const file of files) await file.close().catch(() => undefined);
        const content = readFileSync(job.path, 'utf8');
        if (done !== 'stopped' && done.ok) expect(content).not.toBe('old');
        // After the rename only making it survive a power cut can fail: the file is complete.
        if (content !== 'old') expect(JSON.parse(content)).toMatchObject({ format: 'framewise' });
        if (done !== 'stopped') {
          expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
        } else {
          for (const name of readdirSync(folder))
            if (name.endsWith('.part')) rmSync(path.join(folder, name));
        }
      }
    }
  });

  it('notices a disk that keeps other bytes than it was given', async () => {
    const job = jobOf();
    writeFileSync(job.path, 'old');
    const lying: Disk = {
      ...nodeDisk,
      read: async (file) => (await nodeDisk.read(file)).with(5, 0),
    };
    expect(await writeExport(job, lying)).toMatchObject({
      ok: false,
      error: { type: 'cannot-write' },
    });
    expect(readFileSync(job.path, 'utf8')).toBe('old');
  });

  it.each([
    { name: 'absent', path: 'absent/out.json', detail: 'This folder is not there any more.' },
    { name: 'a file', path: 'file/out.json', detail: 'This folder is not there any more.' },
  ])('says what is wrong with a folder that is $name', async ({ path: name, detail }) => {
    writeFileSync(path.join(folder, 'file'), '');
    const done = await writeExport(jobOf(name));
    expect(done).toMatchObject({
      ok: false,
      error: {
        type: 'cannot-write',
        path: path.join(folder, name),
        detail: expect.stringContaining(detail),
      },
    });
  });

  it.each([
    { code: 'ENOSPC', detail: 'The disk is full.' },
    { code: 'EROFS', detail: 'This folder may not be written to.' },
    { code: 'EACCES', detail: 'This folder may not be written to.' },
    { code: 'EIO', detail: 'The old file is as it was.' },
  ])('says what $code means (bad input 83)', async ({ code, detail }) => {
    const disk = createFaultyDisk(nodeDisk, () => ({ code }));
    expect(await writeExport(jobOf(), disk)).toMatchObject({
      ok: false,
      error: { type: 'cannot-write', detail: expect.stringContaining(detail) },
    });
  });

  it('does not put a file in place of a folder', async () => {
    mkdirSync(path.join(folder, 'out.json'));
    writeFileSync(path.join(folder, 'out.json', 'precious'), '');
    expect(await writeExport(jobOf())).toMatchObject({
      ok: false,
      error: { type: 'cannot-write' },
    });
    expect(readdirSync(folder)).toEqual(['out.json']);
  });
});

describe('writeFormat', () => {
  it.each([
    { name: 'words that are not at their place', exact: '“YES”', detail: /not at its position/u },
    { name: 'words of another length', exact: '“yes', detail: /could not be read back/u },
  ])('finds $name before anything is written', async ({ exact, detail }) => {
    expect(await writeFormat(jobOf('out.json', 1, exact))).toEqual({
      ok: false,
      error: { type: 'does-not-verify', detail: expect.stringMatching(detail) },
    });
  });

  it('does not write what it would refuse to read, and says what to do instead', async () => {
    expect(await writeFormat(jobOf('out.json', 100_001))).toEqual({
      ok: false,
      error: {
        type: 'too-large',
        detail:
          'The file would have 100,001 tags; the limit is 100,000. Export one file per event instead.',
      },
    });
  });
});
