import { describe, expect, it } from 'vitest';

import { SelectionWords } from './selection-words.ts';

const TEXT = '😀 One “ship”\r\nof\tall.\r\nThe ship sails on, and on, and on.';

describe('The name of a passage', () => {
  it.each([
    ['in code points', 'One', 2, 5, 'One'],
    ['in UTF-16', 'One', 3, 6, 'One'],
    ['with line ends of one character, in code points', 'ship sails', 26, 36, 'ship sails'],
    ['with line ends of one character, in UTF-16', 'ship sails', 27, 37, 'ship sails'],
    ['with spaces for line ends and tabs', '“ship” of all.', 6, 21, '“ship”\r\nof\tall.'],
    ['without the white space around it', 'One', 1, 6, ' One '],
    ['cut, with three points', 'ship sails...', 28, 53, 'ship sails on, and on, an'],
    ['cut, with an ellipsis', 'ship sails on…', 28, 53, 'ship sails on, and on, an'],
    [
      'cut, where a place that counts line ends otherwise begins with a space',
      'ship sails on…',
      26,
      51,
      'ship sails on, and on, an',
    ],
    [
      'before white space, where another place has it in front',
      'ship sails on,',
      26,
      41,
      'ship sails on, ',
    ],
    [
      'with white space in front, where another place has it behind',
      ' sails on,',
      30,
      40,
      ' sails on,',
    ],
    ['somewhere else', '“ship”', 40, 46, '“ship”'],
    ['somewhere else, over a line end', 'all. The', 40, 49, 'all.\r\nThe'],
  ])('is its words where these stand %s', (_, name, start, end, words) => {
    expect(new SelectionWords(TEXT).of(name, start, end)).toBe(words);
  });

  it.each([
    ['that stands nowhere', 'p. 1', 0, 4],
    ['that is shorter than the passage', 'ship', 24, 40],
    ['that is longer than the passage', 'The ship sails', 24, 28],
    ['that is empty', ' ', 2, 5],
    ['that was cut after a few characters', 'The...', 40, 49],
    ['of a passage without a place', 'One', Number.NaN, 5],
    ['of a passage beyond the text', 'line:3', 990, 999],
  ])('is not its words where it is one %s', (_, name, start, end) => {
    expect(new SelectionWords(TEXT).of(name, start, end)).toBeNull();
  });

  it('is looked for beside the passage where it stands often', () => {
    const text = `ship. ${'x'.repeat(90)} ship\r\n. ${'x'.repeat(90)} ship.`;
    const words = new SelectionWords(text);
    expect(words.of('ship .', 80, 86)).toBe('ship\r\n.');
    expect(words.of('ship.', 0, 5)).toBe('ship.');
    expect(words.of('ship.', 180, 185)).toBe('ship.');
  });
});
