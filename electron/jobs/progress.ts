import type { ImportProgress } from '#core/contract/import.ts';
import { err, type Result } from '#core/result.ts';

/** Milliseconds between two reports of the same step. */
const REPORT_EVERY = 100;
/** Of more files than this, not each one is told of: drawing that would take longer than reading them. */
const TOLD_ONE_BY_ONE = 50;

/** Something long that is being done. */
export interface Work {
  readonly signal: AbortSignal;
  readonly report: (progress: ImportProgress) => void;
}

/** Lets a question to stop come in between two steps that keep this process busy. */
export async function mayStop({ signal }: Work): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

/** Everything long that is being done, so that the analyst can follow and stop it. */
export class LongWork {
  readonly #running = new Set<{
    readonly controller: AbortController;
    readonly isStopped: Promise<boolean>;
  }>();

  /** @param onProgress is told `null` when nothing is being done any more */
  constructor(private readonly onProgress: (progress: ImportProgress | null) => void) {}

  async run<T, E>(
    work: (work: Work) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly type: 'stopped' }>> {
    const controller = new AbortController();
    const { signal } = controller;
    let reported = -Infinity;
    let last: ImportProgress | null = null;
    let waiting: NodeJS.Timeout | undefined;
    const tell = (): void => {
      clearTimeout(waiting);
      waiting = undefined;
      reported = performance.now();
      this.onProgress(last);
    };
    const report = (progress: ImportProgress): void => {
      const isNextFile = progress.files <= TOLD_ONE_BY_ONE && last?.file !== progress.file;
      const isNew = last?.step !== progress.step || isNextFile;
      last = progress;
      const wait = reported + REPORT_EVERY - performance.now();
      if (isNew || wait <= 0) tell();
      // Whatever takes long after this is named, too.
      else waiting ??= setTimeout(tell, wait);
    };
    const stopped = err({ type: 'stopped' as const });
    const outcome = work({ signal, report }).then(
      (result) => (result.ok || !signal.aborted ? result : stopped),
      (error: unknown) => {
        if (signal.aborted) return stopped;
        throw error;
      },
    );
    const isStopped = outcome.then(
      (result) => result === stopped,
      () => false,
    );
    const running = { controller, isStopped };
    this.#running.add(running);
    try {
      return await outcome;
    } finally {
      clearTimeout(waiting);
      this.#running.delete(running);
      if (this.#running.size === 0) this.onProgress(null);
    }
  }

  /** Stops all of it. Answers when it has ended, with whether anything ended without its result. */
  async stop(): Promise<boolean> {
    const running = [...this.#running];
    for (const { controller } of running) controller.abort();
    const ended = await Promise.all(running.map(({ isStopped }) => isStopped));
    return ended.includes(true);
  }
}
