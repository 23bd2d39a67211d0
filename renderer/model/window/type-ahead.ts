import type { Focus } from './focus.ts';
import type { Page } from '../state/page.ts';
import type { Queue } from './queue.ts';

interface TypeAheadNeeds {
  readonly page: Pick<Page, 'nextFrame'>;
  readonly queue: Pick<Queue, 'isBusy' | 'run'>;
  readonly focus: Pick<Focus, 'isMoving'>;
}

/**
 * Keys that are pressed while a command is still being done or the focus is on its way. What they mean
 * depends on where the focus is by then: a letter behind *Edit Details* is the first of a name, and
 * not a command about the article. So they are held, and pressed again one after the other.
 */
export class TypeAhead {
  /** What presses each held key again. */
  private readonly held: (() => void)[] = [];
  private isPressing = false;

  constructor(private readonly needs: TypeAheadNeeds) {}

  /** Whether keys are held: what is typed meanwhile comes behind them. */
  get isHolding(): boolean {
    return this.held.length > 0;
  }

  /** Answers whether a key is held; `press` presses it again when its turn has come. */
  hold(press: () => void): boolean {
    if (this.isPressing || (this.held.length === 0 && this.isSettled())) return false;
    this.held.push(press);
    if (this.held.length === 1) void this.wait();
    return true;
  }

  /** Waits for what has been asked for, and for the frame that draws it and what it opened. */
  private async wait(): Promise<void> {
    const { queue, page } = this.needs;
    await queue.run(() => undefined);
    page.nextFrame(() => {
      while (this.held.length > 0 && this.isSettled()) {
        const [press] = this.held.splice(0, 1);
        this.isPressing = true;
        press?.();
        this.isPressing = false;
      }
      if (this.held.length > 0) void this.wait();
    });
  }

  private isSettled(): boolean {
    return !this.needs.queue.isBusy && !this.needs.focus.isMoving;
  }
}
