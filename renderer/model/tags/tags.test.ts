import { describe, expect, it } from 'vitest';

import { err } from '#core/result.ts';

import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXT = [
  'The mayor spoke on Monday. “We will build the bridge,” she said.',
  '“It is too late,” said Mr Smith, “and too expensive.” Nobody answered.',
].join('\n\n');

/** A window with one quote in it, which is selected. */
async function withQuote(): Promise<TestWindow> {
  const window = await openWindow([{ text: TEXT }]);
  window.selectWords('“We will build the bridge,”');
  await window.workspace.tags.tagSelection('quote');
  return window;
}

/** The active tag, which must be there. */
function activeTag({ workspace }: TestWindow) {
  const tag = workspace.selection.activeTag();
  if (!tag) throw new Error('No tag is selected.');
  return tag;
}

describe('tagging the selection', () => {
  it('makes a tag, selects it, puts the caret behind it and says so', async () => {
    const window = await withQuote();
    const { workspace, surface } = window;
    expect(window.tags()).toEqual(['quote: “We will build the bridge,”']);
    expect(surface.selectedTags).toEqual(workspace.state.selectedTags);
    expect(workspace.state.selection).toMatchObject({ anchor: 54, focus: 54, collapsed: true });
    expect(workspace.state.message).toBe(
      'Tagged quote: \u2068“We will build the bridge,”\u2069. 1 tag.',
    );
    expect(workspace.state.history.undo?.label).toBe('tag quote');
    expect(workspace.tags.recent).toEqual(['quote']);
    expect(workspace.state.settings.tour).toEqual(['tag']);
  });

  it('leaves the view where it was moved to while the tag was made', async () => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    surface.scrolledTo = null;
    const made = workspace.tags.tagSelection('quote');
    surface.moves += 1;
    await made;
    expect(workspace.state.selection).toMatchObject({ anchor: 126, focus: 126 });
    expect(surface.scrolledTo).toBeNull();
    selectWords('answered');
    await workspace.tags.tagSelection('quote');
    expect(surface.scrolledTo).toBe(135);
  });

  it('gives a quote its type, and a fragment in each paragraph that it runs through', async () => {
    const text = 'She said: “We will build it.\n\n“We will pay for it.” Nobody answered.';
    const window = await openWindow([{ text }]);
    const [quotation] = window.workspace.state.article?.quotations ?? [];
    await window.workspace.tags.tagSelection('quote', quotation);
    expect(window.tags()).toEqual(['quote: “We will build it. … “We will pay for it.”']);
    expect(activeTag(window).attributes).toEqual({ quoteType: 'direct' });
  });

  it('tells the article on screen of one change', async () => {
    const { workspace, selectWords, surface } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    surface.calls.length = 0;
    await workspace.tags.tagSelection('quote');
    expect(surface.calls).toEqual(['settle', 'tags +1 -0', 'settle']);
  });

  it.each([
    {
      what: 'nothing is selected',
      select: null,
      says: 'Nothing selected. W word · A clause · S sentence · Q quotation',
    },
    { what: 'only white space is', select: '\n\n', says: 'That selection has no words.' },
  ])('makes none where $what', async ({ select, says }) => {
    const { workspace, library, selectWords, tags } = await openWindow([{ text: TEXT }]);
    if (select) selectWords(select);
    library.asked.length = 0;
    await workspace.tags.tagSelection('quote');
    expect(workspace.state.message).toBe(says);
    expect(tags()).toEqual([]);
    expect(library.asked).toEqual([]);
  });

  it('makes no second tag of the same words, and opens the first', async () => {
    const window = await withQuote();
    const { workspace, selectWords, tags } = window;
    const { id } = activeTag(window);
    workspace.selection.selectTags([]);
    selectWords('“We will build the bridge,”');
    await workspace.tags.tagSelection('quote');
    expect(tags()).toHaveLength(1);
    expect(workspace.state.selectedTags).toEqual([id]);
    expect(workspace.state.message).toBe('Already tagged as quote — opened it');
  });

  it('changes nothing in an article that can only be read, and says why', async () => {
    const readOnly = { type: 'newer-schema', schema: 9 } as const;
    const { workspace, library, selectWords } = await openWindow([{ text: TEXT, readOnly }]);
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    expect(workspace.state.message).toBe(
      'Made with a newer version (schema 9). You can read it here; update to change it. Nothing was changed.',
    );
    expect(library.asked.map(([channel]) => channel)).not.toContain('annotations:apply-change');
  });

  it('says that the disk is full where the change is not on it', async () => {
    const { workspace, library, selectWords, tags } = await openWindow([{ text: TEXT }]);
    library.answer('annotations:apply-change', () =>
      err({ type: 'not-saved', reason: 'disk-full', detail: 'ENOSPC' }),
    );
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    expect(tags()).toEqual([]);
    expect(workspace.state.message).toBe(
      'Not saved: disk is full. Your work is kept in memory; retrying every 10 s.',
    );
  });

  it('asks for the frame of a framing, but not while the brush paints', async () => {
    const { workspace, selectWords, tags } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    await workspace.tags.tagSelection('framing');
    expect(workspace.state.dialog).toMatchObject({ type: 'value', attribute: 'frame' });
    workspace.dialogs.close();
    workspace.brush.toggle();
    expect(workspace.state.message).toBe(
      'Brush: every mouse selection becomes a framing. Esc stops.',
    );
    const span = { start: 0, end: 9 };
    workspace.tags.takePointerSelection({
      ...{ span, collapsed: false, anchor: 0, focus: 9, viaMouse: true },
    });
    await expect.poll(tags).toHaveLength(2);
    expect(workspace.state.dialog).toBeNull();
  });

  it('asks for a name once the first tag is there, while nobody has said one', async () => {
    const { workspace, library, selectWords } = await openWindow([{ text: TEXT }]);
    const self = { ...library.state().self, confirmed: false };
    workspace.store.set({ library: { ...library.state(), self } });
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    expect(workspace.state.askName).toBe(true);
  });

  it('goes on to the details where the analyst wishes it', async () => {
    const { workspace, page, selectWords } = await openWindow([{ text: TEXT }]);
    await workspace.preferences.change({ askForDetails: true });
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    page.draw();
    expect(page.focus).toBe('detail speaker');
  });
});

describe('the focus and the selection, once a slow tag is on disk', () => {
  it.each([
    { what: 'are back in the text', meanwhile: null, focus: 'text' },
    { what: 'stay in a field that was entered meanwhile', meanwhile: 'search', focus: 'search' },
  ])('$what', async ({ meanwhile, focus }) => {
    const { workspace, library, page, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    const release = library.hold();
    const tagging = workspace.tags.tagSelection('quote');
    if (meanwhile) page.focus = meanwhile;
    release();
    await tagging;
    expect(page.focus).toBe(focus);
    expect(workspace.state.selection?.collapsed).toBe(true);
  });

  it('leaves a selection alone that is another one by then', async () => {
    const { workspace, library, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    const release = library.hold();
    const tagging = workspace.tags.tagSelection('quote');
    selectWords('The mayor');
    release();
    await tagging;
    expect(workspace.state.selection?.span).toEqual({ start: 0, end: 9 });
  });
});

describe('a selection of the mouse', () => {
  const selection = {
    ...{ span: { start: 0, end: 9 }, collapsed: false, anchor: 0, focus: 9, viaMouse: true },
  };

  it('offers the categories above it, and only while nothing else is done with it', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    workspace.tags.takePointerSelection(selection);
    expect(workspace.state.pointed).toEqual({ start: 0, end: 9 });
    workspace.selection.take({ ...selection, span: { start: 0, end: 3 } });
    expect(workspace.state.pointed).toBeNull();
    workspace.selection.setMode({ type: 'adjust', tagId: 'x', fragment: 0 });
    workspace.tags.takePointerSelection(selection);
    expect(workspace.state.pointed).toBeNull();
  });
});

describe('a tag that is there', () => {
  it('is tagged once more with another category', async () => {
    const window = await withQuote();
    await window.workspace.tags.duplicate(activeTag(window), 'claim');
    expect(window.tags()).toEqual([
      'quote: “We will build the bridge,”',
      'claim: “We will build the bridge,”',
    ]);
  });

  it('changes its category, and what does not fit is kept aside and comes back', async () => {
    const window = await withQuote();
    const { tags } = window.workspace;
    await tags.update(activeTag(window).id, { attributes: { speaker: 'The mayor' } });
    await tags.changeCategory(activeTag(window), 'claim');
    expect(window.tags()).toEqual(['claim: “We will build the bridge,”']);
    expect(window.workspace.state.message).toBe(
      'Changed to claim. 1 field kept aside; switching back restores them.',
    );
    await tags.changeCategory(activeTag(window), 'quote');
    expect(activeTag(window).attributes['speaker']).toBe('The mayor');
  });

  it('gets the selected words as one more fragment, once', async () => {
    const window = await withQuote();
    const { workspace, selectWords } = window;
    selectWords('she said');
    await workspace.tags.addFragment();
    expect(window.tags()).toEqual(['quote: “We will build the bridge,” … she said']);
    expect(workspace.state.message).toBe('Added fragment to quote.');
    selectWords('said');
    await workspace.tags.addFragment();
    expect(workspace.state.message).toBe(
      'That text is already part of the tag. E adjusts its boundaries.',
    );
  });

  it('takes the selected words as its speaker, with their place', async () => {
    const window = await withQuote();
    const { workspace, surface, selectWords } = window;
    selectWords('The mayor');
    await workspace.tags.takeSelectionAs('speaker');
    expect(activeTag(window).attributes['speaker']).toBe('The mayor');
    expect(surface.marks.get('attribute')).toMatchObject([{ start: 0, end: 9 }]);
    await workspace.tags.takeSelectionAs('frame');
    expect(workspace.state.message).toBe('A quote has no frame.');
  });

  it('keeps every value that was set while the disk was slow', async () => {
    const window = await withQuote();
    const { id } = activeTag(window);
    const { tags } = window.workspace;
    const set = (attribute: string, value: string): Promise<boolean> =>
      tags.update(id, ({ attributes }) => ({ attributes: { ...attributes, [attribute]: value } }));
    const release = window.library.hold();
    const both = [set('speaker', 'The mayor'), set('cue', 'said')];
    release();
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(activeTag(window).attributes).toMatchObject({ speaker: 'The mayor', cue: 'said' });
  });

  it.each([
    ['a fragment', ({ workspace }: TestWindow) => workspace.tags.addFragment()],
    ['a speaker', ({ workspace }: TestWindow) => workspace.tags.takeSelectionAs('speaker')],
  ])('must be selected before it gets %s', async (_what, act) => {
    const window = await openWindow([{ text: TEXT }]);
    await act(window);
    expect(window.workspace.state.message).toBe(
      'Select a tag first: Space at the caret, or J and K.',
    );
  });
});

describe('deleting', () => {
  it('takes the selected tags away in one step, goes on to the next one and offers undo', async () => {
    const window = await withQuote();
    const { workspace, selectWords, tags } = window;
    for (const words of ['Mr Smith', 'Nobody']) {
      selectWords(words);
      await workspace.tags.tagSelection('claim');
    }
    const [first, second, third] = [...(workspace.state.article?.tags ?? [])].map(({ id }) => id);
    await workspace.tags.delete([first ?? '', second ?? '']);
    expect(tags()).toEqual(['claim: Nobody']);
    expect(workspace.state.selectedTags).toEqual([third]);
    expect(workspace.state.toast).toEqual({ text: 'Deleted 2 tags', undo: true });
    expect(workspace.state.message).toBe('Deleted 2 tags. 1 tag.');
    await workspace.tags.delete();
    expect(workspace.state.selectedTags).toEqual([]);
    expect(workspace.state.message).toBe('Deleted claim: \u2068Nobody\u2069. 0 tags.');
    await workspace.tags.delete();
    expect(workspace.state.message).toBe('No tag is selected. Space selects the tag at the caret.');
    await workspace.changes.travel('undo');
    await workspace.changes.travel('undo');
    expect(tags()).toHaveLength(3);
    expect(workspace.state.toast).toBeNull();
  });
});

describe('the caret', () => {
  it('stays where it was put while the tag was on its way, also before the window was told of that', async () => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('mayor');
    const tagged = workspace.tags.tagSelection('claim');
    surface.settleSelection = () => {
      surface.setSelection(2, 2);
    };
    await tagged;
    expect(workspace.state.article?.tags.size).toBe(1);
    expect(workspace.state.selection).toMatchObject({ anchor: 2, focus: 2 });
  });
});

describe('boilerplate', () => {
  it('is the paragraph at the caret or the selected words, until it is said again', async () => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    surface.setSelection(2, 2);
    await workspace.boilerplate.toggle();
    expect(workspace.state.article?.regions).toMatchObject([{ start: 0, end: 64 }]);
    expect(workspace.state.message).toBe(
      'Marked as boilerplate: greyed, kept, and left out of counts.',
    );
    expect(surface.calls).toContain('regions 1');
    selectWords('mayor');
    await workspace.boilerplate.toggle();
    expect(workspace.state.article?.regions).toEqual([]);
    expect(workspace.state.message).toBe('No longer boilerplate: it counts again.');
    selectWords('\n\n');
    await workspace.boilerplate.toggle();
    expect(workspace.state.message).toBe('There are no words to mark.');
  });
});
