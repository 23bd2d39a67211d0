import type { ParentPort } from 'electron';

import { describeError } from '../shell/log.ts';
import { STARTED, type JobMessage, type JobRequest, type JobTable } from './messages.ts';

/** Milliseconds between two reports of one job: a message takes as long as reading a short text. */
const REPORT_EVERY = 50;

/** Does in this process what the process that started it asks for. */
export function answerJobs(jobs: JobTable): void {
  // Electron's port to the main process; absent where Node forked this one.
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) {
    parentPort.on('message', ({ data }: { readonly data: unknown }) => {
      void answerOne(jobs, data, (message) => {
        parentPort.postMessage(message);
      });
    });
    parentPort.postMessage(STARTED);
  } else {
    process.on('message', (data) => {
      void answerOne(jobs, data, (message) => {
        process.send?.(message);
      });
    });
    process.send?.(STARTED);
  }
}

/** Answers one message, with news of it before; silent where it is none of ours. */
async function answerOne(
  jobs: JobTable,
  message: unknown,
  send: (message: JobMessage) => void,
): Promise<void> {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return;
  // From the process that started this one, and written by its `JobRunner`.
  const { id, kind, job } = message as JobRequest;
  let reported = -Infinity;
  const report = (share: number): void => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    send({ id, share });
  };
  try {
    const run = jobs[kind];
    if (!run) throw new Error(`There is no job ${kind}.`);
    send({ id, ok: true, answer: await run(job as never, { report }) });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    send({ id, ok: false, detail, trace: describeError(error) });
  }
}
