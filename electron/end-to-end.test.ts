import { describe, expect, it } from 'vitest';

import { whenSeen } from './end-to-end.ts';

describe('a program in an end-to-end test', () => {
  it('waits until what has started it says that it sees it', async () => {
    const seen = whenSeen(['electron', '--inspect=0', '--remote-debugging-port=0', '.']);
    let isOver = false;
    void seen.then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(isOver).toBe(false);
    (globalThis as unknown as { __playwright_run: () => void }).__playwright_run();
    await expect(seen).resolves.toBeUndefined();
  });

  it.each([['--inspect'], ['--inspect=9229'], ['--remote-debugging-port=0'], ['.']])(
    'waits for nobody where it was started with %s',
    async (argument) => {
      await expect(whenSeen(['electron', argument])).resolves.toBeUndefined();
    },
  );
});
