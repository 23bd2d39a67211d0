import type { MessageBoxOptions } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';

import { Revival } from './revival.ts';

let time = 0;
let done: string[] = [];
let asked: MessageBoxOptions[] = [];
let answer: (button: number) => void = () => undefined;
let revival: Revival;

beforeEach(() => {
  time = 0;
  done = [];
  asked = [];
  const note = (what: string) => () => void done.push(what);
  revival = new Revival({
    reload: note('reload'),
    kill: note('kill'),
    quit: note('quit'),
    showLog: note('show log'),
    ask: (question) => {
      asked.push(question);
      return new Promise((resolve) => {
        answer = resolve;
        // As the system answers when a box is closed: with its `cancelId`.
        question.signal?.addEventListener('abort', () => {
          resolve(0);
        });
      });
    },
    now: () => time,
  });
});

/** Lets what waits for an answer go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a page that died', () => {
  it('is loaded again, and knows so once', () => {
    expect(revival.takeBack()).toBe(false);
    revival.died();
    expect(done).toEqual(['reload']);
    expect(revival.takeBack()).toBe(true);
    expect(revival.takeBack()).toBe(false);
  });

  it('is loaded again each time where hours lie between', () => {
    for (let n = 0; n < 6; n += 1) {
      revival.died();
      time += 3_600_000;
    }
    expect(done).toEqual(Array.from({ length: 6 }, () => 'reload'));
    expect(asked).toEqual([]);
  });

  it.each([
    [0, ['reload', 'reload', 'reload']],
    [1, ['reload', 'reload', 'show log', 'quit']],
    [2, ['reload', 'reload', 'quit']],
  ])('is asked for when it dies again and again: button %i', async (button, expected) => {
    for (let n = 0; n < 5; n += 1) revival.died();
    expect(asked.map(({ message }) => message)).toEqual([
      'The window stopped working several times.',
    ]);
    answer(button);
    await settle();
    expect(done).toEqual(expected);
  });

  it('begins to count anew once the person has chosen to go on', async () => {
    for (let n = 0; n < 3; n += 1) revival.died();
    answer(0);
    await settle();
    revival.died();
    expect(asked).toHaveLength(1);
    expect(done).toEqual(['reload', 'reload', 'reload', 'reload']);
  });
});

describe('a page that hangs', () => {
  it.each([
    [0, []],
    [1, ['kill']],
    [2, ['quit']],
  ])('is asked about once: button %i', async (button, expected) => {
    void revival.hangs();
    void revival.hangs();
    expect(asked.map(({ message }) => message)).toEqual(['The window does not respond.']);
    answer(button);
    await settle();
    expect(done).toEqual(expected);
  });

  it('is not asked about any more once it answers', async () => {
    void revival.hangs();
    revival.responds();
    await settle();
    expect(done).toEqual([]);
    void revival.hangs();
    expect(asked).toHaveLength(2);
  });

  it('is brought back where it dies instead', async () => {
    void revival.hangs();
    revival.died();
    await settle();
    expect(done).toEqual(['reload']);
  });
});
