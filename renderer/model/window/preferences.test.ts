import { afterEach, describe, expect, it, vi } from 'vitest';

import { err } from '#core/result.ts';

import { openWindow } from '../testing/window.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('a choice', () => {
  it('is shown at once, and told to the main process', async () => {
    const { workspace, library } = await openWindow([{ text: 'One.' }]);
    const release = library.hold();
    const changing = workspace.preferences.change({ theme: 'sepia', font: undefined });
    expect(workspace.state.settings).toMatchObject({ theme: 'sepia', font: 'serif' });
    release();
    await changing;
    expect(library.settings.theme).toBe('sepia');
  });

  it('that is refused says so', async () => {
    const { workspace, library } = await openWindow([{ text: 'One.' }]);
    library.answer('settings:update', () => err({ type: 'too-many-requests' }));
    await workspace.preferences.change({ theme: 'dark' });
    expect(workspace.state.message).toBe(
      'Too much at once; wait a moment and try again. Nothing was changed.',
    );
  });
});

describe('the tour', () => {
  it('ticks off each step once, and nothing when it was closed', async () => {
    const { workspace } = await openWindow([{ text: 'One.' }]);
    workspace.preferences.tourStep('select');
    workspace.preferences.tourStep('select');
    workspace.preferences.tourStep('find');
    expect(workspace.state.settings.tour).toEqual(['select', 'find']);
    await workspace.preferences.change({ tour: null });
    workspace.preferences.tourStep('tag');
    expect(workspace.state.settings.tour).toBeNull();
  });
});

it('Typing into the article is explained once', async () => {
  const { workspace } = await openWindow([{ text: 'One.' }]);
  workspace.preferences.explainFrozen();
  expect(workspace.state.message).toBe(
    'Article text is evidence and cannot be changed. Add a note to a tag instead (Enter).',
  );
  workspace.notices.say('');
  workspace.preferences.explainFrozen();
  expect(workspace.state.message).toBe('');
});

it('A toast goes after eight seconds, counted from the last one', async () => {
  vi.useFakeTimers();
  const { workspace } = await openWindow([]);
  workspace.notices.showToast('One', true);
  vi.advanceTimersByTime(7999);
  workspace.notices.showToast('Two', false);
  vi.advanceTimersByTime(7999);
  expect(workspace.state.toast).toEqual({ text: 'Two', undo: false });
  vi.advanceTimersByTime(1);
  expect(workspace.state.toast).toBeNull();
});
