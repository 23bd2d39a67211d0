import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, it } from 'vitest';

import { processorTime } from './processor-time.mjs';

/** A process that keeps a process of its own busy for as long as this, in milliseconds of processor. */
const BUSY = 200;
const burn = `const end = process.cpuUsage().user + ${BUSY}e3; while (process.cpuUsage().user < end); console.log('done'); setInterval(() => {}, 1e6)`;
const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(burn)}], { stdio: 'inherit' })`;

describe.skipIf(process.platform !== 'linux')('the processor time of a program', () => {
  it('has that of its processes in it', async () => {
    const child = spawn(process.execPath, ['-e', parent], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(processorTime(child.pid)).toBeGreaterThan(BUSY);
    process.kill(-child.pid, 'SIGKILL');
    await once(child, 'exit');
  });
});
