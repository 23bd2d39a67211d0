import { afterEach, describe, expect, it, vi } from 'vitest';

import { SLOW_SAVE } from './saving.ts';
import { openWindow } from '../testing/window.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('commands in their order', () => {
  it('see the outcome of the change that they were typed behind', async () => {
    const { workspace, library, selectWords, tags } = await openWindow([{ text: 'One two.' }]);
    const { queue, selection } = workspace;
    selectWords('two');
    const release = library.hold();
    const tagging = queue.run(() => workspace.tags.tagSelection('quote'));
    void queue.run(() => {
      const tag = selection.activeTag();
      return tag && workspace.tags.changeCategory(tag, 'claim');
    });
    expect(tags()).toEqual([]);
    release();
    await tagging;
    expect(tags()).toEqual(['claim: two']);
  });

  it('wait for the disk no longer than it takes to say so', async () => {
    vi.useFakeTimers();
    const { workspace, library, selectWords } = await openWindow([{ text: 'One two.' }]);
    selectWords('two');
    library.hold();
    const said: string[] = [];
    void workspace.queue.run(() => workspace.tags.tagSelection('quote'));
    void workspace.queue.run(() => said.push('next'));
    await vi.advanceTimersByTimeAsync(SLOW_SAVE - 1);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toEqual(['next']);
  });

  it('are dropped behind one that opens a sheet', async () => {
    const { workspace } = await openWindow([{ text: 'One two.' }]);
    const said: string[] = [];
    let go = (): void => undefined;
    const slow = workspace.queue.run(async () => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      workspace.dialogs.show({ type: 'guide' });
    });
    void workspace.queue.run(() => said.push('meant for what is under the sheet'));
    go();
    await slow;
    expect(said).toEqual([]);
    workspace.dialogs.close();
    await workspace.queue.run(() => said.push('after the sheet'));
    expect(said).toEqual(['after the sheet']);
  });

  it('begin with the selection that the browser has now', async () => {
    const { workspace, surface } = await openWindow([{ text: 'One two.' }]);
    surface.calls.length = 0;
    await workspace.queue.run(() => surface.calls.push('command'));
    expect(surface.calls).toEqual(['settle', 'command']);
  });
});
