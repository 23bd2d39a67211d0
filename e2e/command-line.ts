import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { appFolder, expect } from './fixtures.ts';

const run = promisify(execFile);
/** The built command line. */
export const COMMAND = path.join(appFolder, 'dist', 'cli.js');

/** Runs the built command line with nothing but a path to programs: no display, no Electron. */
export async function framewise(words: readonly string[], cwd: string): Promise<unknown> {
  const { stdout, stderr } = await run(process.execPath, [COMMAND, ...words, '--json'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}
