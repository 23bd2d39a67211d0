import { app } from 'electron';

import type { Log } from './log.ts';

/** What our own worker processes are called; their runner tells of them. */
const WORKER = 'Framewise';

/**
 * Notes the end of the processes that Chromium has beside the window's: it starts them again by
 * itself. `graphicsEnded` is told of the one that draws, the first time alone: Chromium then draws otherwise.
 */
export function watchOtherProcesses(log: Log, graphicsEnded: () => void): void {
  let isSaid = false;
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit' || name.startsWith(WORKER)) return;
    const facts = { type: type.replaceAll(' ', '-'), reason, code: exitCode };
    log.note('A process of the system around the window ended.', facts);
    if (type !== 'GPU' || isSaid) return;
    isSaid = true;
    graphicsEnded();
  });
}

/** Milliseconds between two looks at the clock. */
const BEAT = 1000;
/** Milliseconds beyond that which are noted. */
const STALL = 1000;

/** Notes when the main process, on which everything waits, stood still, or the computer slept. */
export function watchStalls(log: Log): void {
  let last = performance.now();
  setInterval(() => {
    const late = performance.now() - last - BEAT;
    last += late + BEAT;
    if (late > STALL) log.note('The main process stood still.', { ms: Math.round(late) });
  }, BEAT).unref();
}
