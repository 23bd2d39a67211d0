import type { ChangeProgress } from '#core/contract/library.ts';
import type { Result } from '#core/result.ts';

import type { Watch } from '../store/library/changes/many-articles.ts';

/** Milliseconds between two reports. */
const REPORT_EVERY = 100;

/** Changes that may take long, so that the analyst can follow and stop them. */
export class WatchedChanges {
  readonly #onProgress: (progress: ChangeProgress | null) => void;
  readonly #running = new Map<AbortController, Promise<boolean>>();

  /** @param onProgress is told `null` when nothing is being changed any more */
  constructor(onProgress: (progress: ChangeProgress | null) => void) {
    this.#onProgress = onProgress;
  }

  async run<T, E extends { readonly type: string }>(
    work: (watch: Watch) => Promise<Result<T, E>>,
  ): Promise<Result<T, E>> {
    const controller = new AbortController();
    let reported = -Infinity;
    const report = (done: number, total: number): void => {
      if (performance.now() - reported < REPORT_EVERY) return;
      reported = performance.now();
      this.#onProgress({ done, total });
    };
    const result = work({ signal: controller.signal, report });
    const isStopped = result.then(
      (answer) => !answer.ok && answer.error.type === 'change-cancelled',
      () => false,
    );
    this.#running.set(controller, isStopped);
    try {
      return await result;
    } finally {
      this.#running.delete(controller);
      if (reported > 0 && this.#running.size === 0) this.#onProgress(null);
    }
  }

  /** Stops all of them. Answers when they have ended, with whether any left everything as it was. */
  async stop(): Promise<boolean> {
    const running = [...this.#running];
    for (const [controller] of running) controller.abort();
    return (await Promise.all(running.map(([, isStopped]) => isStopped))).includes(true);
  }
}
