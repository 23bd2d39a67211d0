import { describe, expect, it } from 'vitest';

import { Store } from '../state/store.ts';
import { TestPage } from '../testing/window.ts';
import { Focus } from './focus.ts';

/** A window whose article is on its way. */
function withoutText() {
  const page = new TestPage();
  page.panes.delete('article');
  return {
    page,
    focus: new Focus({ store: new Store({ dialog: null }), page, stage: { surface: null } }),
  };
}

describe('what is drawn after its frame', () => {
  it('leaves the focus free where nothing had it: the article that comes takes it', () => {
    const { page, focus } = withoutText();
    page.focus = null;
    focus.keepOver(() => undefined);
    page.draw();
    expect(page.focus).toBeNull();
  });

  it('gives the focus away where what had it goes', () => {
    const { page, focus } = withoutText();
    page.focus = 'tags';
    focus.keepOver(() => {
      page.focus = null;
    });
    page.draw();
    expect(page.focus).toBe('articles');
  });
});
