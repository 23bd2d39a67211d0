import { describe, expect, it } from 'vitest';

import { splitParagraphs } from '#core/text/paragraphs.ts';

import { makeSelection, pointerSelection, snapSpan } from './article-selection.ts';

const TEXT = 'The minister said “no” twice.\nA family 👨‍👩‍👧 waved.';
const PARAGRAPHS = splitParagraphs(TEXT);
const spanOf = (words: string): { start: number; end: number } => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};
const textOf = ({ start, end }: { start: number; end: number }): string => TEXT.slice(start, end);

describe('a selection', () => {
  it('keeps its direction and is brought inside the text', () => {
    expect(makeSelection('abc', 9, 1, false)).toEqual({
      span: { start: 1, end: 3 },
      collapsed: false,
      anchor: 3,
      focus: 1,
      viaMouse: false,
    });
  });

  it('is collapsed when both ends are brought to the same place', () => {
    expect(makeSelection('abc', 3, 9, false).collapsed).toBe(true);
  });
});

describe('where a selection may begin and end', () => {
  it.each([
    ['at whole words', 'inister sa', false, 'minister said'],
    ['not beyond a mark at its edge', '“no', false, '“no'],
    ['where it was made, if it is to be exact', 'inister sa', true, 'inister sa'],
    ['without white space around it', ' said ', true, 'said'],
    ['around a whole emoji, exact or not', '👨‍👩', true, '👨‍👩‍👧'],
  ])('is %s', (_, selected, exact, snapped) => {
    expect(textOf(snapSpan(TEXT, spanOf(selected), exact))).toBe(snapped);
  });

  it('is nowhere if it has no words', () => {
    const { start, end } = snapSpan('a   b', { start: 1, end: 4 }, false);
    expect(start).toBe(end);
  });
});

describe('what the pointer selects', () => {
  const select = (
    anchor: number,
    focus: number,
    release: { presses?: number; exact?: boolean } = {},
  ) =>
    pointerSelection(TEXT, PARAGRAPHS, makeSelection(TEXT, anchor, focus, true), {
      presses: 1,
      exact: false,
      ...release,
    });

  it('is the emoji under the pointer where it is pressed twice, and no other time', () => {
    const emoji = spanOf('👨‍👩‍👧');
    const space = emoji.start - 1;
    expect(select(space, space, { presses: 2 }).collapsed).toBe(true);
    const release = { exact: false, emoji };
    for (const focus of [space, space + 1]) {
      const selection = makeSelection(TEXT, space, focus, true);
      const twice = pointerSelection(TEXT, PARAGRAPHS, selection, { presses: 2, ...release });
      expect(textOf(twice.span)).toBe('👨‍👩‍👧');
    }
    expect(textOf(select(emoji.start + 9, 0, { presses: 1 }).span)).not.toBe('👨‍👩‍👧');
  });

  it('is widened to words, the caret at the end that was dragged', () => {
    const { start, end } = spanOf('inister sa');
    const words = spanOf('minister said');
    expect(select(start, end)).toMatchObject({ anchor: words.start, focus: words.end });
    expect(select(end, start)).toMatchObject({ anchor: words.end, focus: words.start });
  });

  it('is exactly what was dragged over where that is asked for', () => {
    const { start, end } = spanOf('inister sa');
    expect(select(start, end, { exact: true }).span).toEqual({ start, end });
  });

  it('is the paragraph without its line break after the third press', () => {
    const [first] = PARAGRAPHS;
    expect(select(4, 31, { presses: 3 }).span).toEqual(first);
    expect(select(4, 8, { presses: 2 }).span).not.toEqual(first);
  });

  it('is nothing between words', () => {
    expect(select(3, 4).collapsed).toBe(true);
  });
});
