import { describe, expect, it } from 'vitest';

import { plainAnnotation, uuid } from '#core/review/testing/records.ts';

import { openWindow } from '../testing/window.ts';

const ANNA = { id: uuid(2, 2), name: 'anna de Vries', confirmed: true };
const HERS = plainAnnotation({
  id: uuid(4, 1),
  fragments: [{ start: 0, end: 3, exact: 'One', prefix: '', suffix: ' two.' }],
  creator: ANNA.id,
});
const ARTICLE = {
  text: 'One two.',
  sets: [{ annotator: ANNA, annotations: [HERS], proposals: [], orphans: [] }],
};

describe('another annotator’s tags', () => {
  it('are painted with initials, and no own tag stays selected beside them', async () => {
    const { workspace, surface, selectWords } = await openWindow([ARTICLE]);
    selectWords('two');
    await workspace.tags.tagSelection('quote');
    workspace.shownTags.showSet(ANNA.id);
    expect(surface.otherSets).toMatchObject([{ id: ANNA.id, initials: 'AD' }]);
    expect(workspace.state).toMatchObject({ shownSet: ANNA.id, selectedTags: [] });
    workspace.shownTags.showSet(null);
    expect(surface.otherSets).toEqual([]);
    workspace.shownTags.showSet('nobody');
    expect(workspace.state.shownSet).toBeNull();
  });

  it('are of a letter where names are hidden', async () => {
    const { workspace } = await openWindow([ARTICLE]);
    const nameOf = (id: string): string => workspace.names.nameOfAnnotator(id);
    expect([nameOf(ANNA.id), nameOf('nobody')]).toEqual(['anna de Vries', 'Somebody']);
    workspace.store.set({ isAnonymous: true });
    expect([nameOf(ANNA.id), nameOf('nobody')]).toEqual(['Annotator A', 'Somebody']);
    expect(nameOf(workspace.state.library.self.id)).toBe('Ben');
  });
});

it('Tags are hidden as a whole, with the key that shows them, and by category', async () => {
  const { workspace, surface } = await openWindow([ARTICLE]);
  workspace.shownTags.setHidden(true);
  expect(workspace.state.message).toBe('Tags are hidden. V shows them.');
  expect(surface.hidden.all).toBe(true);
  workspace.shownTags.setHidden(false);
  expect(workspace.state.message).toBe('Tags are shown.');
  workspace.shownTags.toggleCategory('quote');
  expect(surface.hidden.categories).toEqual(['quote']);
  workspace.shownTags.toggleCategory('quote');
  expect(surface.hidden.categories).toEqual([]);
});

it('A tag is described by category, speaker, words and place', async () => {
  const { workspace, selectWords } = await openWindow([ARTICLE]);
  selectWords('two');
  await workspace.tags.tagSelection('quote');
  const [id = ''] = workspace.state.selectedTags;
  await workspace.tags.update(id, { attributes: { speaker: 'The mayor' }, note: 'Check.' });
  const tag = workspace.selection.activeTag();
  expect(tag && workspace.names.describeTag(tag)).toBe(
    'Quote, The mayor: \u2068two\u2069, paragraph 1, with a note',
  );
});
