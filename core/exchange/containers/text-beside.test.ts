import { describe, expect, it } from 'vitest';

import { textsBeside } from './text-beside.ts';

const file = (path: string, content = path) => ({ path, bytes: new TextEncoder().encode(content) });

/** The text of each file of tags, or those that could be meant. */
function find(tags: readonly string[], texts: readonly string[], content?: string) {
  const found = textsBeside(
    tags.map((path) => file(path)),
    texts.map((path) => file(path, content)),
  );
  return tags.map((path) => {
    const { text, rivals } = found.get(path) ?? { text: null, rivals: [] };
    return text ? text.path : rivals.map((rival) => rival.path);
  });
}

describe('The text of a file of tags', () => {
  it.each<[string, string, readonly string[], string]>([
    ['has its name', 'x/a.ann', ['x/a.txt', 'x/b.txt'], 'x/a.txt'],
    ['has its name in a sibling folder', 'ann/a.ann', ['text/a.txt', 'text/b.txt'], 'text/a.txt'],
    ['has its name anywhere', 'a.ann', ['deep/in/there/a.txt'], 'deep/in/there/a.txt'],
    ['lacks what follows a dot', 'a.anna.ann', ['a.txt', 'b.txt'], 'a.txt'],
    ['lacks all that follows a dot', 'x/a.gold.anna.ann', ['text/a.txt'], 'text/a.txt'],
    [
      'lacks what follows a line',
      'tags/a_2016-b-c_4b22.ann',
      ['text/a_2016-b-c.txt'],
      'text/a_2016-b-c.txt',
    ],
    ['lacks what stands before a dot', 'anna.story.ann', ['story.txt', 'b.txt'], 'story.txt'],
    ['lacks what stands before a line', 'x/anna_a-b.ann', ['text/a-b.txt'], 'text/a-b.txt'],
    ['lacks what stands before a dash', 'anna-a_1.ann', ['a_1.txt', '1.txt'], 'a_1.txt'],
    ['lacks what stands before and after it', 'v2.anna.a.b.gold.ann', ['a.b.txt'], 'a.b.txt'],
    ['lacks what follows in brackets', 'a (anna).ann', ['a.txt', 'anna).txt'], 'a.txt'],
    ['lacks what stands in brackets before it', '[anna] a b.ann', ['a b.txt', 'b.txt'], 'a b.txt'],
    ['lacks an address before it', 'anna@work+a.ann', ['a.txt', 'b.txt'], 'a.txt'],
    [
      'lacks what follows, if it can, and not what is before',
      'a.b.ann',
      ['b.txt', 'a.txt'],
      'a.txt',
    ],
    ['is in the same folder, whatever it lacks', 'x/a.b.ann', ['y/a.txt', 'x/b.txt'], 'x/b.txt'],
    ['lacks as little as can be', 'a-b_c.ann', ['a.txt', 'a-b.txt'], 'a-b.txt'],
    ['has its whole name in that of the tags', 'ann/a.txt.ann', ['text/a.txt'], 'text/a.txt'],
    ['says what it was made of', 'ann/a.ann', ['text/a.xml.txt'], 'text/a.xml.txt'],
    ['says what it was made of, as the tags do', 'a.xml.ann', ['a.xml.txt', 'a.txt'], 'a.xml.txt'],
    ['is in the same folder first', 'x/a.ann', ['y/a.txt', 'x/a.txt'], 'x/a.txt'],
    ['is in the same folder first', 'x/a.b.ann', ['y/a.b.txt', 'x/a.txt'], 'x/a.txt'],
    [
      'is in the part of the corpus that is nearest',
      'c/train/ann/a.ann',
      ['c/dev/text/a.txt', 'c/train/text/a.txt'],
      'c/train/text/a.txt',
    ],
    [
      'is in the nearest part of the corpus, also where kinds come first',
      'ann/train/a.ann',
      ['text/dev/a.txt', 'text/train/a.txt'],
      'text/train/a.txt',
    ],
    [
      'is among the sources of a project',
      'p/annotation/a.txt/anna.tsv',
      ['p/source/a.txt', 'p/source/anna.txt', 'q/source/a.txt'],
      'p/source/a.txt',
    ],
    ['is found through Windows folders', 'ann\\a.ann', ['text\\a.txt'], 'text\\a.txt'],
  ])('%s: %s', (_, tags, texts, text) => {
    expect(find([tags], texts)).toEqual([text]);
  });

  it('is none where no name fits', () => {
    expect(find(['a.ann', 'ab.ann'], ['b.txt', 'c.a.txt'])).toEqual([[], []]);
  });

  it('is not known where several are meant, and any of them where all say the same', () => {
    const texts = ['one/a.txt', 'two/a.txt'];
    expect(find(['ann/a.ann'], texts)).toEqual([texts]);
    expect(find(['ann/a.ann'], texts, 'the same')).toEqual(['one/a.txt']);
  });

  it.each(['', 'the same'])('is not compared with thousands of others: %j', (content) => {
    const many = Array.from({ length: 5000 }, (_, index) => `${index}/a`);
    const found = find(
      many.map((path) => `ann/${path}.ann`),
      many.map((path) => `text/${path}.txt`),
      content,
    );
    expect(found).toHaveLength(5000);
  });
});
