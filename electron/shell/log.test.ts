import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { describeError, openLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const now = (): Date => new Date('2026-11-21T12:00:00Z');

describe('openLog', () => {
  it('writes what happened, when, and where in the program', () => {
    const logs = path.join(folder, 'logs');
    openLog(logs, now).error('The answer failed.', new TypeError('x'));
    const file = path.join(logs, 'framewise.log');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^2026-11-21T12:00:00\.000Z The answer failed\.\n {2}TypeError\n\s+at /u);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never writes the message of an error, which may quote an article', () => {
    expect(describeError(new SyntaxError('Unexpected "We cannot agree"'))).not.toContain('agree');
    expect(describeError('We cannot agree')).toBe('  thrown: string');
  });

  it('writes the code and call of a failed system call', () => {
    const error = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write', stack: '' });
    expect(describeError(error)).toBe('  Error ENOSPC write');
  });

  it('names what caused it, and every place in the program', () => {
    const cause = Object.assign(new Error('We cannot agree'), { code: 'EIO', syscall: 'read' });
    const text = describeError(new TypeError('the “road to nowhere”', { cause }));
    expect(text).toMatch(/^ {2}TypeError\n {4}at .*electron\/shell\/log\.test\.ts:\d+:\d+\n/u);
    expect(text).toMatch(
      /\n {2}caused by Error EIO read\n {4}at .*electron\/shell\/log\.test\.ts/u,
    );
  });

  /** Errors that carry words of an article, a name or a file of the analyst's wherever they can. */
  const marked: Readonly<Record<string, () => unknown>> = {
    'a message of several lines that looks like places': () =>
      new Error('x\n    at MARKER (/home/MARKER/MARKER.txt:1:2)\n    at MARKER:1:2'),
    'a place in a file that is none of ours': () => {
      const error = new Error('x');
      error.stack =
        'Error: x\n    at read (/home/MARKER/MARKER.mjs:1:2)\n    at MARKER (MARKER:1:2)';
      return error;
    },
    'a function named after words': () => {
      const named = {
        'MARKER said': () => {
          throw new Error('x');
        },
      };
      try {
        named['MARKER said']();
      } catch (error) {
        return error;
      }
      return undefined;
    },
    'a name and codes of words': () =>
      Object.assign(new Error('x'), {
        ...{ name: 'MARKER said', code: 'MARKER said', syscall: 'open /home/MARKER' },
        path: '/home/MARKER.txt',
      }),
    'words thrown as they are': () => 'MARKER',
    'words behind a cause': () => new Error('x', { cause: 'MARKER' }),
    'a message that was changed later': () => {
      const error = new Error('MARKER\n    at MARKER (/MARKER:1:1)');
      error.message = 'y';
      return error;
    },
  };
  it.each(Object.keys(marked))('writes nothing of %s', (name) => {
    const log = openLog(folder, now);
    log.error('It failed.', marked[name]?.(), { name: 'MARKER said', path: '/home/MARKER' });
    expect(log.read()).toContain('It failed.');
    expect(log.read()).not.toContain('MARKER');
  });

  it('writes what comes again and again eight times, then at the 16th, 32nd, 64th time', () => {
    const log = openLog(folder, now);
    for (let n = 0; n < 1000; n += 1) log.note('The window does not respond.');
    expect(log.read().trimEnd().split('\n')).toHaveLength(14);
    expect(log.read()).toContain('The window does not respond. (512 times)');
  });

  it('writes facts beside a note', () => {
    const log = openLog(folder, now);
    log.note('Ended.', { code: 0, ms: 12 });
    expect(log.read()).toBe('2026-11-21T12:00:00.000Z Ended. code=0 ms=12\n');
  });

  it('reads the older log before the newer one', () => {
    const log = openLog(folder, now, 60);
    for (let n = 0; n < 4; n += 1) log.note(`Note ${n}.`, { n });
    expect(log.read().match(/n=\d/gu)).toEqual([...(log.read().match(/n=\d/gu) ?? [])].sort());
    expect(log.read().trimEnd()).toMatch(/n=3$/u);
  });

  it('keeps one older log and begins a new one beyond the limit', () => {
    const log = openLog(folder, now, 100);
    for (let entry = 0; entry < 20; entry += 1) log.error(`A sentence of some length ${entry}.`);
    expect(readdirSync(folder).sort()).toEqual(['framewise.log', 'framewise.old.log']);
    expect(statSync(path.join(folder, 'framewise.log')).size).toBeLessThan(250);
  });

  it('goes on when the log cannot be written', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openLog(path.join(file, 'logs'), now).error('x')).not.toThrow();
  });
});
