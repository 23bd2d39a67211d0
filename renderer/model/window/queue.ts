import type { AppState } from '../state/app-state.ts';
import type { Stage } from './focus.ts';
import { SLOW_SAVE } from './saving.ts';
import type { Store } from '../state/store.ts';

interface Waiting {
  readonly command: () => unknown;
  readonly behindAll: boolean;
}

/** Commands one after the other, so that quick keys cannot overtake the disk. */
export class Queue {
  /** Commands that were asked for, the one that is running first. */
  private readonly waiting: Waiting[] = [];
  /** What the disk has not answered in the time that it was waited for. */
  private readonly unanswered = new Set<Promise<unknown>>();
  private allDone = Promise.resolve();

  constructor(
    private readonly store: Store<Pick<AppState, 'dialog'>>,
    private readonly stage: Stage,
  ) {}

  /** Whether a command is still to be done. */
  get isBusy(): boolean {
    return this.waiting.length > 0;
  }

  /**
   * Runs a command behind those that were asked for before: what is typed behind a change sees its
   * outcome. A disk that does not answer is not waited for, but by one that goes `behindAll`, as what
   * it is about is not known sooner. Keys that were typed before a sheet opened are dropped, they were
   * not meant for what is under it. Settled once nothing is left to do.
   */
  run(command: () => unknown, behindAll = false): Promise<void> {
    this.waiting.push({ command, behindAll });
    if (this.waiting.length === 1) this.allDone = this.runAll();
    return this.allDone;
  }

  private async runAll(): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      if (next.behindAll && this.unanswered.size > 0) await Promise.allSettled(this.unanswered);
      this.stage.surface?.settleSelection();
      const outcome = next.command();
      if (outcome instanceof Promise) await this.answered(outcome);
      if (this.store.get().dialog) this.waiting.length = 0;
      else this.waiting.shift();
    }
  }

  /** Waits for an answer as long as an answer is waited for. */
  private async answered(outcome: Promise<unknown>): Promise<void> {
    this.unanswered.add(outcome);
    const answer = outcome.finally(() => this.unanswered.delete(outcome));
    await Promise.race([answer, rest(SLOW_SAVE)]);
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
