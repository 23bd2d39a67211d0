import { describe, expect, it } from 'vitest';

import type { Alias } from './alias.ts';
import { PeopleBook } from './people-book.ts';

const AT = '2026-01-01T00:00:00.000Z';
const CREATOR = '11111111-1111-4111-8111-111111111111';

function alias(name: string, spellings: string[] = [], kind: Alias['kind'] = 'person'): Alias {
  return { id: crypto.randomUUID(), name, kind, spellings, creator: CREATOR, modified: AT };
}

function book(names: readonly (string | [string, number])[], aliases: Alias[] = []): PeopleBook {
  const counts = names.map((each) => (typeof each === 'string' ? ([each, 1] as const) : each));
  return new PeopleBook(
    aliases,
    counts.map(([name, tags]) => ({ name, tags })),
  );
}

const proposed = (each: PeopleBook): string[][] =>
  each.proposals().map((people) => people.map(({ name }) => name));

describe('who may be one', () => {
  it.each<[string, readonly (string | [string, number])[], string[][]]>([
    [
      'a longer, a shorter and a family name',
      ['Recep Tayyip Erdoğan', 'Tayyip Erdogan', 'Mr. Erdogan'],
      [['Recep Tayyip Erdoğan', 'Tayyip Erdogan', 'Mr. Erdogan']],
    ],
    ['two whose names are two letters apart stay two', ['Li Qiang', 'Li Keqiang', 'Li'], []],
    ['a day is no person', ['March 4', 'March 4th', 'March'], []],
    [
      'two transcriptions',
      [['Sergey Lavrov', 2], 'Sergei Lavrov'],
      [['Sergey Lavrov', 'Sergei Lavrov']],
    ],
    [
      'three transcriptions of a family name',
      [['Zelensky', 3], ['Zelenskyy', 2], 'Zelenskiy'],
      [['Zelensky', 'Zelenskyy', 'Zelenskiy']],
    ],
    ['a state is no person', ['US', 'U.S.', 'the US', 'United States'], []],
    [
      'a title',
      [['Sergei Lavrov', 2], 'Russian Foreign Minister Sergei Lavrov'],
      [['Sergei Lavrov', 'Russian Foreign Minister Sergei Lavrov']],
    ],
    ['what names nobody by itself', ['Sergei Lavrov', 'The Russian official'], []],
    ['a family name that two have', ['Sergey Lavrov', 'Anna Lavrov', 'Lavrov'], []],
    [
      'a family name that two have, one of them three times as often',
      [['Sergey Lavrov', 3], 'Anna Lavrov', 'Lavrov'],
      [['Sergey Lavrov', 'Lavrov']],
    ],
    [
      'an initial that stands for one',
      [['Sergey Lavrov', 2], 'S. Lavrov'],
      [['Sergey Lavrov', 'S. Lavrov']],
    ],
    ['an initial that stands for two', ['Sergey Lavrov', 'Svetlana Lavrov', 'S. Lavrov'], []],
    [
      'a woman and a man of one family',
      ['Maria Zakharova', 'Ivan Zakharov', 'Zakharova'],
      [['Maria Zakharova', 'Zakharova']],
    ],
    ['a given name says nothing', ['Sergey Lavrov', 'Sergey'], []],
  ])('%s', (_, names, groups) => {
    expect(proposed(book(names))).toEqual(groups);
  });

  it('never takes for one two people of whom an analyst has spoken', () => {
    const said = [alias('Sergey Lavrov'), alias('Sergei Lavrov')];
    expect(proposed(book(['Sergey Lavrov', 'Sergei Lavrov'], said))).toEqual([]);
  });

  it('adds to somebody of whom an analyst has spoken', () => {
    const said = [alias('Volodymyr Zelenskyy', ['Zelensky'])];
    expect(proposed(book(['Zelensky', 'Zelenskiy'], said))).toEqual([
      ['Volodymyr Zelenskyy', 'Zelenskiy'],
    ]);
  });

  it('leaves bodies and places alone', () => {
    expect(proposed(book(['Lavrov Institute'], [alias('Sergey Lavrov')]))).toEqual([]);
    expect(proposed(book(['Lavrov'], [alias('Ivan Lavrov', [], 'place')]))).toEqual([]);
  });

  it('is found in thousands of names without comparing each with each', () => {
    const syllables = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va', 'ze'];
    const word = (n: number): string =>
      `B${[0, 1, 2, 3].map((at) => syllables[Math.floor(n / 12 ** at) % 12]).join('')}n`;
    const many = Array.from({ length: 5_000 }, (_, n) => `${word(n * 7919)} ${word(n)}`);
    const found = book([...many, 'Sergey Lavrov', 'Sergei Lavrov']);
    expect(proposed(found)).toContainEqual(['Sergei Lavrov', 'Sergey Lavrov']);
    expect(found.people).toHaveLength(5_002);
  });

  it('takes no time for a family name that everybody has', () => {
    const many = Array.from(
      { length: 5_000 },
      (_, n) => `Kim ${String.fromCodePoint(0x4e00 + n)} Kim`,
    );
    expect(proposed(book(many))).toEqual([]);
  });
});

describe('whom a text means', () => {
  it.each<[string, (string | [string, number])[], string | null]>([
    ['Lavrov', ['Sergey Lavrov', 'Moscow'], 'Sergey Lavrov'],
    ['Lavrov', ['Sergey Lavrov', 'Lavrov'], 'Lavrov'],
    ['Lavrov', ['Sergey Lavrov', 'Anna Lavrov'], 'Lavrov'],
    [
      'Lavrov',
      [
        ['Sergey Lavrov', 6],
        ['Anna Lavrov', 2],
      ],
      'Sergey Lavrov',
    ],
    ['Lavrov', [['Sergey Lavrov', 2], 'Sergei Lavrov'], 'Sergey Lavrov'],
    ['Russian Foreign Minister Sergei Lavrov', ['Sergey Lavrov'], 'Sergey Lavrov'],
    ['Russian Foreign Minister Sergei Lavrov', [], 'Sergei Lavrov'],
    ['Mr. Erdogan', ['Recep Tayyip Erdoğan'], 'Recep Tayyip Erdoğan'],
    ['Rov', ['Sergey Lavrov'], 'Rov'],
    ['The Russian official', ['Sergey Lavrov'], null],
    ['the US', ['US'], 'US'],
    ['the Kremlin', [], null],
    ['US', ['US'], 'US'],
    ['Lavrov', [], 'Lavrov'],
  ])('“%s” among %j is %j', (words, names, name) => {
    expect(book(names).nameFor(words)).toBe(name);
  });

  it('is who an analyst has said it is, whatever the words look like', () => {
    const said = [alias('Sergey Lavrov', ['Lavrov', 'The Russian official'])];
    const known = book(['Lavrov', 'Anna Lavrov'], said);
    expect(known.nameFor('Lavrov')).toBe('Sergey Lavrov');
    expect(known.nameFor('The  Russian official')).toBe('Sergey Lavrov');
    expect(known.spellingsOf('Lavrov')).toEqual([
      'Sergey Lavrov',
      'Lavrov',
      'The Russian official',
    ]);
  });
});

describe('who is found by what is typed', () => {
  it('has a name that begins with it, then a part, then any of it; the one named most first', () => {
    const found = book(
      ['Anna Merkel', ['Merkel', 5], 'Emerson', ['Olaf Scholz', 9]],
      [alias('Volodymyr Zelenskyy', ['Мерзлый'])],
    ).matching('mer');
    expect(found.map(({ name }) => name)).toEqual(['Merkel', 'Anna Merkel', 'Emerson']);
  });

  it('is found by every spelling', () => {
    const said = [alias('Volodymyr Zelenskyy', ['Zelensky', 'Зеленський'])];
    for (const typed of ['zelenskyy', 'Zelensky', 'зелен', 'Волод', 'vol']) {
      const names = book(['Zelensky'], said)
        .matching(typed)
        .map(({ name }) => name);
      expect([typed, names]).toEqual([typed, typed === 'Волод' ? [] : ['Volodymyr Zelenskyy']]);
    }
  });
});
