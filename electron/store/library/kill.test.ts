import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { STARTED } from '../../jobs/messages.ts';
import { JobRunner, type WorkerProcess } from '../../jobs/runner.ts';
import type { CheckpointJobs } from '../../workers/checkpoint.ts';
import { STORE_LIMITS } from '../document/options.ts';
import { buildForNode } from '../testing/build-for-node.ts';
import { openLibrary, tag, temporaryFolder } from '../testing/library-fixture.ts';
import { findLosses, readAcknowledgements } from '../testing/verify-library.ts';

const ROUNDS = Number(process.env['FRAMEWISE_KILL_ROUNDS'] ?? 5);

describe('a killed process', () => {
  it('has lost nothing that it had acknowledged, however often it is killed (bad input 102)', async () => {
    const child = await buildForNode(path.join(import.meta.dirname, '../testing/kill-child.ts'));
    const folder = temporaryFolder();
    const acknowledged: ReturnType<typeof readAcknowledgements> = [];
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = acknowledged.length;
        const running = spawn(process.execPath, [child, folder.dir], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        const wanted = 20 + Math.floor(Math.random() * 300);
        let text = '';
        running.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (text.split('\n').length > wanted) running.kill('SIGKILL');
        });
        await once(running, 'close');
        acknowledged.push(...readAcknowledgements(text));
        expect(acknowledged.length).toBeGreaterThan(before);
        expect(await findLosses(folder.dir, acknowledged)).toEqual([]);
      }
    } finally {
      folder.remove();
    }
  });
});

describe('a child of the tests', () => {
  it('ends with its parent, however the parent ends', async () => {
    const child = await buildForNode(path.join(import.meta.dirname, '../testing/kill-child.ts'));
    const folder = temporaryFolder();
    const script = `
      const { spawn } = require('node:child_process');
      const running = spawn(process.execPath, ${JSON.stringify([child, folder.dir])}, {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      running.stdout.once('data', () => process.stdout.write(String(running.pid)));
    `;
    try {
      const parent = spawn(process.execPath, ['-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(said.toString());
      expect(isRunning(pid)).toBe(true);
      parent.kill('SIGKILL');
      await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
    } finally {
      folder.remove();
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    // The signal 0 only asks.
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the checkpoint worker', () => {
  it('writes the snapshot of a large article in another process, and its death loses nothing', async () => {
    const file = await buildForNode(path.join(import.meta.dirname, '../../workers/checkpoint.ts'));
    const folder = temporaryFolder();
    let started = 0;
    const replies: unknown[] = [];
    const runner = new JobRunner<CheckpointJobs>(
      (): WorkerProcess => {
        started += 1;
        const worker = fork(file);
        worker.on('message', (message) => replies.push(message));
        // Told to a process that is being killed: the exit says so, too.
        worker.on('error', () => undefined);
        return {
          postMessage: (message) => worker.send(message as object),
          on: (event: string, listener: (message: unknown) => void) => worker.on(event, listener),
          kill: () => worker.kill('SIGKILL'),
        };
      },
      { patience: 60_000 },
    );
    try {
      let library = await openLibrary(folder.dir, {
        runCheckpoint: (job) => runner.run('checkpoint', job).catch(() => false),
        limits: { ...STORE_LIMITS, apart: 0 },
      });
      const id = library.summaries()[0]?.id ?? '';
      for (let n = 0; n < 30; n += 1) await tag(library, id, n * 20, n * 20 + 15);
      await library.closeArticle(id);
      expect(replies).toEqual([STARTED, { id: 1, ok: true, answer: true }]);
      await tag(library, id, 700, 720);
      const closing = library.close();
      runner.stop();
      expect(await closing).toMatchObject({ ok: true });
      library = await openLibrary(folder.dir);
      expect(library.notices()).toEqual([]);
      expect(library.summaries()[0]?.tagCounts).toEqual({ quote: 31 });
      await library.close();
      expect(started).toBeGreaterThan(0);
    } finally {
      runner.stop();
      folder.remove();
    }
  });
});
