import { describe, expect, it } from 'vitest';

import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXT = [
  'Foreign Minister Sergey Lavrov has warned that the talks are “a road to nowhere.”',
  'The mayor called it a “success” on Monday.',
].join('\n\n');

async function quoteOf(words: string): Promise<TestWindow> {
  const window = await openWindow([{ text: TEXT }]);
  window.selectWords(words);
  await window.workspace.tags.tagSelection('quote');
  return window;
}

function tagOf({ workspace }: TestWindow) {
  const { attributes, attributeSpans } = workspace.selection.activeTag() ?? {};
  const said = Object.values(attributeSpans ?? {}).map(({ start, end }) => TEXT.slice(start, end));
  return [attributes?.['speaker'], attributes?.['cue'], ...said];
}

describe('what is suggested for a tag', () => {
  it('is taken by one key, the speaker and the cue with their places, and taken back as one', async () => {
    const window = await quoteOf('“a road to nowhere.”');
    const { workspace } = window;
    await workspace.tags.takeSuggested();
    const places = ['Foreign Minister Sergey Lavrov', 'has warned'];
    expect(tagOf(window)).toEqual(['Sergey Lavrov', 'has warned', ...places]);
    expect(workspace.state.message).toBe('Set speaker to “Sergey Lavrov”, cue to “has warned”.');
    await workspace.changes.travel('undo');
    expect(tagOf(window)).toEqual([undefined, undefined]);
  });

  it('leaves what has been said as it is, and has no cue of somebody else', async () => {
    const window = await quoteOf('“a road to nowhere.”');
    const { workspace } = window;
    const ids = workspace.state.selectedTags;
    await workspace.tags.update(ids, ({ attributes }) => ({
      attributes: { ...attributes, speaker: 'Marco Rubio' },
    }));
    await workspace.tags.takeSuggested();
    expect(tagOf(window)).toEqual(['Marco Rubio', undefined]);
    expect(workspace.state.message).toBe('Nothing is suggested for this tag.');
    await workspace.tags.update(ids, ({ attributes }) => ({
      attributes: { ...attributes, speaker: 'Sergey Lavrov' },
    }));
    await workspace.tags.takeSuggested();
    expect(tagOf(window)).toEqual(['Sergey Lavrov', 'has warned', 'has warned']);
  });

  it('is nothing where nobody who is named speaks, and for a tag that is not there', async () => {
    const window = await quoteOf('“success”');
    await window.workspace.tags.takeSuggested();
    expect(window.workspace.state.message).toBe('Nothing is suggested for this tag.');
    window.workspace.selection.selectTags([]);
    await window.workspace.tags.takeSuggested();
    expect(window.workspace.state.message).toMatch(/^Select a tag first/u);
  });
});
