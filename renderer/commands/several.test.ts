import { describe, expect, it } from 'vitest';

import { COMMANDS, type Command } from '#core/contract/commands/commands.ts';

import { openWindow } from '../model/testing/window.ts';
import { runCommand } from './run-command.ts';

const TEXT = 'Alpha beta gamma delta. “Epsilon,” Anna Berg said. “Zeta,” she added.';

/** Commands of the menu *Tag* that are not about the selected tags. */
const ABOUT_TEXT = /^(?:tag-[1-9]|pick-category|brush|codebook|people|tag-everywhere)$/u;

/** A window with three quotes in it, which are all selected. */
async function withThree() {
  const window = await openWindow([{ text: TEXT }]);
  const { workspace, selectWords } = window;
  for (const words of ['Alpha', 'beta', 'gamma']) {
    selectWords(words);
    await workspace.tags.tagSelection('quote');
  }
  workspace.selection.selectTags([...(workspace.state.article?.tags ?? [])].map(({ id }) => id));
  return window;
}

type Window = Awaited<ReturnType<typeof withThree>>;

const notesOf = ({ workspace }: Window) =>
  [...(workspace.state.article?.tags ?? [])].map(({ note }) => note);
const speakersOf = ({ workspace }: Window) =>
  [...(workspace.state.article?.tags ?? [])].map(({ attributes }) => attributes['speaker']);
const selected = ({ workspace }: Window) => workspace.state.selectedTags;

/** What a command that acts on all does with three tags, and how it is seen. */
const ON_ALL: Readonly<Record<string, (window: Window) => Promise<void>>> = {
  'edit-details': async (window) => {
    runCommand(window.workspace, 'edit-details');
    await expect
      .poll(() => {
        window.page.draw();
        return window.page.focus;
      })
      .toBe('detail speaker');
    await window.workspace.tags.update(selected(window), ({ attributes }) => ({
      attributes: { ...attributes, speaker: 'Anna Berg' },
    }));
    expect(speakersOf(window)).toEqual(['Anna Berg', 'Anna Berg', 'Anna Berg']);
  },
  'take-suggested': async (window) => {
    const { workspace, selectWords } = window;
    const all = [...selected(window)];
    for (const words of ['“Epsilon,”', '“Zeta,”']) {
      selectWords(words);
      await workspace.tags.tagSelection('quote');
      all.push(...selected(window));
    }
    workspace.selection.selectTags(all);
    runCommand(workspace, 'take-suggested');
    await expect.poll(() => workspace.state.message).toBe('Took what was suggested for 2 tags.');
    expect(speakersOf(window)).toEqual([undefined, undefined, undefined, 'Anna Berg', 'Anna Berg']);
    await workspace.changes.travel('undo');
    expect(new Set(speakersOf(window))).toEqual(new Set([undefined]));
  },
  'change-category': async (window) => {
    const { workspace } = window;
    runCommand(workspace, 'change-category');
    await expect.poll(() => workspace.state.dialog?.type).toBe('categories');
    const { article } = workspace.state;
    await workspace.tags.changeCategory([...(article?.tags ?? [])], 'claim');
    expect(window.tags()).toEqual(['claim: Alpha', 'claim: beta', 'claim: gamma']);
    expect(workspace.state.message).toBe(
      'Changed 3 tags to claim. 3 fields kept aside; switching back restores them.',
    );
  },
  'repeat-details': async (window) => {
    const { workspace, selectWords } = window;
    const all = selected(window);
    selectWords('delta');
    await workspace.tags.tagSelection('quote');
    const [last = ''] = selected(window);
    await workspace.tags.update(last, ({ attributes }) => ({
      attributes: { ...attributes, speaker: 'Anna Berg' },
    }));
    workspace.selection.selectTags(all);
    runCommand(workspace, 'repeat-details');
    await expect.poll(() => workspace.state.message).toBe('Repeated on 3 tags: speaker Anna Berg.');
    expect(new Set(speakersOf(window))).toEqual(new Set(['Anna Berg']));
  },
  'duplicate-tag': async (window) => {
    const { workspace } = window;
    runCommand(workspace, 'duplicate-tag');
    await expect.poll(() => workspace.state.dialog?.type).toBe('categories');
    await workspace.tags.duplicate([...(workspace.state.article?.tags ?? [])], 'claim');
    expect(window.tags()).toHaveLength(6);
    expect(workspace.state.message).toBe('Tagged 3 places again as claim.');
  },
  'edit-note': async (window) => {
    const { workspace, page } = window;
    runCommand(workspace, 'edit-note');
    await expect
      .poll(() => {
        page.draw();
        return page.focus;
      })
      .toBe('detail note');
    await workspace.tags.update(selected(window), { note: 'One speech' });
    expect(notesOf(window)).toEqual(['One speech', 'One speech', 'One speech']);
    expect(workspace.state.message).toBe('Edited note of 3 tags.');
  },
  'delete-tags': async (window) => {
    runCommand(window.workspace, 'delete-tags');
    await expect.poll(window.tags).toEqual([]);
  },
};

const aboutTags = COMMANDS.filter(({ several }) => several !== undefined);
const refused = aboutTags.flatMap(({ id, several }) =>
  several === 'all' || several === undefined ? [] : ([[id, several.refused]] as const),
);

describe('with several tags selected', () => {
  it('every command of the menu Tag is decided', () => {
    const open = COMMANDS.filter(
      ({ id, menu, several }: Command) =>
        menu === 'Tag' && several === undefined && !ABOUT_TEXT.test(id),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
    const all = aboutTags.filter(({ several }) => several === 'all').map(({ id }) => id);
    expect(Object.keys(ON_ALL).sort()).toEqual([...all].sort());
  });

  it.each(Object.keys(ON_ALL))('%s acts on all, in one step', async (id) => {
    const window = await withThree();
    const before = window.tags();
    await ON_ALL[id]?.(window);
    await window.workspace.changes.travel('undo');
    expect(
      window
        .tags()
        .filter((tag) => tag.startsWith('quote'))
        .slice(0, 3),
    ).toEqual(before);
    expect(notesOf(window).slice(0, 3)).toEqual(['', '', '']);
    expect(new Set(speakersOf(window).slice(0, 3))).toEqual(new Set([undefined]));
  });

  it.each(refused)('%s changes nothing and says why', async (id, reason) => {
    const window = await withThree();
    const { workspace, library, selectWords } = window;
    selectWords('delta');
    const before = [...(workspace.state.article?.tags ?? [])];
    library.asked.length = 0;
    runCommand(workspace, id);
    await expect.poll(() => workspace.state.message).toMatch(/^3 tags are selected\. /u);
    expect(workspace.state.message).toContain(reason);
    expect([...(workspace.state.article?.tags ?? [])]).toEqual(before);
    expect(workspace.state.mode).toEqual({ type: 'browse' });
    expect(library.asked).toEqual([]);
  });

  it('the button that takes words as another name is refused, too', async () => {
    const { workspace, selectWords } = await withThree();
    selectWords('delta');
    await workspace.tags.takeSelectionAs('speaker');
    expect(workspace.state.message).toMatch(/^3 tags are selected\. /u);
  });
});
