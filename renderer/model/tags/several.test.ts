import { describe, expect, it } from 'vitest';

import { openWindow } from '../testing/window.ts';

const TEXT = 'Alpha beta gamma delta.';

async function windowWith(...words: readonly string[]) {
  const window = await openWindow([{ text: TEXT }, { text: 'Another article.' }]);
  for (const each of words) {
    window.selectWords(each);
    await window.workspace.tags.tagSelection('quote');
  }
  const ids = [...(window.workspace.state.article?.tags ?? [])].map(({ id }) => id);
  return { ...window, ids };
}

describe('a frame that is asked for', () => {
  it('is one undo step with the framing, and comes back with it', async () => {
    const { workspace, tags, selectWords } = await windowWith();
    selectWords('Alpha');
    await workspace.tags.tagSelection('framing');
    const { dialog } = workspace.state;
    if (dialog?.type !== 'value') throw new Error('No value is asked for.');
    await workspace.tags.setAsked(dialog.tagIds, dialog.attribute, 'economic');
    expect(workspace.selection.activeTag()?.attributes['frame']).toBe('economic');
    await workspace.changes.travel('undo');
    expect(tags()).toEqual([]);
  });

  it('is asked for after a change of category, once for all that have none yet', async () => {
    const { workspace, ids, tags } = await windowWith('Alpha', 'beta', 'gamma');
    workspace.selection.selectTags(ids);
    await workspace.tags.changeCategory([...(workspace.state.article?.tags ?? [])], 'framing');
    expect(workspace.state.dialog).toEqual({ type: 'value', tagIds: ids, attribute: 'frame' });
    await workspace.tags.setAsked(ids, 'frame', 'morality');
    expect(workspace.state.message).toBe('Set frame (policy dimension) of 3 tags.');
    await workspace.changes.travel('undo');
    expect(tags()).toEqual(['quote: Alpha', 'quote: beta', 'quote: gamma']);
    expect(workspace.state.history.undo?.label).toBe('tag quote');
  });

  it('is answered by a digit that was pressed before it stood in the window', async () => {
    const { workspace, selectWords } = await windowWith();
    selectWords('Alpha');
    await workspace.tags.tagWithDigit('3');
    await workspace.tags.tagWithDigit('9');
    expect(workspace.selection.activeTag()?.attributes['frame']).toBe('health_and_safety');
    expect(workspace.state.dialog).toBeNull();
  });

  it('is not asked for where the tag has one from before', async () => {
    const { workspace, ids } = await windowWith('Alpha');
    const tag = () => workspace.state.article?.tags.get(ids[0] ?? '');
    const change = async (category: string) => {
      const now = tag();
      if (now) await workspace.tags.changeCategory(now, category);
    };
    await change('framing');
    await workspace.tags.setAsked(ids, 'frame', 'morality');
    workspace.dialogs.close();
    await change('quote');
    await change('framing');
    expect(tag()?.attributes['frame']).toBe('morality');
    expect(workspace.state.dialog).toBeNull();
  });
});

describe('the brush', () => {
  it('changes its category by digit while nothing is selected, and by the picker', async () => {
    const { workspace, selectWords, tags, surface } = await windowWith();
    surface.setSelection(0, 0);
    workspace.brush.toggle();
    await workspace.tags.tagWithDigit('2');
    expect(workspace.state.mode).toEqual({ type: 'brush', category: 'claim' });
    expect(workspace.state.message).toMatch(/^Brush: every mouse selection becomes a claim\./u);
    workspace.brush.take('framing');
    expect(workspace.state.mode).toEqual({ type: 'brush', category: 'framing' });
    // Words that keys have selected are tagged.
    selectWords('Alpha');
    await workspace.tags.tagWithDigit('1');
    expect(tags()).toEqual(['quote: Alpha']);
    expect(workspace.state.mode).toEqual({ type: 'brush', category: 'framing' });
  });
});

describe('the filter of the list', () => {
  it('says of a new tag that it hides it', async () => {
    const { workspace, selectWords } = await windowWith('Alpha');
    workspace.store.set({ tagFilter: 'alpha' });
    selectWords('beta');
    await workspace.tags.tagSelection('quote');
    expect(workspace.state.message).toBe(
      'Tagged quote: \u2068beta\u2069. 2 tags. The filter “alpha” hides it in the list.',
    );
  });

  it('ends with its article', async () => {
    const { workspace } = await windowWith('Alpha');
    workspace.store.set({ tagFilter: 'alpha' });
    await workspace.articles.open(workspace.state.articles[1]?.id ?? '');
    expect(workspace.state.tagFilter).toBe('');
  });
});

describe('repeating the last details', () => {
  it('says what it set, is one step, and says why where there is nothing to repeat', async () => {
    const { workspace, ids } = await windowWith('Alpha', 'beta');
    const [first = '', second = ''] = ids;
    workspace.selection.selectTags([second]);
    await workspace.tags.repeatDetails();
    expect(workspace.state.message).toBe(
      'No details have been given yet, so there is nothing to repeat.',
    );
    const say = (attribute: string, value: string) =>
      workspace.tags.update(first, ({ attributes }) => ({
        attributes: { ...attributes, [attribute]: value },
      }));
    await say('speaker', 'Anna Berg');
    await say('cueStance', 'critical');
    await workspace.tags.repeatDetails();
    expect(workspace.state.message).toBe('Repeated: speaker Anna Berg, cue stance Critical.');
    expect(workspace.state.article?.tags.get(second)?.attributes).toMatchObject({
      speaker: 'Anna Berg',
      cueStance: 'critical',
    });
    await workspace.tags.repeatDetails();
    expect(workspace.state.message).toBe('Here already: speaker Anna Berg, cue stance Critical.');
    await workspace.changes.travel('undo');
    expect(workspace.state.article?.tags.get(second)?.attributes['speaker']).toBeUndefined();
    workspace.selection.selectTags([]);
    await workspace.tags.repeatDetails();
    expect(workspace.state.message).toMatch(/^Select a tag first/u);
  });
});

it('what has been typed is for the tags that were selected: another selection leaves the field', async () => {
  const { workspace, page, ids } = await windowWith('Alpha', 'beta', 'gamma');
  const [first = '', second = '', third = ''] = ids;
  workspace.selection.selectTags([first, third]);
  page.focus = 'detail speaker';
  workspace.selection.selectTags([first, third]);
  expect(page.focus).toBe('detail speaker');
  workspace.selection.selectTags([first, second, third]);
  expect(page.focus).toBeNull();
});
