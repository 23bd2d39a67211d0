import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { splitParagraphs } from './paragraphs.ts';
import {
  growSelection,
  isGraphemeBoundary,
  paragraphAt,
  sentenceAt,
  shrinkSelection,
  snapToGraphemes,
  snapToWords,
  wordAt,
  type SelectionUnit,
} from './segmentation.ts';
import { spanContains, type Span } from './span.ts';

const FAMILY = '👩‍👩‍👧';
const FLAG = '🇺🇦';

const words = (text: string, span: Span | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

/** The span of `selected` in `text`, which must stand there once. */
function spanOf(text: string, selected: string): Span {
  const start = text.indexOf(selected);
  if (start < 0 || text.includes(selected, start + 1)) throw new Error(`Not once: ${selected}`);
  return { start, end: start + selected.length };
}

describe('isGraphemeBoundary', () => {
  it.each([
    ['a surrogate pair', 'a😀b', [0, 1, 3, 4]],
    ['a joined emoji', `a${FAMILY}b`, [0, 1, 9, 10]],
    ['flags', `${FLAG}${FLAG}`, [0, 4, 8]],
    ['a combining mark', 'ae\u0301b', [0, 1, 3, 4]],
    ['CR LF', 'a\r\nb', [0, 1, 3, 4]],
    ['a skin tone', '👍🏽!', [0, 4, 5]],
    ['Hangul letters', '\u1112\u1161\u11ab!', [0, 3, 4]],
    ['lone surrogates', '\ud83da\ude00', [0, 1, 2, 3]],
    ['a mark after a line break', '\n\u0301a', [0, 1, 2, 3]],
    ['a mark after a soft hyphen', 'a\u00ad\u0301', [0, 1, 2, 3]],
    ['punctuation and Cyrillic', '“да”', [0, 1, 2, 3, 4]],
  ])('sees %s', (_name, text, expected) => {
    const found: number[] = [];
    for (let offset = -1; offset <= text.length + 1; offset += 1) {
      if (isGraphemeBoundary(text, offset)) found.push(offset);
    }
    expect(found).toEqual(expected);
  });

  it('agrees with a segmenter that sees the whole of a short text', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        ' ',
        'é',
        'e\u0301',
        '\u0301',
        '\u200d',
        '\ufe0f',
        '👩',
        '👧',
        '🇺',
        '🏽',
        '\r',
        '\n',
        '©',
      ],
      ...[
        '\u0903',
        'क',
        '\u094d',
        '\u1100',
        '\u1161',
        '\u0600',
        '\u00ad',
        '“',
        '\ud83d',
        '\ude00',
        '漢',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const boundaries = new Set([text.length, 0]);
        for (const { index } of new Intl.Segmenter('en').segment(text)) boundaries.add(index);
        for (let offset = 0; offset <= text.length; offset += 1) {
          expect([offset, isGraphemeBoundary(text, offset)]).toEqual([
            offset,
            boundaries.has(offset),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('snapToGraphemes', () => {
  it.each([
    ['a surrogate pair', 'a😀b', 2, 2, 1, 3],
    ['a joined emoji', `a${FAMILY}b`, 3, 5, 1, 9],
    ['a flag', `a${FLAG}${FLAG}b`, 3, 7, 1, 9],
    ['a combining mark', 'ae\u0301b', 2, 2, 1, 3],
    ['CR LF', 'a\r\nb', 2, 2, 1, 3],
    ['whole clusters', `a${FAMILY}b`, 1, 9, 1, 9],
    ['an empty span between clusters', 'ab', 1, 1, 1, 1],
  ])('widens over %s', (_name, text, start, end, snappedStart, snappedEnd) => {
    expect(snapToGraphemes(text, { start, end })).toEqual({
      start: snappedStart,
      end: snappedEnd,
    });
  });

  it('never narrows, never splits a surrogate pair, and changes nothing the second time', () => {
    const part = fc.constantFrom('a', FAMILY, FLAG, '\u0301', '\r\n', '😀', '\ud83d', '\ude00');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('');
        const x = a % (text.length + 1);
        const y = b % (text.length + 1);
        const span = { start: Math.min(x, y), end: Math.max(x, y) };
        const snapped = snapToGraphemes(text, span);
        expect(spanContains(snapped, span)).toBe(true);
        expect(snapToGraphemes(text, snapped)).toEqual(snapped);
        for (const offset of [snapped.start, snapped.end]) {
          expect(
            /^[\udc00-\udfff]/.test(text.slice(offset)) &&
              /[\ud800-\udbff]$/.test(text.slice(0, offset)),
          ).toBe(false);
        }
      }),
    );
  });

  it('gives up inside a cluster of 20,000 marks instead of reading it all', () => {
    const text = `e${'\u0301'.repeat(20_000)}`;
    expect(snapToGraphemes(text, { start: 10_000, end: 10_000 })).toEqual({
      start: 10_000,
      end: 10_000,
    });
    expect(snapToGraphemes(text, { start: 30, end: 19_990 })).toEqual({ start: 0, end: 20_001 });
  });
});

describe('what is given to the segmenter', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Length of the longest text a segmenter was asked about while `step` ran. */
  function longestSegmented(step: () => void): number {
    let longest = 0;
    const original = Object.getOwnPropertyDescriptor(Intl.Segmenter.prototype, 'segment')
      ?.value as Intl.Segmenter['segment'];
    vi.spyOn(Intl.Segmenter.prototype, 'segment').mockImplementation(function (
      this: Intl.Segmenter,
      input: string,
    ) {
      longest = Math.max(longest, input.length);
      return original.call(this, input);
    });
    step();
    return longest;
  }

  it.each([
    ['Zalgo', 'e\u0301'.repeat(500_000)],
    ['words', 'Some words stand here. '.repeat(43_478)],
    ['one word', 'x'.repeat(1_000_000)],
    ['emoji', '😀'.repeat(500_000)],
    ['white space', ' '.repeat(1_000_000)],
  ])('stays small in a million characters of %s', (_name, text) => {
    const middle = 500_001;
    const paragraphs = splitParagraphs(text);
    const span = { start: middle - 5, end: middle };
    expect(longestSegmented(() => snapToGraphemes(text, span))).toBeLessThanOrEqual(128);
    vi.restoreAllMocks();
    expect(longestSegmented(() => snapToWords(text, span))).toBeLessThanOrEqual(1_280);
    vi.restoreAllMocks();
    expect(longestSegmented(() => wordAt(text, middle))).toBeLessThanOrEqual(1_280);
    vi.restoreAllMocks();
    expect(
      longestSegmented(() => growSelection(text, paragraphs, span, 'sentence')),
    ).toBeLessThanOrEqual(10_000);
  });
});

describe('snapToWords', () => {
  it.each([
    ['“road to nowhere”', 'oad to nowh', 'road to nowhere'],
    ['“road to nowhere”', '“road to now', '“road to nowhere'],
    ['“road to nowhere”', 'to', 'to'],
    ['a “road” b', ' “roa', ' “road'],
    ['the U.S. position', 'S', 'U.S.'],
    ['the U.S. position', 'U.S', 'U.S.'],
    ['they can’t agree', 'an', 'can’t'],
    ["they can't agree", "n'", "can't"],
    ['Lavrov’s comments', 'avr', 'Lavrov’s'],
    ['the Russians’ plan', 'ussian', 'Russians'],
    ['pages 12–34 here', '3', '34'],
    ['a post-war order', 'os', 'post'],
    ['a post-war order', 'ost-w', 'post-war'],
    ['Europe—a stance', 'urope—', 'Europe—'],
    ['costs 3.5% now', '.', '3.5'],
    ['один два три', 'ва', 'два'],
    ['word, word', 'd, w', 'word, word'],
  ])('in %j widens %j to %j', (text, selected, expected) => {
    expect(words(text, snapToWords(text, spanOf(text, selected)))).toBe(expected);
  });

  it('leaves a caret alone', () => {
    expect(snapToWords('nowhere', { start: 3, end: 3 })).toEqual({ start: 3, end: 3 });
  });

  it('never loses a selected character, never takes in white space, and settles at once', () => {
    const part = fc.constantFrom(
      ...[
        'road',
        'U.S.',
        'can’t',
        ' ',
        ' ',
        '“',
        '”',
        '-',
        '–',
        '.',
        ',',
        '\n',
        '漢字仮名',
        '😀',
        '3.5',
        'ß',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 500 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('');
        const x = a % (text.length + 1);
        const y = b % (text.length + 1);
        const span = { start: Math.min(x, y), end: Math.max(x, y) };
        const snapped = snapToWords(text, span);
        expect(spanContains(snapped, span)).toBe(true);
        expect(
          text.slice(snapped.start, span.start) + text.slice(span.end, snapped.end),
        ).not.toMatch(/[\s“”–]/u);
        expect(snapToWords(text, snapped)).toEqual(snapped);
      }),
    );
  });

  it('finds the same word around the end of a block of a long text', () => {
    const text = 'word '.repeat(1_000);
    for (let offset = 1_000; offset < 1_100; offset += 1) {
      const start = offset - (offset % 5);
      if (offset % 5 === 4) continue;
      expect(wordAt(text, offset)).toEqual({ start, end: start + 4 });
    }
  });
});

describe('wordAt', () => {
  it.each([
    ['“road to”', 0, undefined],
    ['“road to”', 1, 'road'],
    ['“road to”', 3, 'road'],
    ['“road to”', 5, 'road'],
    ['“road to”', 6, 'to'],
    ['“road to”', 8, 'to'],
    ['“road to”', 9, undefined],
    ['', 0, undefined],
    ['a. b', 2, undefined],
  ])('in %j at %i finds %s', (text, offset, expected) => {
    expect(words(text, wordAt(text, offset))).toBe(expected);
  });
});

/** All sentences of a text, read from its start to its end. */
function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const paragraph of splitParagraphs(text)) {
    let offset = paragraph.start;
    while (offset < paragraph.end) {
      const sentence = sentenceAt(text, offset);
      if (!sentence) break;
      found.push(text.slice(sentence.start, sentence.end));
      offset = sentence.end + 1;
    }
  }
  return found;
}

describe('sentenceAt', () => {
  it.each<[string[]]>([
    [['He met U.S. President Donald Trump.', 'He left.']],
    [['It is in the U.S.', 'The talks go on.']],
    [['Mr. Smith met Dr. J. K. Rowling and Gen. Mark A. Milley in St. Petersburg.', 'They spoke.']],
    [['They met J. A. Smith.', 'He left.']],
    [['It is in No. 5 of the list.', 'He said no.', '“Yes,” she said.']],
    [['“We won.”', 'He left.']],
    [['He said: “This will not work.”', 'He added more.']],
    [['“Is it?” he asked.', 'Nobody knew.']],
    [['The answer was no.', 'Lavrov left.']],
    [['« Nous partons. »', 'Il est parti.']],
    [['‘We won.’', '“We lost.”']],
    [['It ends at 5 p.m. Moscow time.', 'Then it rains.']],
    [['Acme Inc. Chairman Jo left.', 'She works for Acme Inc.', 'The end.']],
    [['On Jan. 5 it fell.', 'So it was.']],
    [['What?', 'No!', 'Yes…']],
    [['One sentence without an end']],
  ])('reads %j', (sentences) => {
    expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
  });

  it('never crosses a line break and finds nothing on a blank line', () => {
    expect(sentencesOf('First line\r\nsecond line.\u2029Third.')).toEqual([
      'First line',
      'second line.',
      'Third.',
    ]);
    expect(sentenceAt('a\n\nb', 2)).toBeUndefined();
    expect(sentenceAt('', 0)).toBeUndefined();
    expect(words('one\r\ntwo', sentenceAt('one\r\ntwo', 4))).toBe('one');
  });

  it('gives white space between two sentences to the first', () => {
    const text = '  One.  Two.  ';
    expect(words(text, sentenceAt(text, 0))).toBe('One.');
    expect(words(text, sentenceAt(text, 7))).toBe('One.');
    expect(words(text, sentenceAt(text, 8))).toBe('Two.');
    expect(words(text, sentenceAt(text, text.length))).toBe('Two.');
  });

  it('reads the sentences of article 000', () => {
    const text = readFileSync(
      new URL('../../seeds/000_84dcb151e65168d7.txt', import.meta.url),
      'utf8',
    );
    expect(sentencesOf(text)).toHaveLength(16);
    const start = text.indexOf('Last Monday');
    expect(words(text, sentenceAt(text, start + 90))).toBe(
      'Last Monday, European leaders met at the White House with U.S. President Donald Trump and ' +
        'Ukrainian President Volodymyr Zelensky to discuss potential measures to help end the conflict.',
    );
  });
});

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

  it.each<SelectionUnit>(['word', 'sentence', 'paragraph'])(
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
