import { describe, expect, it } from 'vitest';

import { Gate, Mutex } from './gate.ts';

/** A task that notes when it begins and ends, and ends when told. */
function task(
  name: string,
  events: string[],
): { readonly run: () => Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    end: () => end(),
    run: async () => {
      events.push(`${name} begins`);
      await ended;
      events.push(`${name} ends`);
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the gate', () => {
  it('runs shared tasks side by side and an exclusive one alone, in the order of asking', async () => {
    const events: string[] = [];
    const gate = new Gate();
    const [a, b, c, d] = [
      task('a', events),
      task('b', events),
      task('C', events),
      task('d', events),
    ];
    const all = [gate.shared(a.run), gate.shared(b.run), gate.exclusive(c.run), gate.shared(d.run)];
    await turn();
    expect(events).toEqual(['a begins', 'b begins']);
    b.end();
    a.end();
    await turn();
    expect(events.slice(2)).toEqual(['b ends', 'a ends', 'C begins']);
    c.end();
    await turn();
    expect(events.slice(5)).toEqual(['C ends', 'd begins']);
    d.end();
    await Promise.all(all);
  });

  it('lets the next one in when a task fails', async () => {
    const gate = new Gate();
    const failing = gate.exclusive(() => Promise.reject(new Error('no')));
    const next = gate.shared(() => Promise.resolve('in'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('in');
  });
});

describe('the mutex', () => {
  it('runs one task at a time and survives a failure', async () => {
    const events: string[] = [];
    const mutex = new Mutex();
    const [a, b] = [task('a', events), task('b', events)];
    const failing = mutex.run(() => Promise.reject(new Error('no')));
    const all = [mutex.run(a.run), mutex.run(b.run)];
    await expect(failing).rejects.toThrow('no');
    await turn();
    a.end();
    await turn();
    expect(events).toEqual(['a begins', 'a ends', 'b begins']);
    b.end();
    await Promise.all(all);
  });
});
