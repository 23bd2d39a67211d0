import { z } from 'zod';

import { compactDocument } from './compact.ts';
import type { CheckpointJob, RunCheckpoint } from './document-store.ts';
import type { Disk } from '../disk/files.ts';

/** Milliseconds after which a worker is given up; the snapshot is then written in this process. */
const PATIENCE = 60_000;

const Request = z.object({
  id: z.int(),
  job: z.object({
    folder: z.string(),
    format: z.string(),
    seq: z.int(),
    backedUp: z.int(),
    at: z.string(),
  }),
});
const Reply = z.object({ id: z.int(), done: z.boolean() });

/** Answers one message with the reply to be sent; `null` where the message is none of ours. */
export async function answerCheckpoint(
  disk: Disk,
  message: unknown,
): Promise<{ readonly id: number; readonly done: boolean } | null> {
  const request = Request.safeParse(message);
  if (!request.success) return null;
  const { id, job } = request.data;
  return { id, done: await compactDocument(disk, job).catch(() => false) };
}

/** The other process, as `utilityProcess.fork` returns it. */
export interface WorkerProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): unknown;
}

/** Sends checkpoints to another process, which is started with the first of them and again after it died. */
export function createCheckpointRunner(start: () => WorkerProcess): {
  readonly run: RunCheckpoint;
  readonly stop: () => void;
} {
  const waiting = new Map<number, (done: boolean) => void>();
  let worker: WorkerProcess | null = null;
  let lastId = 0;

  const give = (id: number, done: boolean): void => {
    waiting.get(id)?.(done);
    waiting.delete(id);
  };
  const begin = (): WorkerProcess => {
    const started = start();
    started.on('message', (message) => {
      const reply = Reply.safeParse(message);
      if (reply.success) give(reply.data.id, reply.data.done);
    });
    started.on('exit', () => {
      worker = null;
      for (const id of [...waiting.keys()]) give(id, false);
    });
    return started;
  };
  /** Its jobs fail when it is gone and not before: until then it might still replace a file. */
  const stop = (): void => {
    worker?.kill();
  };

  return {
    stop,
    run: (job: CheckpointJob) =>
      new Promise<boolean>((resolve) => {
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(stop, PATIENCE);
        timer.unref();
        waiting.set(id, (done) => {
          clearTimeout(timer);
          resolve(done);
        });
        worker ??= begin();
        worker.postMessage({ id, job });
      }),
  };
}
