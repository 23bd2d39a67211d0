import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { KEY_USES } from '#core/contract/settings.ts';

import { openWindow } from '../testing/window.ts';
import { isKnownKey } from './key-use.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function open() {
  const { workspace, library } = await openWindow([{ text: 'A text.' }]);
  const use = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) workspace.keyUse.note('next-tag');
    await vi.runAllTimersAsync();
  };
  const isKnown = () => isKnownKey(workspace, workspace.state.settings, 'next-tag');
  return { workspace, library, use, isKnown };
}

describe('the hint of a key', () => {
  it('goes once the key was used a few times, in one sitting or in several', async () => {
    const { use, isKnown, library } = await open();
    await use(2);
    await use(KEY_USES - 3);
    expect(isKnown()).toBe(false);
    await use(1);
    expect(isKnown()).toBe(true);
    const written = library.asked.filter(([channel]) => channel === 'settings:update').length;
    await use(100);
    expect(library.asked.filter(([channel]) => channel === 'settings:update')).toHaveLength(
      written,
    );
  });

  it('is one of the command alone', async () => {
    const { workspace, use } = await open();
    await use(KEY_USES);
    expect(isKnownKey(workspace, workspace.state.settings, 'previous-tag')).toBe(false);
  });

  it.each([
    ['another key is chosen', { keys: { 'next-tag': 'Y' } }],
    ['hints are to stay', { fadeKeyHints: false }],
    ['it is chosen anew that they go', { fadeKeyHints: true }],
  ])('comes back when %s', async (_when, patch) => {
    const { workspace, use, isKnown } = await open();
    await use(KEY_USES);
    await workspace.preferences.change(patch);
    expect(isKnown()).toBe(false);
  });
});
