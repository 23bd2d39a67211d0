import { describe, expect, it } from 'vitest';

import { Store } from '../state/store.ts';
import { TestPage } from '../testing/window.ts';
import { Drafts } from './drafts.ts';

const openDrafts = (page: TestPage): Drafts =>
  new Drafts({ store: new Store({ drafts: new Map() }), page });

describe('a draft', () => {
  it('is there again at its place alone, also in the next window', () => {
    const page = new TestPage();
    openDrafts(page).keep('tag 1', 'I am not su');
    const drafts = openDrafts(page);
    expect(drafts.of('tag 1')).toBe('I am not su');
    expect(drafts.of('tag 2')).toBe('');
  });

  it('is gone once it is empty', () => {
    const page = new TestPage();
    const drafts = openDrafts(page);
    drafts.keep('tag 1', 'I');
    drafts.keep('tag 1', '');
    expect(drafts.of('tag 1')).toBe('');
    expect(openDrafts(page).of('tag 1')).toBe('');
  });

  it('is kept among very many, of which the oldest go', () => {
    const page = new TestPage();
    const drafts = openDrafts(page);
    for (let n = 0; n < 300; n += 1) drafts.keep(`tag ${n}`, 'draft');
    expect(openDrafts(page).of('tag 299')).toBe('draft');
    expect(openDrafts(page).of('tag 0')).toBe('');
  });

  it.each(['', 'not JSON', '{}', '[1]', '[["a"]]', '[["a",1]]'])(
    'is none where what was kept is damaged: %j',
    (kept) => {
      const page = new TestPage();
      page.keep('drafts', kept);
      const drafts = openDrafts(page);
      expect(drafts.of('a')).toBe('');
      drafts.keep('a', 'b');
      expect(openDrafts(page).of('a')).toBe('b');
    },
  );
});
