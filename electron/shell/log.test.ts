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

  it('keeps one older log and begins a new one beyond the limit', () => {
    const log = openLog(folder, now, 100);
    for (let entry = 0; entry < 20; entry += 1) log.error('A sentence of some length.');
    expect(readdirSync(folder).sort()).toEqual(['framewise.log', 'framewise.old.log']);
    expect(statSync(path.join(folder, 'framewise.log')).size).toBeLessThan(250);
  });

  it('goes on when the log cannot be written', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openLog(path.join(file, 'logs'), now).error('x')).not.toThrow();
  });
});
