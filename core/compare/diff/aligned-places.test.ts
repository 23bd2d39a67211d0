import { describe, expect, it } from 'vitest';

import { alignedPlaces } from './aligned-places.ts';

const BEFORE = [
  'The ferry sails on Monday, said the captain, and nobody asked the crew about it.',
  'The boats are old. The mayor said that the town would pay for a new one by spring.',
  'He said no, and then he said yes to the offer of the company.',
].join('\n');

/** What stands at the place of some words of the earlier text, with its paragraph from 0; `null` for none. */
function placed(after: string, words: string, from = 0): string | null {
  const start = BEFORE.indexOf(words, from);
  const [place] = alignedPlaces(BEFORE, after, [{ start, end: start + words.length }]);
  if (!place) return null;
  const paragraph = after.slice(0, place.start).split('\n').length - 1;
  return `${paragraph} ${after.slice(place.start, place.end)}`;
}

describe('words of a text', () => {
  it.each<[string, string, string]>([
    [
      'where a word beside them was changed',
      BEFORE.replace('Monday', 'Sunday'),
      'said the captain',
    ],
    [
      'where both their sides were changed',
      BEFORE.replace('mayor', 'council').replace('town', 'city'),
      'said that the',
    ],
    [
      'where something was put before their paragraph',
      `A new beginning.\n${BEFORE.replace('Monday', 'Sunday')}`,
      'said the captain',
    ],
    [
      'where they were moved inside their paragraph',
      BEFORE.replace('The boats are old. ', '').replace('spring.', 'spring. The boats are old.'),
      'boats are old',
    ],
  ])('are found in the same paragraph of a later one %s', (_, after, words) => {
    const lines = after.split('\n');
    const paragraph = lines.findIndex((line) => line.includes(words));
    expect(placed(after, words)).toBe(`${paragraph} ${words}`);
  });

  it.each<[string, string, string, number?]>([
    ['they are gone', BEFORE.replace('said the captain', 'says the captain'), 'said the captain'],
    ['they stood there twice', BEFORE.replace('said no', 'says no'), 'said', 170],
    [
      'they stand there twice',
      BEFORE.replace('nobody asked', 'nobody, said the captain, asked'),
      'said the captain',
    ],
    ['their paragraph is gone', BEFORE.split('\n').slice(1).join('\n'), 'said the captain'],
    ['they are a part of a longer word', BEFORE.replace('are old.', 'are golden.'), 'old'],
    ['the text is another one', 'Nothing of this.\nsaid the captain.', 'said the captain'],
  ])('have no place where %s', (_, after, words, from) => {
    expect(placed(after, words, from)).toBeNull();
  });

  it('have no place where they go over the end of a paragraph', () => {
    expect(placed(BEFORE, 'about it.\nThe boats')).toBeNull();
  });
});
