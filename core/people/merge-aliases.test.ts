import { describe, expect, it } from 'vitest';

import type { Alias } from './alias.ts';
import { mergeAliases } from './merge-aliases.ts';

const alias = (n: number, name: string, ...spellings: string[]): Alias => ({
  ...{ id: `00000000-0000-4000-8000-00000000000${n}`, name, kind: 'person', spellings },
  ...{ creator: '11111111-1111-4111-8111-111111111111', modified: '2026-01-01T00:00:00.000Z' },
});

describe('The names of a file', () => {
  it.each<[string, Alias[], Alias[], Alias[]]>([
    [
      'are added where nobody here has any of them',
      [],
      [alias(1, 'Li Qiang', 'Li')],
      [alias(1, 'Li Qiang', 'Li')],
    ],
    [
      'give one who is here the spellings that are lacking',
      [alias(1, 'Sergey Lavrov', 'Lavrov')],
      [alias(2, 'Sergei Lavrov', 'Lavrov', 'Lawrow')],
      [alias(1, 'Sergey Lavrov', 'Lavrov', 'Sergei Lavrov', 'Lawrow')],
    ],
    ['change nothing where all of them are here', [alias(1, 'A', 'B')], [alias(2, 'B', 'A')], []],
    [
      'do not make one of two who are here',
      [alias(1, 'Li Qiang'), alias(2, 'Li Keqiang')],
      [alias(3, 'Li Qiang', 'Li Keqiang')],
      [],
    ],
    [
      'that come twice are one',
      [],
      [alias(1, 'A', 'B'), alias(2, 'B', 'C')],
      [alias(1, 'A', 'B', 'C')],
    ],
  ])('%s', (_, here, coming, changed) => {
    expect(mergeAliases(here, coming)).toEqual(changed);
    const after = [...here.filter(({ id }) => !changed.some((each) => each.id === id)), ...changed];
    expect(mergeAliases(after, coming)).toEqual([]);
  });
});
