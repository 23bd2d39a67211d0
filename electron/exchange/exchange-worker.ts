import type { Result } from '#core/result.ts';

import { runParseJob, type Found, type ParseAnswer, type ParseJob } from './parse-job.ts';
import { writeExport, type ExportJob, type WriteExportError } from './write-export.ts';

/** Milliseconds after which a file is given up and the process that reads it ended. */
const PATIENCE = 120_000;
/** Milliseconds without work after which the process is ended, to give its memory back. */
const IDLE = 20_000;

interface Jobs {
  parse: { readonly job: ParseJob; readonly answer: ParseAnswer };
  'write-export': {
    readonly job: ExportJob;
    readonly answer: Result<{ readonly bytes: number }, WriteExportError>;
  };
}
type Kind = keyof Jobs;

/** One job on its way to the process; the answer carries the same `id`. */
interface Request<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly job: Jobs[K]['job'];
}
type Reply =
  | { readonly id: number; readonly ok: true; readonly answer: Jobs[Kind]['answer'] }
  | { readonly id: number; readonly ok: false; readonly detail: string };

/** The other process, as `utilityProcess.fork` returns it. */
export interface ExchangeProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): unknown;
}

/** Answers one message in the other process; `null` where the message is none of ours. */
export async function answerExchange(message: unknown): Promise<Reply | null> {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return null;
  // From the process that started this one, and written by `createExchangeRunner`.
  const request = message as Request;
  const { id } = request;
  try {
    return { id, ok: true, answer: await runJob(request) };
  } catch (error) {
    return { id, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function runJob(request: Request): Promise<Jobs[Kind]['answer']> {
  return request.kind === 'parse'
    ? runParseJob(request.job as ParseJob)
    : writeExport(request.job as ExportJob);
}

export interface ExchangeRunner {
  readonly parse: <J extends ParseJob>(job: J) => Promise<ParseAnswer<J>>;
  readonly write: (job: ExportJob) => Promise<Result<{ readonly bytes: number }, WriteExportError>>;
  readonly stop: () => void;
}

/**
 * Reads and writes files in a process that is started with the first job, ended when it has
 * nothing to do, and started again after it died: whatever a file does to it, the application
 * goes on, and no large file keeps the window waiting.
 */
export function createExchangeRunner(start: () => ExchangeProcess): ExchangeRunner {
  const waiting = new Map<number, { process: ExchangeProcess; give: (reply: Reply) => void }>();
  let worker: ExchangeProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const stop = (): void => {
    worker?.kill();
    worker = null;
  };
  const begin = (): ExchangeProcess => {
    const started = start();
    started.on('message', (message) => {
      const reply = message as Reply;
      waiting.get(reply.id)?.give(reply);
    });
    started.on('exit', () => {
      if (worker === started) worker = null;
      for (const [id, { process, give }] of waiting) {
        if (process === started) give({ id, ok: false, detail: 'It ended unexpectedly.' });
      }
    });
    return started;
  };
  const run = <K extends Kind>(kind: K, job: Jobs[K]['job']): Promise<Reply> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = lastId;
      clearTimeout(idle);
      const timer = setTimeout(stop, PATIENCE);
      timer.unref();
      const give = (reply: Reply): void => {
        waiting.delete(id);
        clearTimeout(timer);
        if (waiting.size === 0) {
          idle = setTimeout(stop, IDLE);
          idle.unref();
        }
        resolve(reply);
      };
      worker ??= begin();
      waiting.set(id, { process: worker, give });
      const request: Request<K> = { id, kind, job };
      worker.postMessage(request);
    });

  return {
    stop,
    parse: async <J extends ParseJob>(job: J) => {
      const reply = await run('parse', job);
      if (reply.ok) return reply.answer as ParseAnswer<J>;
      if (job.type === 'place') throw new Error(`Tags could not be placed. ${reply.detail}`);
      const name = job.type === 'read-file' ? (job.path.split(/[\\/]/u).at(-1) ?? '') : job.name;
      const reason = 'This file could not be read to its end, and nothing of it was taken.';
      const refused: Found = { type: 'refused', name, reason };
      return refused as ParseAnswer<J>;
    },
    write: async (job) => {
      const reply = await run('write-export', job);
      if (reply.ok) return reply.answer as Jobs['write-export']['answer'];
      const detail = `The program that writes files stopped: ${reply.detail} An old file is as it was.`;
      return { ok: false, error: { type: 'cannot-write', path: job.path, detail } };
    },
  };
}
