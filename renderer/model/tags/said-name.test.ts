import { describe, expect, it } from 'vitest';

import { PeopleBook } from '#core/people/people-book.ts';

import { CODEBOOK } from '../testing/library.ts';
import { saidName, sourceAttributeOf } from './said-name.ts';

const book = new PeopleBook(
  [],
  ['Sergey Lavrov', 'Li Qiang', 'Li Keqiang'].map((name) => ({ name, tags: 1 })),
);
const nameFor = (words: string): string | null => book.nameFor(words);
const SPEAKER = { label: 'Speaker', type: 'entity' } as const;

describe('the name that selected words give', () => {
  it.each<[string, string, string, string | null]>([
    [
      'Lavrov',
      '',
      'Sergey Lavrov',
      'Set speaker to “Sergey Lavrov”, whom the text calls \u2068Lavrov\u2069.',
    ],
    [
      'Russian Foreign Minister\nSergei Lavrov',
      'Zelensky',
      'Sergey Lavrov',
      'Set speaker to “Sergey Lavrov”, whom the text calls \u2068Russian Foreign Minister Sergei Lavrov\u2069.',
    ],
    ['Sergey Lavrov', '', 'Sergey Lavrov', null],
    [
      'Marco Rubio,',
      '',
      'Marco Rubio',
      'Set speaker to “Marco Rubio”, whom the text calls \u2068Marco Rubio,\u2069.',
    ],
    ['Li', '', 'Li', null],
    ['Moscow', 'Sergey Lavrov', 'Moscow', null],
    ['The Russian  official', '', 'The Russian official', null],
    [
      'The Russian official',
      'Sergey Lavrov',
      'Sergey Lavrov',
      '\u2068The Russian official\u2069 names nobody: “Sergey Lavrov” stays the speaker, and the words are marked as the place.',
    ],
  ])('of “%s” where “%s” stands is “%s”', (words, before, value, sentence) => {
    expect(saidName(SPEAKER, words, before, nameFor)).toEqual({ value, sentence });
  });

  it('are the words themselves where the attribute is no name', () => {
    expect(saidName({ label: 'Cue', type: 'text' }, 'Lavrov\nsaid', 'x', nameFor)).toEqual({
      value: 'Lavrov said',
      sentence: null,
    });
  });

  it.each([
    ['quote', 'speaker'],
    ['claim', 'claimant'],
    ['framing', 'speaker'],
  ])('of a %s are its %s', (id, attribute) => {
    expect(sourceAttributeOf(CODEBOOK.categories.find((each) => each.id === id))).toBe(attribute);
  });
});
