import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fromJsonText } from '#core/guards/transfer.ts';

import { encodeUtf8 } from '../store/disk/utf8.ts';
import { codebook } from '../store/testing/library-fixture.ts';
import { createParse } from '../import/parse.ts';
import { settleWriting } from '../files/write-target.ts';
import type { ExchangeJobs } from '../workers/exchange.ts';
import { JobRunner, type WorkerProcess } from './runner.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
// Inside the project, so that the built file finds the packages it imports.
mkdirSync(path.join(ROOT, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(path.join(ROOT, 'node_modules/.cache/exchange-worker-'));
const children: ChildProcess[] = [];
const runner = new JobRunner<ExchangeJobs>(start, { patience: 120_000, idle: 20_000 });
const parse = createParse((job, watch) => runner.run('parse', job, watch));

beforeAll(() => {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const entry = 'electron/workers/exchange.ts';
  const args = [vite, 'build', '--ssr', entry, '--outDir', folder, '-l', 'error'];
  execFileSync(process.execPath, args, { cwd: ROOT });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
}, 60_000);
afterAll(() => {
  runner.stop();
  rmSync(folder, { recursive: true });
});

/** The built worker in a real process, spoken to as Electron's utility process is. */
function start(): WorkerProcess {
  const child = fork(path.join(folder, 'exchange.js'), { serialization: 'advanced' });
  children.push(child);
  return {
    postMessage: (message) => child.send(message as object),
    on: (event: 'message' | 'exit', listener: (message: unknown) => void) =>
      child.on(event, listener),
    kill: () => child.kill('SIGKILL'),
  };
}

/** A file of more tags than are looked at between two reports. */
function manyTags(): string {
  const [annotator, article] = [randomUUID(), 'a'.repeat(64)];
  return JSON.stringify({
    ...{ format: 'framewise', version: 1, generator: 'test', exportedAt: '', codebook },
    ...{ articles: [], events: [], annotators: [{ id: annotator, name: 'B' }] },
    annotationSets: [{ annotator, article, annotations: Array.from({ length: 5000 }, () => ({})) }],
  });
}

describe('JobRunner', () => {
  it('reads files in one other process', async () => {
    writeFileSync(path.join(folder, 'a.txt'), 'A text 🌐');
    const paths = ['a.txt', 'absent.txt'].map((name) => path.join(folder, name));
    const found = await Promise.all(
      paths.map((each) => parse({ type: 'read-files', paths: [each], codebook })),
    );
    expect(found.flat()).toMatchObject([
      { type: 'article', utf8: encodeUtf8('A text 🌐'), source: { encoding: 'utf-8' } },
      { type: 'refused', reason: 'absent.txt is not there any more. Nothing was changed.' },
    ]);
    expect(children).toHaveLength(1);
  });

  it('carries bytes there and back, to try another encoding', async () => {
    const bytes = Buffer.from('cff0e8e2e5f2', 'hex');
    const found = await parse({
      type: 'decode',
      name: 'ru.txt',
      bytes,
      encoding: 'windows-1251',
    });
    expect(found).toMatchObject({ type: 'article', utf8: encodeUtf8('Привет') });
    expect(found.type === 'article' && Buffer.from(found.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('answers, and goes on with a new process, when the process dies', async () => {
    const dying = parse({ type: 'read-text', name: 'big', text: 'word\n'.repeat(100_000) });
    children.at(-1)?.kill('SIGKILL');
    expect(await dying).toEqual({
      type: 'refused',
      name: 'big',
      reason: 'This file could not be read to its end, and nothing of it was taken.',
    });
    expect(await parse({ type: 'read-text', name: 'small', text: 'word' })).toMatchObject({
      type: 'article',
    });
    expect(children).toHaveLength(2);
  });

  it('has another process do what one that does not start was to do', async () => {
    const begun = children.length;
    const halting = new JobRunner<ExchangeJobs>(
      () => {
        const started = start();
        if (children.length === begun + 1) children.at(-1)?.kill('SIGSTOP');
        return started;
      },
      { patience: 120_000, startTime: 2000 },
    );
    const jobs = ['a', 'b'].map((name) =>
      halting.run('parse', { type: 'read-text', name, text: 'word' }),
    );
    expect(await Promise.all(jobs)).toMatchObject([{ name: 'a' }, { name: 'b' }]);
    expect(children[begun]?.signalCode).toBe('SIGKILL');
    halting.stop();
  });

  it('tells how much is done, ends the process when it is asked to stop, and goes on with a new one', async () => {
    const started = children.length;
    const stop = new AbortController();
    const shares: number[] = [];
    const report = (share: number): void => {
      shares.push(share);
      stop.abort();
    };
    writeFileSync(path.join(folder, 'many.json'), manyTags());
    const paths = [path.join(folder, 'many.json')];
    const job = { type: 'read-files', paths, codebook } as const;
    await expect(parse(job, { signal: stop.signal, report })).rejects.toThrow('aborted');
    expect(shares).toHaveLength(1);
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares[0]).toBeLessThan(1);
    await expect.poll(() => children.at(-1)?.signalCode).toBe('SIGKILL');
    await expect(parse(job, { signal: stop.signal, report })).rejects.toThrow('aborted');
    expect(children).toHaveLength(started);
    expect(await parse({ type: 'read-text', name: 'small', text: 'word' })).toMatchObject({
      type: 'article',
    });
    expect(children).toHaveLength(started + 1);
  });

  it('lets another job of the same process end', async () => {
    const stop = new AbortController();
    const report = (): void => undefined;
    const text = (name: string) => ({ type: 'read-text', name, text: 'word' }) as const;
    const stopped = parse(text('a'), { signal: stop.signal, report });
    const other = parse(text('b'));
    stop.abort();
    await expect(stopped).rejects.toThrow('aborted');
    expect(await other).toMatchObject({ type: 'article', name: 'b' });
  });

  it('has ended what writes before it says that it is stopped, and begins the rest again (bad input 85)', async () => {
    const stop = new AbortController();
    const job = { content: null, options: {}, path: path.join(folder, 'x.json') } as never;
    const writer = children.at(-1);
    // Held where it is, so that it cannot be done too soon.
    writer?.kill('SIGSTOP');
    const writing = runner.run('write-export', job, { signal: stop.signal, endsProcess: true });
    const reading = parse({ type: 'read-text', name: 'b', text: 'word' });
    stop.abort(new Error('Stopped.'));
    await expect(writing).rejects.toThrow('Stopped.');
    expect(writer?.signalCode).toBe('SIGKILL');
    expect(await reading).toMatchObject({ type: 'article', name: 'b' });
    expect(children.at(-1)).not.toBe(writer);
  });

  it('computes figures on agreement, and ends when they are stopped', async () => {
    const tag = { id: 't', category: 'quote', fragments: [{ start: 0, end: 5 }], attributes: {} };
    const request = {
      annotators: ['a', 'b'],
      articles: [
        {
          ...{ id: 'one', length: 100, annotators: ['a', 'b'], boilerplate: [] },
          tags: ['a', 'b'].map((annotator) => ({ ...tag, annotator })),
        },
      ],
    };
    const stop = new AbortController();
    const report = fromJsonText(await runner.run('agreement', request, { signal: stop.signal }));
    expect(report.pairs[0]?.pooled.all.counts.identical).toEqual([0]);
    const stopped = runner.run('agreement', request, { signal: stop.signal });
    stop.abort();
    await expect(stopped).rejects.toThrow('aborted');
    const broken = { annotators: ['a'], articles: null } as never;
    await expect(runner.run('agreement', broken)).rejects.toThrow();
    const file = path.join(folder, 'report.csv');
    const names = { annotators: [], articles: [], codebook: { categories: [] } } as never;
    const job = { ...(names as object), request, format: 'csv', path: file } as never;
    expect(await runner.run('write-agreement', job)).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toContain('count identical');
  });

  it('says so when a job cannot be done', async () => {
    const job = { content: null, options: {}, path: path.join(folder, 'x.json') } as never;
    const writing = runner.run('write-export', job);
    expect(await settleWriting('x.json', writing)).toMatchObject({
      ok: false,
      error: { type: 'cannot-write' },
    });
  });
});
