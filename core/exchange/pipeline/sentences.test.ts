import { describe, expect, it } from 'vitest';

import {
  describeMisplacedDecision,
  describePlacingProblem,
  describePositions,
  describeReadError,
  describeTextError,
} from './sentences.ts';
import { describeFileError, describeRefusal } from '../framewise/problem.ts';
import { NOTHING_ODD } from '../placing/placed.ts';

const DAMAGED = { type: 'damaged', line: 3, column: 5, offset: 1210, byte: 10 } as const;

const MB = 1024 * 1024;

describe('messages about files', () => {
  it.each([
    [describeTextError('notes.bin', { type: 'binary', kind: null }), 'notes.bin is not text.'],
    [describeTextError('empty.txt', { type: 'empty' }), 'empty.txt has no text.'],
    [
      describeTextError('a.txt', { ...DAMAGED, count: 1 }),
      'a.txt is not UTF-8 in 1 place: line 3, character 5 (byte 1,210, 0A). Mend it there, or read the file in the encoding utf-8-replace, which puts � where it is damaged.',
    ],
    [
      describeTextError('a.txt', { ...DAMAGED, count: 2000 }),
      'a.txt is not UTF-8 in 2,000 places: first in line 3, character 5 (byte 1,210, 0A). Mend it there, or read the file in the encoding utf-8-replace, which puts � where it is damaged.',
    ],
    [
      describeTextError('a.txt', { type: 'nulls', line: 7 }),
      'a.txt has null characters, first in line 7; no text has them. It may be damaged, or in another encoding.',
    ],
    [
      describeReadError('x.txt', { type: 'too-large', bytes: 27 * MB - 5, limit: 20 * MB }),
      'This file is 27 MB; the limit is 20 MB.',
    ],
    [
      describeFileError('b.json', { type: 'newer-version', version: 3 }),
      'Made with a newer version (format 3). Update to open it. Nothing was changed.',
    ],
    [
      describeFileError('b.json', { type: 'truncated', offset: 12_345 }),
      'b.json is incomplete: it ends at byte 12,345. Nothing was changed.',
    ],
    [
      describePlacingProblem({
        type: 'words-elsewhere',
        exact: '“no”',
        found: 'said',
        anchor: { type: 'moved', span: { start: 1200, end: 1204 } },
      }),
      'The text does not have the words ““no”” at this tag’s position: “said” is there. They may be the ones at 1,200.',
    ],
    [
      describeMisplacedDecision({
        place: '/',
        part: 'tag',
        problem: { type: 'words-elsewhere', exact: '“no”', found: null, anchor: null },
      }),
      'A tag that it is about could not be placed. The text does not have the words ““no”” at this tag’s position.',
    ],
    [
      describeMisplacedDecision({
        place: '/',
        part: 'passage',
        problem: { type: 'words-elsewhere', exact: '“no”', found: 'said', anchor: null },
      }),
      'The passage that it is about could not be placed. The text does not have the words ““no”” at its position: “said” is there.',
    ],
    [
      describeMisplacedDecision({
        place: '/',
        part: 'edited',
        problem: { type: 'splits-character', whole: { start: 0, end: 2 } },
      }),
      'The tag as it was changed could not be placed. It begins or ends inside a character.',
    ],
    [
      describeRefusal({ type: 'malformed', detail: 'Invalid input' }),
      'This record is not as the format says: Invalid input.',
    ],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it('shows what hides in a hostile name', () => {
    const name = 'invoice\u202etxt.exe\u0000';
    for (const sentence of [
      describeReadError(name, { type: 'no-permission' }),
      describeTextError(name, { type: 'blank' }),
      describeFileError(name, { type: 'not-an-object' }),
    ]) {
      expect(sentence).toContain('⟨U+202E⟩');
      expect(sentence).not.toMatch(/[\u202e\u0000]/u);
    }
  });
});

describe('How positions were read', () => {
  const way = { unit: 'code-points', lineEnds: 'as-is', mark: false } as const;

  it.each([
    ['as the format says', {}, []],
    [
      'in another way',
      {
        counted: [
          {
            way: { unit: 'utf-16' as const, lineEnds: 'one' as const, mark: true },
            declared: way.unit,
            isByEdges: false,
            hasMark: true,
            tags: 1200,
            articles: 2,
          },
        ],
      },
      [
        'Positions in this file count an emoji as two characters (UTF-16), a line end as one character where the text has two, and a byte order mark before the text as one character. The words of its tags show it, and 1,200 tags in 2 articles were read that way.',
      ],
    ],
    [
      'from 1, as far as anybody knows',
      {
        counted: [
          {
            way: { ...way, mark: true },
            declared: way.unit,
            isByEdges: false,
            hasMark: false,
            tags: 2,
            articles: 1,
          },
        ],
      },
      [
        'Positions in this file count the first character of the text as 1 instead of 0. The words of its tags show it, and 2 tags in 1 article were read that way.',
      ],
    ],
    [
      'in a way that only the edges of words show',
      {
        counted: [
          {
            way: { ...way, unit: 'utf-16' as const },
            declared: way.unit,
            isByEdges: true,
            hasMark: false,
            tags: 1,
            articles: 1,
          },
        ],
      },
      [
        'Positions in this file seem to count an emoji as two characters (UTF-16): only then do its tags begin and end where words do. It has no words of its tags to be sure by; 1 tag in 1 article was read that way. Look whether the tags are on the right words.',
      ],
    ],
    [
      'inside words',
      { inWords: 3 },
      [
        '3 tags without words to check their positions by begin or end in the middle of a word. The positions in the file may be those of another text than this one; look whether the tags are on the right words.',
      ],
    ],
    [
      'with the last character as the end',
      { closed: 3 },
      [
        'Positions in this file name the last character of a tag as its end, not what is behind it. The words of its tags show it, and 3 tags were read that way.',
      ],
    ],
    [
      'with the last character as the end, from 1',
      { closedFromOne: 1 },
      [
        'Positions in this file name the last character of a tag as its end, not what is behind it, and count the first character of the text as 1. The words of its tags show it, and 1 tag was read that way.',
      ],
    ],
    [
      'by words',
      { byWords: 2 },
      [
        '2 tags were placed by their words and what stands around them, as the positions in the file are those of another text, such as a whole page.',
      ],
    ],
    [
      'with other spaces',
      { lookSame: 1 },
      [
        '1 tag has other spaces in the file than in the text, such as a plain space where the text has a no-break space, lacks a character that nobody sees, such as a soft hyphen, or has a letter with an accent as two characters instead of one, or the reverse. The words are the same otherwise, so it is placed, on the words as the text has them.',
      ],
    ],
    [
      'unchecked',
      { unchecked: 1 },
      [
        '1 tag has no words to check its position by and stands behind characters that programs count differently, such as emoji or line ends of Windows. Positions were read as the format says; look whether the tags are on the right words.',
      ],
    ],
  ])('is said: %s', (_, more, sentences) => {
    expect(describePositions({ ...NOTHING_ODD, ...more })).toEqual(sentences);
  });

  it('shows words that differ late where they differ', () => {
    const same = 'The harbour master said that no ship will sail on this day, ';
    const sentence = describePlacingProblem({
      type: 'words-elsewhere',
      exact: `${same}nor on the next\none.`,
      found: `${same}or so it seems.`,
      anchor: null,
    });
    expect(sentence).toContain('the words “…l on this day, nor on the next↵one.” at');
    expect(sentence).toContain('“…l on this day, or so it seems.” is there');
  });
});
