import { describe, expect, it } from 'vitest';

import { namesThatFit } from './suggestions.ts';

const NAMES = ['Ana Šerić', 'Lavrov', 'Sergey Lavrov', 'Zelensky', 'Max Mustermann'];

describe('names that are offered while one is typed', () => {
  it.each([
    ['', NAMES],
    ['ser', ['Sergey Lavrov', 'Ana Šerić']],
    ['LAV', ['Lavrov', 'Sergey Lavrov']],
    ['ensk', ['Zelensky']],
    ['  max ', ['Max Mustermann']],
    ['seric', ['Ana Šerić']],
    ['putin', []],
  ])('for %j are %j', (typed, names) => {
    expect(namesThatFit(NAMES, typed, 10)).toEqual(names);
  });

  it('are found by other spellings, too', () => {
    const also = new Map([['Zelensky', ['Зеленський', 'Zelenskyy']]]);
    expect(namesThatFit(NAMES, 'zelenskyy', 10, also)).toEqual(['Zelensky']);
    expect(namesThatFit(NAMES, 'Зел', 10, also)).toEqual(['Zelensky']);
  });

  it('are no more than asked for', () => {
    expect(namesThatFit(NAMES, '', 2)).toEqual(NAMES.slice(0, 2));
  });
});
