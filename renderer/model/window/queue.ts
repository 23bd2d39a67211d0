import type { AppState } from '../state/app-state.ts';
import type { Stage } from './focus.ts';
import { SLOW_SAVE } from './saving.ts';
import type { Store } from '../state/store.ts';

/** Commands one after the other, so that quick keys cannot overtake the disk. */
export class Queue {
  /** Commands that were asked for, the one that is running first. */
  private readonly waiting: (() => unknown)[] = [];

  constructor(
    private readonly store: Store<Pick<AppState, 'dialog'>>,
    private readonly stage: Stage,
  ) {}

  /**
   * Runs a command behind those that were asked for before: what is typed behind a change sees its
   * outcome. A disk that does not answer is not waited for; keys that were typed before a sheet
   * opened are dropped, they were not meant for what is under it.
   */
  async run(command: () => unknown): Promise<void> {
    this.waiting.push(command);
    if (this.waiting.length > 1) return;
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      this.stage.surface?.settleSelection();
      const outcome = next();
      if (outcome instanceof Promise) await Promise.race([outcome, rest(SLOW_SAVE)]);
      if (this.store.get().dialog) this.waiting.length = 0;
      else this.waiting.shift();
    }
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
