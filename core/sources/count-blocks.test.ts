import { describe, expect, it } from 'vitest';

import { countBlocks, countWords } from './count-blocks.ts';
import { readerTitle } from './reader-titles.ts';
import type { Block } from './reading.ts';

const block = (text: string, part: Block['part']): Block => ({
  ...{ kind: 'paragraph', text, part, why: '', place: '' },
});

describe('the words of a reading', () => {
  it.each([
    ['', 0],
    ['…', 0],
    ['It’s 3 o’clock – really?', 4],
    ['東京タワー', 5],
    ['прямая речь', 2],
  ])('are counted in %j', (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  it('are those that are kept, and the rest by part', () => {
    const blocks = [block('a b', 'article'), block('c', 'hidden'), block('d e f', 'aside')];
    const hidden = { part: 'hidden', blocks: 1, words: 1 };
    expect(countBlocks(blocks)).toEqual({
      kept: { blocks: 1, words: 2 },
      leftOut: [{ part: 'aside', blocks: 1, words: 3 }, hidden],
    });
    expect(countBlocks(blocks, [2])).toEqual({
      kept: { blocks: 1, words: 3 },
      leftOut: [{ part: 'article', blocks: 1, words: 2 }, hidden],
    });
  });
});

describe('a reader that this program does not have', () => {
  it('is called by its name', () => {
    expect(readerTitle('of-a-later-version')).toBe('of-a-later-version');
  });
});
