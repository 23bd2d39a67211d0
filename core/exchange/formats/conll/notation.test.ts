import { describe, expect, it } from 'vitest';

import { notationOf } from './notation.ts';

const inIob2 = (...cells: string[]): string[] => cells.map(notationOf(cells));

describe('How a column writes its tags', () => {
  it.each<[string, readonly string[]]>([
    ['the label before', ['ORG-B', 'ORG-I', 'O', 'PER-B', 'O']],
    ['the label before and a line', ['ORG_B', 'ORG_I', 'O', 'PER_B', 'O']],
    ['a line', ['B_ORG', 'I_ORG', 'O', 'B_PER', 'O']],
    ['a colon', ['B:ORG', 'I:ORG', 'O', 'B:PER', 'O']],
    ['the label before and a colon', ['ORG:B', 'ORG:I', 'O', 'PER:B', 'O']],
    ['a dot', ['B.ORG', 'I.ORG', 'O', 'B.PER', 'O']],
    ['a stroke', ['B/ORG', 'I/ORG', 'O', 'B/PER', 'O']],
    ['brackets', ['B(ORG)', 'I(ORG)', 'O', 'B(PER)', 'O']],
    ['small letters', ['b-ORG', 'i-ORG', 'o', 'b-PER', 'o']],
    ['words', ['BEGIN_ORG', 'INSIDE_ORG', 'OUTSIDE', 'BEGIN_PER', 'OUT']],
    ['a nought for no tag', ['B-ORG', 'I-ORG', '0', 'B-PER', '0']],
    ['a word for no tag', ['B-ORG', 'I-ORG', 'NONE', 'B-PER', 'other']],
    ['that of IOB2', ['B-ORG', 'I-ORG', 'O', 'B-PER', 'O']],
  ])('is known: %s', (_, cells) => {
    expect(inIob2(...cells)).toEqual(['B-ORG', 'I-ORG', 'O', 'B-PER', 'O']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['ends', ['ORG_B', 'ORG_E', 'O', 'PER_S'], ['B-ORG', 'E-ORG', 'O', 'S-PER']],
    ['middles', ['B_ORG', 'M_ORG', 'E_ORG', 'O'], ['B-ORG', 'M-ORG', 'E-ORG', 'O']],
    ['last ones and units', ['B:ORG', 'L:ORG', 'U:PER', 'O'], ['B-ORG', 'L-ORG', 'U-PER', 'O']],
    ['no beginning, as in IOB1', ['I_ORG', 'I_PER', 'O'], ['I-ORG', 'I-PER', 'O']],
    ['no label', ['B', 'I', 'O', 'B'], ['B-tag', 'I-tag', 'O', 'B-tag']],
    ['nothing at all', ['B', 'I', '', 'B'], ['B-tag', 'I-tag', '', 'B-tag']],
    [
      'one that is written otherwise',
      [...Array<string>(9).fill('B_A'), 'x', 'O'],
      [...Array<string>(9).fill('B-A'), 'x', 'O'],
    ],
    [
      'labels alone with a word for none',
      ['ORG', 'OTHER', 'OTHER', 'PER'],
      ['ORG', 'O', 'O', 'PER'],
    ],
    [
      'labels with such letters',
      ['ORG-B', 'O', 'GROUP_A', 'T_cell'],
      ['ORG-B', 'O', 'GROUP_A', 'T_cell'],
    ],
    ['labels that end so', ['Phase_I', 'O', 'O'], ['Phase_I', 'O', 'O']],
    [
      'labels with a line, as IOB2 has them',
      ['B-per_B', 'I-per_B', 'O'],
      ['B-per_B', 'I-per_B', 'O'],
    ],
    ['parts of speech', ['NN', 'S', 'B', 'OTHER'], ['NN', 'S', 'B', 'OTHER']],
    ['one label that is called other', ['other', 'O', 'O'], ['other', 'O', 'O']],
    ['nothing', ['_', '-', ''], ['_', '-', '']],
    ['no column', [], []],
  ])('with %s', (_, cells, expected) => {
    expect(inIob2(...cells)).toEqual(expected);
  });
});
