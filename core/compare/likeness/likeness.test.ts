import { describe, expect, it } from 'vitest';

import { LikenessIndex, sharedWords, sketchText } from './likeness.ts';

/** A text of its own words, the same for the same number. */
function textOf(seed: number, words = 300): string {
  let state = seed * 7919 + 13;
  return Array.from({ length: words }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return `w${state % 5000}`;
  }).join(' ');
}

describe('how much of a text stands in another one', () => {
  const text = textOf(1);
  const words = text.split(' ');

  it.each([
    ['the same text', text, 1],
    ['another case and other marks', text.toUpperCase().replaceAll(' ', ', '), 1],
    ['a longer text that has it', `${textOf(2)} ${text} ${textOf(3)}`, 1],
    ['a text of other words', textOf(4), 0],
    ['no text', '', 0],
  ])('is right for %s', (_, other, share) => {
    expect(sharedWords(text, other)).toBeCloseTo(share, 2);
    expect(sharedWords(other, text)).toBeCloseTo(share, 2);
  });

  it('is the share of the words that stand in long stretches of both', () => {
    const half = [...words.slice(0, 150), ...textOf(5, 150).split(' ')].join(' ');
    expect(sharedWords(text, half)).toBeCloseTo(0.5, 1);
  });

  it('is all or nothing for texts of a few words', () => {
    expect(sharedWords('Ferry late', 'ferry, late!')).toBe(1);
    expect(sharedWords('Ferry late', 'Ferry early')).toBe(0);
  });
});

describe('ten thousand texts', () => {
  it('give the one that is like a new one, and none for a text of its own', () => {
    const index = new LikenessIndex<number>();
    for (let n = 0; n < 10_000; n += 1) index.add(n, sketchText(textOf(n, 120)));
    const revised = textOf(4321, 120).split(' ').with(20, 'changed').with(90, 'too').join(' ');
    const [best] = index.find(sketchText(revised), 3);
    expect(best?.key).toBe(4321);
    expect(best?.share).toBeGreaterThan(0.6);
    expect(
      index.find(sketchText(textOf(20_000, 120)), 3).filter(({ share }) => share > 0.3),
    ).toEqual([]);
  });

  it('are not found by what stands in all of them', () => {
    const index = new LikenessIndex<number>();
    const notice = 'All rights reserved and so on and on for ever and ever amen.';
    for (let n = 0; n < 500; n += 1) index.add(n, sketchText(`${textOf(n, 60)} ${notice}`));
    const found = index.find(sketchText(`${textOf(1_000, 60)} ${notice}`), 3);
    expect(found.filter(({ share }) => share > 0.2)).toEqual([]);
  });
});
