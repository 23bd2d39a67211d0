// Work in other processes, and how it is followed and stopped. Nothing here knows what is done there:
// what a job does stands in its feature, and which process can do which jobs in electron/workers.
import type { Log } from '../shell/log.ts';
import {
  STARTED,
  type AnswerTo,
  type JobMessage,
  type JobOf,
  type JobReports,
  type JobRequest,
  type JobTable,
} from './messages.ts';

/** Milliseconds that a process has to start; one that takes the place of a late one has twice as many. */
const START_TIME = 15_000;

/** The other process, as `utilityProcess.fork` returns it. */
export interface WorkerProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: unknown) => void): unknown;
  kill(): unknown;
}

/** What follows a job in the other process. */
export interface JobWatch extends JobReports {
  /** Ends the job; its promise is then rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /**
   * A job that is stopped ends its process, and its promise is rejected when that is gone: until
   * then it might still write. What else the process has to do, a new one begins again.
   */
  readonly endsProcess?: boolean;
}

/** Why a job has no answer: it failed there, or its process ended before it was done. */
export class JobLost extends Error {}

export interface RunnerOptions {
  /** Milliseconds after which a job is given up and its process ended. */
  readonly patience: number;
  /** Milliseconds without work after which the process is ended, to give its memory back. */
  readonly idle?: number;
  /** In place of `START_TIME`. */
  readonly startTime?: number;
  /** Is told of processes that did not start or died by themselves, and of jobs that failed. */
  readonly log?: Pick<Log, 'note' | 'trace'>;
}

/** A job that waits for its answer. */
interface Waiting {
  process: WorkerProcess;
  readonly request: JobRequest;
  readonly watch: JobWatch | undefined;
  readonly give: (answer: never) => void;
  readonly fail: (reason: Error) => void;
}

/**
 * Does jobs in a process that is started with the first one, ended when it has nothing to do, and
 * started again after it died: whatever a job does to it, the application goes on, and no large
 * file keeps the window waiting.
 */
export class JobRunner<J extends JobTable> {
  readonly #waiting = new Map<number, Waiting>();
  /** Processes that were ended from here. */
  readonly #ended = new WeakSet<WorkerProcess>();
  #current: WorkerProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(
    private readonly start: () => WorkerProcess,
    private readonly options: RunnerOptions,
  ) {}

  /** Rejects with `JobLost`, or with the signal's reason where that ended the job. */
  run<K extends keyof J & string>(
    kind: K,
    job: JobOf<J, K>,
    watch?: JobWatch,
  ): Promise<AnswerTo<J, K>> {
    return new Promise((resolve, reject) => {
      if (watch?.signal.aborted) {
        reject(watch.signal.reason as Error);
        return;
      }
      this.#lastId += 1;
      const id = this.#lastId;
      clearTimeout(this.#idle);
      const giveUp = (): void => {
        const process = this.#waiting.get(id)?.process;
        if (!process) return;
        this.options.log?.note('A job took too long and was given up.', { kind });
        this.#endProcess(process);
      };
      const timer = setTimeout(giveUp, this.options.patience);
      timer.unref();
      const abort = (): void => this.#abort(id);
      const end = (): void => {
        this.#waiting.delete(id);
        clearTimeout(timer);
        watch?.signal.removeEventListener('abort', abort);
        if (this.#waiting.size === 0) this.#waitIdly();
      };
      watch?.signal.addEventListener('abort', abort);
      const process = (this.#current ??= this.#begin());
      const request = { id, kind, job };
      this.#waiting.set(id, {
        ...{ process, request, watch },
        give: (answer) => {
          end();
          resolve(answer);
        },
        fail: (reason) => {
          end();
          reject(reason);
        },
      });
      process.postMessage(request);
    });
  }

  /** Ends the process. Its jobs fail when it is gone and not before: until then it might still write. */
  stop(): void {
    if (this.#current) this.#endProcess(this.#current);
  }

  #begin(startTime = this.options.startTime ?? START_TIME): WorkerProcess {
    const started = this.start();
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      this.options.log?.note('A worker process did not start; another takes its place.', {});
      this.#endProcess(started);
    }, startTime);
    late.unref();
    started.on('message', (message) => {
      clearTimeout(late);
      if (message !== STARTED) this.#take(message as JobMessage);
    });
    started.on('exit', (code) => {
      clearTimeout(late);
      if (this.#current === started) this.#current = null;
      if (!this.#ended.has(started)) this.#noteDeath(started, code);
      for (const waiting of this.#waiting.values()) {
        const { process, watch, fail } = waiting;
        if (process !== started) continue;
        if (watch?.signal.aborted) fail(watch.signal.reason as Error);
        else if (isLate) this.#moveOn(waiting, startTime * 2);
        else fail(new JobLost('It ended unexpectedly.'));
      }
    });
    return started;
  }

  /** Has another process do a job from its beginning. */
  #moveOn(waiting: Waiting, startTime?: number): void {
    this.#current ??= this.#begin(startTime);
    waiting.process = this.#current;
    this.#current.postMessage(waiting.request);
  }

  #noteDeath(died: WorkerProcess, code: unknown): void {
    const jobs = [...this.#waiting.values()].filter(({ process }) => process === died);
    const kinds = jobs.map(({ request }) => request.kind).join('+');
    this.options.log?.note('A worker process died.', { code: String(code), jobs: kinds || 'none' });
  }

  #take(message: JobMessage): void {
    const waiting = this.#waiting.get(message.id);
    if ('share' in message) waiting?.watch?.report?.(message.share);
    // Made by the function of this kind in the process's own table.
    else if (message.ok) waiting?.give(message.answer as never);
    else {
      if (waiting) this.options.log?.trace(`A job failed: ${waiting.request.kind}.`, message.trace);
      waiting?.fail(new JobLost(message.detail));
    }
  }

  #abort(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (waiting.watch?.endsProcess === true) {
      this.#leaveTo(waiting);
      return;
    }
    waiting.fail(waiting.watch?.signal.reason as Error);
    // What else the process does goes on; this job's answer is then for nobody.
    if (this.#waiting.size === 0) this.stop();
  }

  /** Ends a process because of one job; what else it has to do another one begins again. */
  #leaveTo({ process, request: because }: Waiting): void {
    if (this.#current === process) this.#current = null;
    for (const waiting of this.#waiting.values()) {
      if (waiting.process !== process || waiting.request.id === because.id) continue;
      this.#moveOn(waiting);
    }
    this.#kill(process);
  }

  #endProcess(process: WorkerProcess): void {
    if (this.#current === process) this.#current = null;
    this.#kill(process);
  }

  #kill(process: WorkerProcess): void {
    this.#ended.add(process);
    process.kill();
  }

  #waitIdly(): void {
    if (this.options.idle === undefined) return;
    this.#idle = setTimeout(() => this.stop(), this.options.idle);
    this.#idle.unref();
  }
}
