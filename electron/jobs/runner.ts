import { nameOfPath } from '#core/guards/file-names.ts';
import type { AgreementFigures } from '#core/contract/agreement.ts';
import type { JsonText } from '#core/guards/transfer.ts';
import type { Result } from '#core/result.ts';

import type { AgreementFileJob, AgreementJob } from '../agreement/agreement-job.ts';
import type { Found, ParseAnswer, ParseJob, ParseWatch } from '../import/import-job.ts';
import type { WriteExportError } from '../export/write-export.ts';
import type { FormatFileJob, FormatJob, FormatPreview } from '../export/write-format.ts';
import type { CannotWrite } from '../files/write-target.ts';

/** Milliseconds after which a file is given up and the process that reads it ended. */
const PATIENCE = 120_000;
/** Milliseconds without work after which the process is ended, to give its memory back. */
const IDLE = 20_000;

/** What is asked of the other process, and what it answers. */
export interface Jobs {
  parse: { readonly job: ParseJob; readonly answer: ParseAnswer };
  'preview-export': { readonly job: FormatJob; readonly answer: FormatPreview };
  'write-export': {
    readonly job: FormatFileJob;
    readonly answer: Result<{ readonly bytes: number }, WriteExportError>;
  };
  agreement: { readonly job: AgreementJob; readonly answer: JsonText<AgreementFigures> };
  'write-agreement': {
    readonly job: AgreementFileJob;
    readonly answer: Result<{ readonly bytes: number }, CannotWrite>;
  };
}
export type Kind = keyof Jobs;

/** One job on its way to the process; the answer carries the same `id`. */
export interface Request<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly job: Jobs[K]['job'];
}
/** How much of a job is done, from 0 to 1; comes before the reply. */
export interface News {
  readonly id: number;
  readonly share: number;
}
export type Reply =
  | { readonly id: number; readonly ok: true; readonly answer: Jobs[Kind]['answer'] }
  | { readonly id: number; readonly ok: false; readonly detail: string };

/** The other process, as `utilityProcess.fork` returns it. */
export interface ExchangeProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): unknown;
}

/** What follows a job in the other process. */
export interface JobWatch extends ParseWatch {
  /** Ends the job; its promise is then rejected with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface ExchangeRunner {
  /** Rejects where the process ended before it was done, or the signal ended it. */
  readonly agreement: (
    job: AgreementJob,
    signal: AbortSignal,
  ) => Promise<JsonText<AgreementFigures>>;
  readonly writeAgreement: (
    job: AgreementFileJob,
  ) => Promise<Result<{ readonly bytes: number }, CannotWrite>>;
  readonly parse: <J extends ParseJob>(job: J, watch?: JobWatch) => Promise<ParseAnswer<J>>;
  /** Both reject where the signal ended them; what was to be written is then not written any more. */
  readonly previewExport: (job: FormatJob, signal: AbortSignal) => Promise<FormatPreview>;
  readonly write: (
    job: FormatFileJob,
    signal: AbortSignal,
  ) => Promise<Result<{ readonly bytes: number }, WriteExportError>>;
  readonly stop: () => void;
}

/**
 * Reads and writes files in a process that is started with the first job, ended when it has
 * nothing to do, and started again after it died: whatever a file does to it, the application
 * goes on, and no large file keeps the window waiting.
 */
export function createExchangeRunner(start: () => ExchangeProcess): ExchangeRunner {
  const waiting = new Map<
    number,
    {
      process: ExchangeProcess;
      readonly request: Request;
      readonly give: (reply: Reply) => void;
      /** Is told that the process has ended. */
      readonly lose: () => void;
      readonly watch: JobWatch | undefined;
    }
  >();
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
      const answer = message as News | Reply;
      const job = waiting.get(answer.id);
      if ('share' in answer) job?.watch?.report(answer.share);
      else job?.give(answer);
    });
    started.on('exit', () => {
      if (worker === started) worker = null;
      for (const { process, lose } of waiting.values()) if (process === started) lose();
    });
    return started;
  };
  /** Ends a process because of one job; what else it has to do another one begins again. */
  const leave = (process: ExchangeProcess, because: number): void => {
    if (worker === process) worker = null;
    for (const [id, job] of waiting) {
      if (job.process !== process || id === because) continue;
      worker ??= begin();
      job.process = worker;
      worker.postMessage(job.request);
    }
    process.kill();
  };
  const run = <K extends Kind>(kind: K, job: Jobs[K]['job'], watch?: JobWatch): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (watch?.signal.aborted) {
        reject(watch.signal.reason as Error);
        return;
      }
      lastId += 1;
      const id = lastId;
      clearTimeout(idle);
      const timer = setTimeout(stop, PATIENCE);
      timer.unref();
      const end = (): void => {
        waiting.delete(id);
        clearTimeout(timer);
        watch?.signal.removeEventListener('abort', abort);
        if (waiting.size === 0) {
          idle = setTimeout(stop, IDLE);
          idle.unref();
        }
      };
      const give = (reply: Reply): void => {
        end();
        resolve(reply);
      };
      const giveUp = (): void => {
        end();
        reject(watch?.signal.reason as Error);
      };
      const abort = (): void => {
        const writer = waiting.get(id)?.process;
        if (kind === 'write-export' && writer) {
          // It may write until it has ended, and may have just done all of it.
          leave(writer, id);
          return;
        }
        giveUp();
        // What else the process does goes on; this job's answer is then for nobody.
        if (waiting.size === 0) stop();
      };
      const lose = (): void => {
        if (watch?.signal.aborted === true) giveUp();
        else give({ id, ok: false, detail: 'It ended unexpectedly.' });
      };
      watch?.signal.addEventListener('abort', abort);
      worker ??= begin();
      const request: Request<K> = { id, kind, job };
      waiting.set(id, { process: worker, request, give, lose, watch });
      worker.postMessage(request);
    });

  const written = <E extends { readonly type: string }>(
    reply: Reply,
    path: string,
  ): Result<{ readonly bytes: number }, E | CannotWrite> => {
    if (reply.ok) return reply.answer as Result<{ readonly bytes: number }, E>;
    const detail = `The program that writes files stopped: ${reply.detail} An old file is as it was.`;
    return { ok: false, error: { type: 'cannot-write', path, detail } };
  };

  return {
    stop,
    agreement: async (job, signal) => {
      const reply = await run('agreement', job, { signal, report: () => undefined });
      if (reply.ok) return reply.answer as Jobs['agreement']['answer'];
      throw new Error(reply.detail);
    },
    writeAgreement: async (job) => written(await run('write-agreement', job), job.path),
    parse: async <J extends ParseJob>(job: J, watch?: JobWatch) => {
      const reply = await run('parse', job, watch);
      if (reply.ok) return reply.answer as ParseAnswer<J>;
      if (job.type === 'place' || job.type === 'move' || job.type === 'place-foreign')
        throw new Error(`Tags could not be placed. ${reply.detail}`);
      const refuse = (name: string): Found => ({
        type: 'refused',
        name,
        reason: 'This file could not be read to its end, and nothing of it was taken.',
      });
      const answer =
        job.type === 'read-files'
          ? job.paths.map((path) => refuse(nameOfPath(path)))
          : refuse(job.name);
      return answer as ParseAnswer<J>;
    },
    previewExport: async (job, signal) => {
      const reply = await run('preview-export', job, { signal, report: () => undefined });
      if (reply.ok) return reply.answer as FormatPreview;
      throw new Error(reply.detail);
    },
    write: async (job, signal) => {
      const reply = await run('write-export', job, { signal, report: () => undefined });
      return written<WriteExportError>(reply, job.path);
    },
  };
}
