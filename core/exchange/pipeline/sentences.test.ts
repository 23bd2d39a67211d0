import { describe, expect, it } from 'vitest';

import { describePlacingProblem, describeReadError, describeTextError } from './sentences.ts';
import { describeFileError, describeRefusal } from '../framewise/problem.ts';

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
