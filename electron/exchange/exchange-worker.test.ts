import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createExchangeRunner, type ExchangeProcess } from './exchange-worker.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
// Inside the project, so that the built file finds the packages it imports.
mkdirSync(path.join(ROOT, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(path.join(ROOT, 'node_modules/.cache/exchange-worker-'));
const children: ChildProcess[] = [];
const runner = createExchangeRunner(start);

beforeAll(() => {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const entry = 'electron/workers/parse.ts';
  const args = [vite, 'build', '--ssr', entry, '--outDir', folder, '-l', 'error'];
  execFileSync(process.execPath, args, { cwd: ROOT });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
}, 60_000);
afterAll(() => {
  runner.stop();
  rmSync(folder, { recursive: true });
});

/** The built worker in a real process, spoken to as Electron's utility process is. */
function start(): ExchangeProcess {
  const child = fork(path.join(folder, 'parse.js'), { serialization: 'advanced' });
  children.push(child);
  return {
    postMessage: (message) => child.send(message as object),
    on: (event: 'message' | 'exit', listener: (message: unknown) => void) =>
      child.on(event, listener),
    kill: () => child.kill('SIGKILL'),
  };
}

describe('createExchangeRunner', () => {
  it('reads files in one other process', async () => {
    writeFileSync(path.join(folder, 'a.txt'), 'A text 🌐');
    const found = await Promise.all(
      ['a.txt', 'absent.txt'].map((name) =>
        runner.parse({ type: 'read-file', path: path.join(folder, name) }),
      ),
    );
    expect(found).toMatchObject([
      { type: 'article', text: 'A text 🌐', source: { encoding: 'utf-8' } },
      { type: 'refused', reason: 'absent.txt is not there any more. Nothing was changed.' },
    ]);
    expect(children).toHaveLength(1);
  });

  it('carries bytes there and back, to try another encoding', async () => {
    const bytes = Buffer.from('cff0e8e2e5f2', 'hex');
    const found = await runner.parse({
      type: 'decode',
      name: 'ru.txt',
      bytes,
      encoding: 'windows-1251',
    });
    expect(found).toMatchObject({ type: 'article', text: 'Привет' });
    expect(found.type === 'article' && Buffer.from(found.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('answers, and goes on with a new process, when the process dies', async () => {
    const dying = runner.parse({ type: 'read-text', name: 'big', text: 'word\n'.repeat(100_000) });
    children.at(-1)?.kill('SIGKILL');
    expect(await dying).toEqual({
      type: 'refused',
      name: 'big',
      reason: 'This file could not be read to its end, and nothing of it was taken.',
    });
    expect(await runner.parse({ type: 'read-text', name: 'small', text: 'word' })).toMatchObject({
      type: 'article',
    });
    expect(children).toHaveLength(2);
  });

  it('says so when a job cannot be done', async () => {
    const job = { content: null, options: {}, path: path.join(folder, 'x.json') } as never;
    expect(await runner.write(job)).toMatchObject({ ok: false, error: { type: 'cannot-write' } });
  });
});
