import { describe, expect, it } from 'vitest';

import { IntervalIndex } from '#core/tags/interval-index.ts';
import { plainBody, type Tag } from '#core/tags/tag.ts';

import {
  chooseAmong,
  nextAmong,
  selectTagAtCaret,
  stepTag,
  tagFrom,
  tagsInWords,
  withTag,
} from './pick-tag.ts';
import { CODEBOOK, SELF } from '../testing/library.ts';
import { openWindow, type TestWindow } from '../testing/window.ts';

const NOW = '2026-01-01T00:00:00.000Z';

function tagAt(id: string, start: number, end: number, attributes: Tag['attributes'] = {}): Tag {
  const body = plainBody([{ start, end }], 'quote');
  return { ...body, attributes, id, creator: SELF, created: NOW, modified: NOW };
}

const INNER = tagAt('inner', 4, 8);
const OUTER = tagAt('outer', 2, 12);
const LATER = tagAt('later', 20, 24);

/** A window with the tags “one two three”, “two” and “five”; the caret stands in some words. */
async function windowAt(words: string): Promise<TestWindow> {
  const window = await openWindow([{ text: 'one two three four five six' }]);
  for (const tagged of ['one two three', 'two', 'five']) {
    window.selectWords(tagged);
    await window.workspace.tags.tagSelection('quote');
    window.workspace.dialogs.close();
  }
  window.workspace.selection.selectTags([]);
  const at = window.workspace.state.article?.text.indexOf(words) ?? 0;
  window.surface.setSelection(at, at);
  return window;
}

/** The words of the selected tag, and what was said last. */
function heard({ workspace }: TestWindow): [string | undefined, string] {
  const tag = workspace.selection.activeTag();
  return [tag && workspace.state.article?.wordsOf(tag), workspace.state.message];
}

describe('the next tag', () => {
  const tags = new IntervalIndex([OUTER, INNER, LATER]);

  it.each<[string, string | undefined, number, 1 | -1, Tag | undefined]>([
    ['is the one behind the active one', 'outer', 0, 1, INNER],
    ['is the one before the active one, backwards', 'later', 0, -1, INNER],
    ['is none behind the last', 'later', 0, 1, undefined],
    ['is none before the first', 'outer', 30, -1, undefined],
    ['is the one at the caret where none is active', undefined, 20, 1, LATER],
    ['is the one before the caret where none is active', undefined, 20, -1, INNER],
  ])('%s', (_name, active, offset, step, expected) => {
    expect(tagFrom(tags, active, offset, step)?.id).toBe(expected?.id);
  });

  it('is gone to and named with its place', async () => {
    const window = await windowAt('one');
    const steps = [1, 1, 1, 1].map(() => {
      stepTag(window.workspace, 1);
      return heard(window);
    });
    expect(steps).toEqual([
      ['one two three', 'Quote: \u2068one two three\u2069, paragraph 1. 1 of 3.'],
      ['two', 'Quote: \u2068two\u2069, paragraph 1. 2 of 3.'],
      ['five', 'Quote: \u2068five\u2069, paragraph 1. 3 of 3.'],
      ['five', 'This is the last tag.'],
    ]);
  });

  it('is made first where there is none', async () => {
    const { workspace } = await openWindow([{ text: 'Nothing yet.' }]);
    stepTag(workspace, -1);
    expect(workspace.state.message).toBe('No tags yet. Select text, then press 1 to 9.');
  });
});

describe('choosing among tags at one place', () => {
  it.each<[string, string | undefined, { among: string[]; chosen: string } | null, number]>([
    ['begins with the innermost', undefined, null, 0],
    ['goes outward', 'a', { among: ['a', 'b'], chosen: 'a' }, 1],
    ['begins again behind the outermost', 'b', { among: ['a', 'b'], chosen: 'b' }, 0],
    ['begins again where another tag is active', 'c', { among: ['a', 'b'], chosen: 'a' }, 0],
    ['begins again where others were chosen among', 'a', { among: ['a'], chosen: 'a' }, 0],
    ['begins again where no tag is active', undefined, { among: ['a', 'b'], chosen: 'a' }, 0],
  ])('%s', (_name, active, last, expected) => {
    expect(nextAmong(['a', 'b'], active, last)).toBe(expected);
  });

  it('goes outward at the caret and says which of how many', async () => {
    const window = await windowAt('two');
    const choices = [1, 2, 3].map(() => {
      selectTagAtCaret(window.workspace);
      return heard(window);
    });
    expect(choices).toEqual([
      ['two', 'Quote: \u2068two\u2069, paragraph 1. 1 of 2.'],
      ['one two three', 'Quote: \u2068one two three\u2069, paragraph 1. 2 of 2.'],
      ['two', 'Quote: \u2068two\u2069, paragraph 1. 1 of 2.'],
    ]);
  });

  it('does not count a single one, and says where there is none', async () => {
    const window = await windowAt('five');
    selectTagAtCaret(window.workspace);
    expect(heard(window)).toEqual(['five', 'Quote: \u2068five\u2069, paragraph 1.']);
    chooseAmong(window.workspace, []);
    expect(heard(window)).toEqual([undefined, 'No tag here.']);
  });
});

describe('what needs a tag', () => {
  it('takes the one at the caret', async () => {
    const window = await windowAt('two');
    let done = 0;
    withTag(window.workspace, () => {
      done += 1;
    });
    expect([heard(window)[0], done]).toEqual(['two', 1]);
  });

  it('says what to do where there is none', async () => {
    const window = await windowAt('six');
    let done = 0;
    withTag(window.workspace, () => {
      done += 1;
    });
    const words = 'Select a tag first: Space at the caret, or J and K.';
    expect([heard(window), done]).toEqual([[undefined, words], 0]);
  });
});

describe('tags in words', () => {
  const quote = CODEBOOK.categories.find(({ id }) => id === 'quote');

  it.each<[string, readonly Tag[], string | null]>([
    ['are none', [], null],
    ['have a label', [INNER], 'In: Quote'],
    ['have a speaker', [tagAt('x', 0, 1, { speaker: 'Anna' })], 'In: Quote by Anna'],
    ['have a frame', [tagAt('x', 0, 1, { frame: 'human_interest' })], 'In: Quote, human interest'],
    [
      'stand behind each other',
      [tagAt('x', 0, 1, { speaker: 'Anna', frame: 'conflict' }), { ...INNER, category: 'gone' }],
      'In: Quote by Anna; gone',
    ],
  ])('%s', (_name, tags, expected) => {
    expect(tagsInWords(tags, ({ category }) => (category === 'quote' ? quote : undefined))).toBe(
      expected,
    );
  });
});
