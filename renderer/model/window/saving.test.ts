import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { StoreStatus } from '#core/contract/store.ts';
import type { Span } from '#core/text/span.ts';

import { Saving, SLOW_SAVE } from './saving.ts';
import { Store } from '../state/store.ts';

const SAVED: StoreStatus = { type: 'saved', at: '2026-01-02T03:04:05.000Z' };
const LATER: StoreStatus = { type: 'saved', at: '2026-01-02T03:05:05.000Z' };
const FAILED: StoreStatus = {
  type: 'not-saved',
  pending: 1,
  reason: 'disk-full',
  detail: 'The disk is full.',
};
const WORDS: readonly Span[] = [{ start: 2, end: 5 }];

describe('how it stands with what is on its way to the disk', () => {
  let store: Store<{ readonly status: StoreStatus }>;
  let marked: readonly Span[];
  let saving: Saving;
  const said = (): StoreStatus => store.get().status;
  const waitLong = (): void => void vi.advanceTimersByTime(SLOW_SAVE);

  beforeEach(() => {
    vi.useFakeTimers();
    store = new Store({ status: SAVED });
    marked = [];
    saving = new Saving(store, (spans) => (marked = spans));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is not said of what is answered soon', () => {
    const done = saving.begin('a', WORDS);
    vi.advanceTimersByTime(SLOW_SAVE - 1);
    done();
    waitLong();
    expect([said(), marked]).toEqual([SAVED, []]);
  });

  it('is Saving… for as long as an answer is missing, whatever is heard before it', () => {
    const done = saving.begin('a', WORDS);
    waitLong();
    saving.takeStatus(LATER);
    expect([said(), marked]).toEqual([{ type: 'saving' }, WORDS]);
    done();
    expect([said(), marked]).toEqual([LATER, []]);
  });

  it('waits for the last of several answers', () => {
    const [first, second] = [saving.begin('a', WORDS), saving.begin('b')];
    waitLong();
    saving.takeStatus(LATER);
    first();
    expect([said(), marked]).toEqual([{ type: 'saving' }, []]);
    second();
    expect(said()).toEqual(LATER);
  });

  it('is Not saved at once where the disk refuses, and does not become Saved with an older word', () => {
    const done = saving.begin('a', WORDS);
    waitLong();
    saving.takeStatus(LATER);
    saving.takeStatus(FAILED);
    expect(said()).toEqual(FAILED);
    done();
    expect(said()).toEqual(FAILED);
  });
});
