import { describe, expect, it } from 'vitest';

import type { StoreNotice, StoreStatus } from '#core/contract/store.ts';

import { openWindow } from './testing/window.ts';

const SAVED: StoreStatus = { type: 'saved', at: null };
const NOT_SAVED: StoreStatus = {
  type: 'not-saved',
  reason: 'disk-full',
  detail: 'ENOSPC',
  pending: 2,
};

describe('news of the main process', () => {
  it.each<[string, StoreStatus, StoreStatus]>([
    ['that changes are not on disk is shown', NOT_SAVED, NOT_SAVED],
    ['that it is saving is not: who asked says so when it takes long', { type: 'saving' }, SAVED],
    ['that all is saved is none where that is known', { type: 'saved', at: 'later' }, SAVED],
  ])('%s', async (_name, status, shown) => {
    const { workspace, library } = await openWindow([]);
    library.emit('store:status', status);
    expect(workspace.state.status).toEqual(shown);
  });

  it('that all is saved ends what was not', async () => {
    const { workspace, library } = await openWindow([]);
    library.emit('store:status', NOT_SAVED);
    library.emit('store:status', { type: 'saved', at: 'later' });
    expect(workspace.state.status).toEqual({ type: 'saved', at: 'later' });
  });

  it('is kept in the order in which it came', async () => {
    const { workspace, library } = await openWindow([]);
    const notices: StoreNotice[] = [
      { type: 'low-space', bytes: 1 },
      { type: 'settings-reset', kept: 'old.json' },
    ];
    for (const notice of notices) library.emit('notice:added', notice);
    expect(workspace.state.notices).toEqual(notices);
  });

  it('of a screen reader, of an import and of a window that wants to close is taken over', async () => {
    const { workspace, library, page } = await openWindow([]);
    library.emit('screen-reader:changed', { on: true });
    expect(workspace.state.screenReader).toBe(true);
    library.emit('import:progress', null);
    expect(workspace.state.importing).toBeNull();
    library.emit('window:closing', NOT_SAVED);
    expect(workspace.state.dialog).toEqual({ type: 'closing', status: NOT_SAVED });
    page.resize(700);
    expect(workspace.state.windowWidth).toBe(700);
  });
});

it('A window on an empty library has no article, and says so to nobody', async () => {
  const { workspace, library } = await openWindow([]);
  await workspace.nextArticle.finish();
  workspace.find.open();
  expect(workspace.state).toMatchObject({ article: null, find: null, message: '' });
  expect(library.asked).toEqual([]);
});
