import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ChangeProgress } from '#core/contract/library.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Watch } from '../store/library/changes/many-articles.ts';
import { WatchedChanges } from './watched-changes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Done = Result<number, { readonly type: string }>;

/** A change of so many articles, each of which takes so many milliseconds; it stops where it is asked to. */
const changing =
  (articles: number, milliseconds: number) =>
  async ({ signal, report }: Watch): Promise<Done> => {
    for (let done = 1; done <= articles; done += 1) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      if (signal?.aborted) return err({ type: 'change-cancelled' });
      report?.(done, articles);
    }
    return ok(articles);
  };

function watched() {
  const told: (ChangeProgress | null)[] = [];
  const changes = new WatchedChanges((progress) => told.push(progress));
  return { told, changes };
}

describe('a change of many articles that is followed', () => {
  it('is told ten times a second at most, and that it is over', async () => {
    const { told, changes } = watched();
    const done = changes.run(changing(1000, 1));
    await vi.runAllTimersAsync();
    expect(await done).toEqual(ok(1000));
    expect(told[0]).toEqual({ done: 1, total: 1000 });
    expect(told.at(-1)).toBeNull();
    expect(told.length).toBeLessThanOrEqual(12);
    const counts = told.flatMap((each) => each?.done ?? []);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('is over once the last of several is', async () => {
    const { told, changes } = watched();
    const short = changes.run(changing(1, 10));
    const long = changes.run(changing(1, 300));
    await vi.advanceTimersByTimeAsync(10);
    await short;
    expect(told).not.toContain(null);
    await vi.runAllTimersAsync();
    await long;
    expect(told.at(-1)).toBeNull();
  });

  it('that is stopped says so, and one that came to its end all the same does not', async () => {
    const { changes } = watched();
    const done = changes.run(changing(10, 10));
    const stopped = changes.stop();
    await vi.runAllTimersAsync();
    expect(await done).toEqual(err({ type: 'change-cancelled' }));
    expect(await stopped).toBe(true);
    const ended = changes.run(() => Promise.resolve(ok(1)));
    const tooLate = changes.stop();
    expect(await ended).toEqual(ok(1));
    expect(await tooLate).toBe(false);
  });
});
