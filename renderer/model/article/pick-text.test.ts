import { describe, expect, it } from 'vitest';

import { findQuotations } from '#core/text/units/quotations.ts';
import type { Span } from '#core/text/span.ts';

import {
  gapFrom,
  grow,
  pickGap,
  pickQuotation,
  quotationFrom,
  shrink,
  wordCount,
} from './pick-text.ts';
import { openWindow } from '../testing/window.ts';
import type { Workspace } from '../workspace.ts';

const TEXT = 'He said “no” and left.\n\n“Maybe later,” she said. “Never,” he said.';
const NO = spanOf('“no”');
const MAYBE = spanOf('“Maybe later,”');
const NEVER = spanOf('“Never,”');
const START: Span = { start: 0, end: 0 };
const END: Span = { start: TEXT.length, end: TEXT.length };

function spanOf(words: string): Span {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
}

describe('the next quotation', () => {
  const quotations = findQuotations(TEXT);

  it.each<[string, Span, 1 | -1, Span | undefined]>([
    ['is the first one after the caret', START, 1, NO],
    ['is the one behind the selected one', NO, 1, MAYBE],
    ['is the one around it while only its words are selected', spanOf('no'), 1, NO],
    ['is none after the last', NEVER, 1, undefined],
    ['is the one before, backwards', NEVER, -1, MAYBE],
    ['is none before the first', NO, -1, undefined],
  ])('%s', (_name, at, step, expected) => {
    const found = quotationFrom(quotations, at, step);
    expect(found && { start: found.start, end: found.end }).toEqual(expected);
  });
});

describe('the next quotation without a tag', () => {
  it.each<[string, readonly Span[], Span, 1 | -1, Span | undefined]>([
    ['is the first one after the caret', [NO, MAYBE], START, 1, NO],
    ['is the one behind the selected one', [NO, MAYBE], NO, 1, MAYBE],
    ['is the first again after the last', [NO, MAYBE], MAYBE, 1, NO],
    ['is the one before, backwards', [NO, MAYBE], MAYBE, -1, NO],
    ['is the last one before the first', [NO, MAYBE], NO, -1, MAYBE],
    ['is itself where it is the only one', [NO], NO, 1, NO],
    ['is none where all have one', [], NO, 1, undefined],
  ])('%s', (_name, gaps, at, step, expected) => {
    expect(gapFrom(gaps, at, step)).toEqual(expected);
  });
});

describe('selecting with keys', () => {
  /** The window with something selected, what is done there, and what is selected and said then. */
  async function after(at: Span, act: (workspace: Workspace) => void, text = TEXT) {
    const { workspace, surface } = await openWindow([{ text }]);
    surface.setSelection(at.start, at.end);
    act(workspace);
    return [workspace.state.selection?.span, workspace.state.message];
  }

  it.each<[string, Span, (workspace: Workspace) => void, Span, string]>([
    ['the next quotation', NO, (w) => pickQuotation(w, 1), MAYBE, 'Selected quotation, 2 words'],
    [
      'no quotation at the end',
      END,
      (w) => pickQuotation(w, 1),
      END,
      'No quotation after the caret.',
    ],
    [
      'no quotation at the beginning',
      START,
      (w) => pickQuotation(w, -1),
      START,
      'No quotation before the caret.',
    ],
    [
      'the next quotation without a tag',
      NO,
      (w) => {
        pickGap(w, 1);
      },
      MAYBE,
      'Untagged quotation 2 of 3, 2 words',
    ],
    [
      'a word more',
      spanOf('He'),
      (w) => {
        grow(w, 'word');
      },
      spanOf('He said'),
      'Selected 2 words',
    ],
    [
      'a word less',
      spanOf('He said'),
      (w) => {
        shrink(w, 'word');
      },
      spanOf('He'),
      'Selected 1 word',
    ],
    [
      'nothing less than nothing, silently',
      START,
      (w) => {
        shrink(w, 'word');
      },
      START,
      '',
    ],
  ])('selects %s', async (_name, at, act, selected, said) => {
    expect(await after(at, act)).toEqual([selected, said]);
  });

  it('says how much is selected as long as it is selected', async () => {
    const { workspace, surface } = await openWindow([{ text: TEXT }]);
    surface.setSelection(0, 0);
    pickQuotation(workspace, 1);
    expect(workspace.state.message).toMatch(/^Selected quotation/u);
    surface.setSelection(1, 1);
    expect(workspace.state.message).toBe('');
    workspace.notices.say('Commented.');
    surface.setSelection(2, 2);
    expect(workspace.state.message).toBe('Commented.');
  });

  it('says that every quotation has a tag', async () => {
    const [, said] = await after(
      START,
      (w) => {
        pickGap(w, -1);
      },
      'Nobody speaks.',
    );
    expect(said).toBe('Every quotation has a tag.');
  });

  it('answers whether there was a quotation, and does nothing without an article', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    expect([pickQuotation(workspace, 1), pickQuotation(workspace, -1)]).toEqual([true, false]);
    const { workspace: empty } = await openWindow([]);
    grow(empty, 'sentence');
    shrink(empty, 'sentence');
    pickGap(empty, 1);
    expect(pickQuotation(empty, 1)).toBe(false);
    expect(empty.state.message).toBe('');
  });
});

it.each([
  ['He’s well-known.', '2 words'],
  ['“No”', '1 word'],
  ['— …', '0 words'],
  ['3.5 percent', '2 words'],
])('counts the words of %s', (text, expected) => {
  expect(wordCount(text, { start: 0, end: text.length })).toBe(expected);
});
