import { describe, expect, it } from 'vitest';

import { splitParagraphs, paragraphAt } from '../paragraphs.ts';
import { growSelection, shrinkSelection, type SelectionUnit } from './selection-units.ts';
import type { Span } from '../span.ts';

const words = (text: string, span: Span | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

/** The span of `selected` in `text`, which must stand there once. */
function spanOf(text: string, selected: string): Span {
  const start = text.indexOf(selected);
  if (start < 0 || text.includes(selected, start + 1)) throw new Error(`Not once: ${selected}`);
  return { start, end: start + selected.length };
}

describe('paragraphAt', () => {
  const text = '  One two.  \n\nThree.';
  const paragraphs = splitParagraphs(text);

  it.each([
    [0, 'One two.'],
    [12, 'One two.'],
    [13, undefined],
    [14, 'Three.'],
    [20, 'Three.'],
  ])('at %i finds %s', (offset, expected) => {
    expect(words(text, paragraphAt(text, paragraphs, offset))).toBe(expected);
  });
});

describe('growSelection and shrinkSelection', () => {
  const text =
    'Lavrov said: “We can’t agree. It won’t work.” He left.\n\nThe end came. So it goes.';
  const paragraphs = splitParagraphs(text);
  const grow = (span: Span, unit: SelectionUnit): Span =>
    growSelection(text, paragraphs, span, unit);
  const shrink = (span: Span, unit: SelectionUnit): Span =>
    shrinkSelection(text, paragraphs, span, unit);

  /** The words selected after each press, beginning with a caret. */
  function presses(offset: number, unit: SelectionUnit, count: number): string[] {
    let span: Span = { start: offset, end: offset };
    return Array.from({ length: count }, () => {
      span = grow(span, unit);
      return text.slice(span.start, span.end);
    });
  }

  it('extends word by word over punctuation between words', () => {
    expect(presses(8, 'word', 4)).toEqual([
      'said',
      'said: “We',
      'said: “We can’t',
      'said: “We can’t agree',
    ]);
  });

  it('extends sentence by sentence over the paragraph break', () => {
    expect(presses(32, 'sentence', 3)).toEqual([
      'It won’t work.”',
      'It won’t work.” He left.',
      'It won’t work.” He left.\n\nThe end came.',
    ]);
  });

  it('extends paragraph by paragraph over blank lines', () => {
    expect(presses(3, 'paragraph', 2)).toEqual([text.split('\n')[0], text]);
  });

  it.each<[SelectionUnit, string, string]>([
    ['word', 'avrov sai', 'Lavrov said'],
    ['sentence', 'agree. It', 'Lavrov said: “We can’t agree. It won’t work.”'],
    ['sentence', 'left.\n\nThe', 'He left.\n\nThe end came.'],
    ['paragraph', 'end came', 'The end came. So it goes.'],
  ])('first completes the %ss it touches: %j', (unit, selected, expected) => {
    expect(words(text, grow(spanOf(text, selected), unit))).toBe(expected);
  });

  it('takes the next unit when the caret stands at none', () => {
    const blank = text.indexOf('\n') + 1;
    expect(words(text, grow({ start: blank, end: blank }, 'word'))).toBe('The');
    expect(words(text, grow({ start: blank, end: blank }, 'sentence'))).toBe('The end came.');
    expect(words(text, grow({ start: blank, end: blank }, 'paragraph'))).toBe(
      'The end came. So it goes.',
    );
    expect(words(text, grow({ start: 12, end: 12 }, 'word'))).toBe('We');
  });

  it('stays as it is at the end of the text', () => {
    const last = spanOf(text, 'So it goes.');
    expect(grow(last, 'sentence')).toEqual(last);
    expect(grow(last, 'word')).toEqual(last);
    expect(grow({ start: 0, end: text.length }, 'paragraph')).toEqual({
      start: 0,
      end: text.length,
    });
    expect(growSelection('', [{ start: 0, end: 0 }], { start: 0, end: 0 }, 'word')).toEqual({
      start: 0,
      end: 0,
    });
  });

  it.each<[SelectionUnit, string[]]>([
    ['word', ['Lavrov', 'said', 'We', 'can’t']],
    ['clause', ['Lavrov said', '“We can’t agree.', 'It won’t work.”', 'He left.']],
    ['sentence', ['Lavrov said: “We can’t agree.', 'It won’t work.”', 'He left.', 'The end came.']],
    ['paragraph', [text.split('\n')[0] ?? '', 'The end came. So it goes.']],
  ])('walks from %s to %s with the caret set behind the one before', (unit, expected) => {
    let offset = 0;
    const walked = expected.map(() => {
      const span = grow({ start: offset, end: offset }, unit);
      offset = span.end;
      return words(text, span);
    });
    expect(walked).toEqual(expected);
  });

  it.each<SelectionUnit>(['word', 'clause', 'sentence', 'paragraph'])(
    'takes the last %s when nothing follows the caret',
    (unit) => {
      const span = grow({ start: text.length - 1, end: text.length - 1 }, unit);
      const { length } = text;
      expect(words(text, grow({ start: length, end: length }, unit))).toMatch(/goes\.?$/u);
      expect(span.end).toBeGreaterThan(length - 2);
    },
  );

  it('shrinks from the end and keeps the first unit', () => {
    const sentences = spanOf(text, 'It won’t work.” He left.\n\nThe end came.');
    const once = shrink(sentences, 'sentence');
    expect(words(text, once)).toBe('It won’t work.” He left.');
    const twice = shrink(once, 'sentence');
    expect(words(text, twice)).toBe('It won’t work.”');
    expect(shrink(twice, 'sentence')).toEqual(twice);
    expect(words(text, shrink(spanOf(text, 'said: “We can’t'), 'word'))).toBe('said: “We');
    expect(words(text, shrink(spanOf(text, 'agree. It wo'), 'word'))).toBe('agree. It');
    expect(words(text, shrink({ start: 0, end: text.length }, 'paragraph'))).toBe(
      text.split('\n')[0],
    );
  });

  it.each<SelectionUnit>(['word', 'clause', 'sentence', 'paragraph'])(
    'shrinking by one %s takes back what growing by one added',
    (unit) => {
      let span = grow({ start: 0, end: 0 }, unit);
      for (;;) {
        const longer = grow(span, unit);
        if (longer.end === span.end) break;
        expect(shrink(longer, unit)).toEqual(span);
        span = longer;
      }
      expect(span.end).toBeGreaterThan(text.length - 3);
    },
  );

  it('reads a paragraph longer than a block to its end, sentence by sentence', () => {
    const long = 'This is a sentence of a very long paragraph. '.repeat(600).trimEnd();
    const lines = splitParagraphs(long);
    let span = growSelection(long, lines, { start: 0, end: 0 }, 'sentence');
    let presses = 1;
    for (;;) {
      const next = growSelection(long, lines, span, 'sentence');
      if (next.end === span.end) break;
      span = next;
      presses += 1;
    }
    expect(span).toEqual({ start: 0, end: long.length });
    // One more at each of the two places where a block cuts a sentence in two.
    expect(presses).toBeGreaterThanOrEqual(600);
    expect(presses).toBeLessThanOrEqual(602);
  });
});

describe('emoji', () => {
  it('are words that a selection grows over one by one', () => {
    const text = 'A wave 🌊👍🏽 and 👨‍👩‍👧.';
    const paragraphs = splitParagraphs(text);
    let span = { start: 2, end: 6 };
    const seen: string[] = [];
    for (let press = 0; press < 4; press += 1) {
      span = growSelection(text, paragraphs, span, 'word');
      seen.push(text.slice(span.start, span.end));
    }
    expect(seen).toEqual(['wave 🌊', 'wave 🌊👍🏽', 'wave 🌊👍🏽 and', 'wave 🌊👍🏽 and 👨‍👩‍👧']);
    expect(shrinkSelection(text, paragraphs, span, 'word').end).toBe(text.indexOf(' 👨'));
  });
});
