import os from 'node:os';
import { expect, it } from 'vitest';

import { runCommand } from './run-command.mjs';

const WRITES =
  'console.log("one"); console.error("two"); process.exitCode = Number(process.argv[1])';

it('keeps what a command writes to either stream', async () => {
  const kept = await runCommand(process.execPath, ['-e', WRITES, '0'], { output: 'keep' });
  expect(kept.trim().split('\n').sort()).toEqual(['one', 'two']);
});

it('keeps it in the error of one that fails, with its exit code', async () => {
  const failing = runCommand(process.execPath, ['-e', WRITES, '3'], { output: 'keep' });
  await expect(failing).rejects.toMatchObject({
    exitCode: 3,
    output: expect.stringMatching(/^(?:one\s+two|two\s+one)$/u),
  });
});

it('runs one of low priority, and what that starts in turn, behind all others', async () => {
  const child = 'console.log(require("node:os").getPriority())';
  const start = `
    const { constants, getPriority } = require('node:os');
    while (getPriority() !== constants.priority.PRIORITY_LOW);
    const args = ['-e', ${JSON.stringify(child)}];
    require('node:child_process').spawnSync(process.execPath, args, { stdio: 'inherit' });`;
  const said = await runCommand(process.execPath, ['-e', start], {
    output: 'keep',
    priority: 'low',
  });
  expect(Number(said)).toBe(os.constants.priority.PRIORITY_LOW);
});
