import type { Bridge } from '#core/contract/contract.ts';
import type { StoreStatus } from '#core/contract/store.ts';
import type { Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import type { Notices } from './notices.ts';
import type { Store } from '../state/store.ts';

/** How long a change may take before the window says *Saving…*, in milliseconds. */
export const SLOW_SAVE = 400;

/** Says how it stands with what is on its way to the disk. */
export class Saving {
  /** Spans of changes that take long, by request. */
  private readonly pending = new Map<string, readonly Span[]>();
  /** That all is saved, heard before the answers to these have come. */
  private early: StoreStatus | null = null;

  constructor(
    private readonly store: Store<Pick<AppState, 'status'>>,
    /** Marks in the text what is not saved. */
    private readonly mark: (spans: readonly Span[]) => void,
  ) {}

  /** Says *Saving…* when the answer takes long, and marks what waits; returns what ends it. */
  begin(requestId: string, spans: readonly Span[] = []): () => void {
    const timer = setTimeout(() => {
      if (this.store.get().status.type === 'saved') this.store.set({ status: { type: 'saving' } });
      this.pending.set(requestId, spans);
      this.show();
    }, SLOW_SAVE);
    return () => {
      clearTimeout(timer);
      if (!this.pending.delete(requestId)) return;
      this.show();
      const { early } = this;
      if (this.pending.size === 0 && early) this.takeStatus(early);
    };
  }

  private show(): void {
    this.mark([...this.pending.values()].flat());
  }

  /** Takes over what is news: *Saving…* is said by `begin`, and each answer says when it was saved. */
  takeStatus(status: StoreStatus): void {
    const isEarly = status.type === 'saved' && this.pending.size > 0;
    this.early = isEarly ? status : null;
    // Words that are still marked as not saved would contradict it.
    if (isEarly) return;
    const isKnown = status.type === 'saved' && this.store.get().status.type === 'saved';
    if (status.type !== 'saving' && !isKnown) this.store.set({ status });
  }
}

/** Tries once more what could not be saved; says that nothing needs to be where all was. */
export async function saveNow(needs: {
  readonly bridge: Bridge;
  readonly notices: Pick<Notices, 'say'>;
}): Promise<void> {
  const answer = await needs.bridge.invoke('store:retry', undefined);
  if (answer.ok && answer.value.type === 'saved') {
    needs.notices.say('All changes are saved automatically.');
  }
}
