import { describe, expect, it } from 'vitest';

import { NOTHING_READ, type LooseSpan, type LooseTag } from '../content/loose.ts';
import { plainTag } from '../formats/lines/labelled-spans.ts';
import { describePositions } from '../pipeline/sentences.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { placeContent } from './place.ts';
import { countPlaced, type PlacedContent } from './placed.ts';

const TEXT =
  'Olaf 🌊 said “no ship will sail”.\r\nCritics called it a stunt, a show and no news.\r\n';
const WORDS = ['“no ship will sail”', 'Critics', 'a stunt', 'a show', 'n'] as const;

/** From the first character to behind the last one, in UTF-16, with the words. */
function spanOf(exact: string): LooseSpan & { readonly start: number; readonly end: number } {
  const start = TEXT.indexOf(exact);
  return { start, end: start + exact.length, exact };
}

function tagOf(words: string, [atStart, atEnd]: readonly [number, number]): LooseTag {
  const { start, end, exact } = spanOf(words);
  const tag = plainTag(words, start + atStart, end + atEnd, 'Quote');
  return { ...tag, fragments: [{ start: start + atStart, end: end + atEnd, exact }] };
}

function place(tags: readonly LooseTag[]): PlacedContent {
  const article = { place: 'a', text: TEXT, sha256: null, details: {}, boilerplate: [] };
  return placeContent(
    { ...NOTHING_READ, articles: [{ ...article, unit: 'utf-16', tags }] },
    { codebook: CODEBOOK, tools: TOOLS },
  );
}

function wordsIn({ sets }: PlacedContent): string[] {
  return sets
    .flatMap(({ annotations }) => annotations.flatMap(({ fragments }) => fragments))
    .map(({ start, end }) => TEXT.slice(start, end));
}

const CLOSED = [0, -1] as const;
const CLOSED_FROM_ONE = [1, 0] as const;

describe('A file that names the last character of a tag as its end', () => {
  it.each([
    ['', CLOSED, { closed: 5, closedFromOne: 0 }, /the last character of a tag as its end, not/u],
    [
      ' and counts from 1',
      CLOSED_FROM_ONE,
      { closed: 0, closedFromOne: 5 },
      /count the first character of the text as 1\. The words of its tags show it, and 5 tags/u,
    ],
  ] as const)('has its tags on their words, and it is said%s', (_, shift, positions, sentence) => {
    const placed = place(WORDS.map((words) => tagOf(words, shift)));
    expect(placed.refused).toEqual([]);
    expect(wordsIn(placed).toSorted()).toEqual([...WORDS].toSorted());
    expect(placed.positions).toMatchObject({ ...positions, counted: [], byWords: 0 });
    expect(describePositions(placed.positions).join()).toMatch(sentence);
  });

  it('may count otherwise than its format, too', () => {
    const points = (utf16: number): number => Array.from(TEXT.slice(0, utf16)).length;
    const tags = WORDS.map((words) => {
      const { start, end, exact } = spanOf(words);
      const closed = { start: points(start), end: points(end) - 1 };
      const tag = plainTag(words, closed.start, closed.end, 'Quote');
      return { ...tag, fragments: [{ ...closed, exact }] };
    });
    const placed = place(tags);
    expect(wordsIn(placed).toSorted()).toEqual([...WORDS].toSorted());
    expect(placed.positions).toMatchObject({ closed: 5, counted: [{ tags: 5 }] });
  });

  it('has values, parts, and tags without words where they are, as the words show', () => {
    const [stunt, show, critics] = ['a stunt', 'a show', 'Critics'].map(spanOf);
    const closed = ({ start = 0, end = 0, exact = '' }: Partial<LooseSpan> = {}): LooseSpan => ({
      ...{ start, end: Number(end) - 1, exact },
    });
    const parts: LooseTag = {
      ...plainTag('parts', 0, 1, 'Quote'),
      fragments: [closed(stunt), closed(show)].map((span) => ({ ...span, exact: null })),
      words: 'a stunt a show',
      attributes: { speaker: 'Critics' },
      attributeSpans: { speaker: { ...closed(critics), parts: [closed(critics)] } },
    };
    const bare: LooseTag = {
      ...plainTag('bare', 0, 1, 'Claim'),
      fragments: [{ ...closed(spanOf('no news')), exact: null }],
    };
    const placed = place([...WORDS.map((words) => tagOf(words, CLOSED)), parts, bare]);
    expect(placed.refused).toEqual([]);
    expect(wordsIn(placed)).toEqual(expect.arrayContaining([...WORDS, 'no news']));
    const ofParts = placed.sets
      .flatMap(({ annotations }) => annotations)
      .filter(({ fragments }) => fragments.length === 2);
    expect(ofParts).toMatchObject([{ fragments: [{ exact: 'a stunt' }, { exact: 'a show' }] }]);
    expect(Object.values(ofParts[0]?.attributeSpans ?? {})).toMatchObject([{ exact: 'Critics' }]);
  });

  it('may be wrong in one tag of ten, which is proposed', () => {
    const words = [
      'Olaf',
      'said',
      'no ship',
      'will',
      'sail',
      'called',
      'it',
      'stunt',
      'show',
      'news',
    ];
    const tags = words.map((each, index) => tagOf(each, index === 4 ? [3, 2] : CLOSED));
    const placed = place(tags);
    expect(countPlaced(placed)).toMatchObject({ placed: 9, proposed: 1 });
    expect(placed.positions.closed).toBe(10);
  });
});

describe('Ends of tags are read as ever', () => {
  it.each([
    ['where all words stand so', WORDS.map((words) => tagOf(words, [0, 0])), 5],
    [
      'where two tags alone say otherwise',
      WORDS.slice(1, 3).map((words) => tagOf(words, CLOSED)),
      0,
    ],
    [
      'where tags differ in it',
      WORDS.map((words, index) => tagOf(words, index === 0 ? [0, 0] : CLOSED)),
      1,
    ],
    ['where the words are elsewhere', WORDS.map((words) => tagOf(words, [2, 4])), 0],
  ] as const)('%s', (_, tags, count) => {
    const placed = place(tags);
    expect(countPlaced(placed).placed).toBe(count);
    expect(placed.positions).toMatchObject({ closed: 0, closedFromOne: 0 });
  });
});
