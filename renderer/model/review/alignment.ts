import type { Slices } from '#core/collections/slices.ts';

import type { AppState } from '../state/app-state.ts';
import type { Page } from '../state/page.ts';
import type { Store } from '../state/store.ts';

/** Milliseconds of work before keys and frames get their turn; a frame has sixteen. */
const SLICE = 8;
/** Of the first slice, which is part of what an article is opened with. */
const FIRST_SLICE = 2;
/** How much more must be done before the window shows it. */
const SHOWN_STEP = 0.01;

/**
 * Lines up everybody's tags in slices, between which the window answers, and keeps how far it is in
 * the state. One at a time: a newer one takes the place of the older, which then changes nothing.
 */
export class Alignment {
  private current: symbol | null = null;
  private ended = Promise.resolve();

  constructor(
    private readonly store: Store<Pick<AppState, 'aligning'>>,
    private readonly page: Pick<Page, 'giveWay'>,
  ) {}

  get isRunning(): boolean {
    return this.current !== null;
  }

  /** Begins; what takes less than the first slice is taken over before this returns. */
  start<T>(work: Slices<T>, take: (value: T) => void): void {
    const run = Symbol('alignment');
    this.current = run;
    let share = 0;
    /** Answers whether all is done. */
    const advance = (slice: number): boolean => {
      const end = performance.now() + slice;
      for (let step = work.next(); ; step = work.next()) {
        if (step.done) {
          this.cancel();
          take(step.value);
          return true;
        }
        share = Math.max(share, step.value);
        if (performance.now() >= end) return false;
      }
    };
    if (advance(FIRST_SLICE)) return;
    this.ended = this.goOn(
      run,
      () => advance(SLICE),
      () => {
        this.show(share);
      },
    );
  }

  /** Whatever is running changes nothing any more. */
  cancel(): void {
    this.current = null;
    if (this.store.get().aligning !== null) this.store.set({ aligning: null });
  }

  /** Does something once nothing is being lined up any more: at once where nothing is. */
  after<T>(act: () => T): T | Promise<T> {
    return this.current ? this.settled().then(act) : act();
  }

  private async settled(): Promise<void> {
    while (this.current) await this.ended;
  }

  private async goOn(run: symbol, advance: () => boolean, show: () => void): Promise<void> {
    try {
      for (;;) {
        await this.page.giveWay();
        if (this.current !== run || advance()) return;
        // Not before: little work is done by now, and would be shown for a moment.
        show();
      }
    } finally {
      if (this.current === run) this.cancel();
    }
  }

  private show(share: number): void {
    const { aligning } = this.store.get();
    if (aligning === null || share >= aligning + SHOWN_STEP) this.store.set({ aligning: share });
  }
}
