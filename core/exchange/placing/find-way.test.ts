import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { snapToGraphemes } from '../../text/graphemes.ts';
import { WAYS, type Way } from '../../text/positions.ts';
import type { Span } from '../../text/span.ts';
import { positionOf } from '../../text/testing/counted.ts';
import { NOTHING_READ, type LooseArticle, type LooseTag } from '../content/loose.ts';
import { plainTag } from '../formats/lines/labelled-spans.ts';
import { describePositions } from '../pipeline/sentences.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { placeContent } from './place.ts';
import type { PlacedContent } from './placed.ts';

interface Given {
  readonly span: Span;
  readonly exact: string | null;
}

function tagOf(text: string, way: Way, { span, exact }: Given, index: number): LooseTag {
  const [start, end] = [positionOf(text, span.start, way), positionOf(text, span.end, way)];
  const tag = plainTag(`tag ${index}`, start, end, 'Quote');
  return { ...tag, id: `tag ${index}`, fragments: [{ start, end, exact }] };
}

function place(
  articles: readonly { readonly text: string; readonly tags: readonly LooseTag[] }[],
  more: Partial<LooseArticle> = {},
): PlacedContent {
  return placeContent(
    {
      ...NOTHING_READ,
      articles: articles.map(({ text, tags }, index) => ({
        ...{ place: `article ${index}`, text, sha256: null, details: {}, boilerplate: [], tags },
        unit: 'code-points',
        ...more,
      })),
    },
    { codebook: CODEBOOK, tools: TOOLS },
  );
}

/** Where the tags of the first article stand, by their place in the file. */
function spansIn({ sets }: PlacedContent): Span[] {
  return sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ fragments }) => fragments.map(({ start, end }) => ({ start, end }))),
  );
}

const WORDS = ['ship', 'sails', 'harbour', 'Größe', '“no”', '😀🇺🇦', '漢字'];
const ENDS = [' ', '\n', '\r\n', ' 😀 ', ' é '];

/** A text of numbered words, each of them once, with everything between them that is counted differently. */
const anyText = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...ENDS)), {
    minLength: 6,
    maxLength: 30,
  })
  .map((parts) => {
    let text = '😀 a\nb\r\nü ';
    const spans: Span[] = [];
    for (const [index, [word, end]] of parts.entries()) {
      const numbered = `${word}${index}`;
      spans.push({ start: text.length, end: text.length + numbered.length });
      text += `${numbered}${end}`;
    }
    return { text: `${text}.`, spans };
  });

const anyWay = fc.constantFrom(...WAYS);
const DECLARED: Way = { unit: 'code-points', lineEnds: 'as-is', mark: false };

describe('How a file counts', () => {
  it('is shown by the words of its tags, whatever it is, and those without words follow', () => {
    fc.assert(
      fc.property(anyText, anyWay, fc.nat(), ({ text, spans }, way, without) => {
        const bare = Math.max(1, without % spans.length);
        const tagsIn = (each: Way): LooseTag[] =>
          spans.map((span, index) => {
            const exact = index === bare ? null : text.slice(span.start, span.end);
            return tagOf(text, each, { span, exact }, index);
          });
        const tags = tagsIn(way);
        // One of all words may be a slip: two tell a way from another one that would place a tag elsewhere.
        const placesOf = (each: Way): readonly string[] =>
          tagsIn(each).map(({ fragments }) => JSON.stringify(fragments));
        const places = placesOf(way);
        const isClear = WAYS.map(placesOf).every(
          (others) =>
            others.join() === places.join() ||
            others.filter((other, index) => index !== bare && other !== places[index]).length > 1,
        );
        fc.pre(isClear);
        const placed = place([{ text, tags }]);
        expect(placed.refused).toEqual([]);
        expect(spansIn(placed)).toEqual(spans);
        const isDeclared = describePositions(placed.positions).length === 0;
        expect(isDeclared).toBe(placed.positions.counted.length === 0);
      }),
    );
  });

  it('is what the format says where the words fit that, too', () => {
    fc.assert(
      fc.property(anyText, ({ text, spans }) => {
        const tags = spans.map((span, index) => {
          const exact = text.slice(span.start, span.end);
          return tagOf(text, DECLARED, { span, exact }, index);
        });
        expect(place([{ text, tags }]).positions.counted).toEqual([]);
      }),
    );
  });

  it('never puts a tag that has words on others', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.record({ way: anyWay, shift: fc.integer({ min: -2, max: 2 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        ({ text, spans }, odd) => {
          const tags = spans.map((span, index) => {
            const { way, shift } = odd[index % odd.length] ?? { way: DECLARED, shift: 0 };
            const [start, end] = [Math.max(0, span.start + shift), span.end + shift];
            const exact = text.slice(span.start, span.end);
            const moved = snapToGraphemes(text, { start, end: Math.min(end, text.length) });
            return tagOf(text, way, { span: moved, exact }, index);
          });
          const { sets, read, refused } = place([{ text, tags }]);
          const all = sets.flatMap(({ annotations, misplaced }) => [
            ...annotations.map((each) => ({ each, isPlaced: true })),
            ...misplaced.map(({ annotation: each }) => ({ each, isPlaced: false })),
          ]);
          expect(all.length + refused.length).toBe(read);
          for (const { each, isPlaced } of all) {
            const [fragment] = each.fragments;
            if (!isPlaced || !fragment) continue;
            const exact = text.slice(fragment.start, fragment.end);
            expect(tags.map(({ fragments }) => fragments[0]?.exact)).toContain(exact);
          }
        },
      ),
    );
  });

  const TEXT = '😀 one two\r\nthree four five six seven';
  const spanOf = (words: string, from = 0): Span => {
    const start = TEXT.indexOf(words, from);
    return { start, end: start + words.length };
  };
  const UTF_16: Way = { ...DECLARED, unit: 'utf-16' };
  const given = (words: string, exact: string | null = words): Given => ({
    span: spanOf(words),
    exact,
  });

  it.each<[string, Way, readonly Given[], number]>([
    ['one letter, which stands anywhere', UTF_16, [given('e', 'e')], 0],
    ['words that are nowhere', UTF_16, [given('three', 'eight')], 0],
    ['words of a tag in UTF-16', UTF_16, [given('three')], 1],
  ])('is not told by %s', (_, way, all, ways) => {
    const tags = all.map((each, index) => tagOf(TEXT, way, each, index));
    expect(place([{ text: TEXT, tags }]).positions.counted).toHaveLength(ways);
  });

  it.each([
    ['one tag', ['two'], false, []],
    [
      'two tags',
      ['two', 'three'],
      false,
      [{ way: { mark: true }, hasMark: false, tags: 2, articles: 1 }],
    ],
    [
      'one where the text is known to have had one',
      ['two'],
      true,
      [{ way: { mark: true }, hasMark: true }],
    ],
  ])('counts a byte order mark, as far as %s off by one can show', (_, all, hasMark, counted) => {
    const text = 'one two three';
    const tags = all.map((exact, index) => {
      const start = text.indexOf(exact);
      const span = { start, end: start + exact.length };
      return tagOf(text, { ...DECLARED, mark: true }, { span, exact }, index);
    });
    expect(place([{ text, tags }], { hasMark }).positions.counted).toMatchObject(counted);
  });

  it('does not mind white space at the ends of a place', () => {
    const tags = [
      { ...plainTag('one', null, null, 'Quote'), fragments: [{ start: 4, end: 9, exact: 'two' }] },
    ];
    const { sets } = place([{ text: 'one  two  three', tags }]);
    expect(sets).toMatchObject([{ annotations: [{ fragments: [{ start: 5, end: 8 }] }] }]);
  });

  it('does not mind kinds of spaces, of which the text’s own are kept, and counts the tags', () => {
    const text = 'Il dit\u00a0: «\u202fnon\u202f» hier.';
    const words = [...text.matchAll(/«.*»|dit.:|hier/gu)];
    const tags = words.map(({ 0: exact, index: start }, index) => ({
      ...plainTag(`tag ${index}`, 0, 1, 'Quote'),
      fragments: [{ start, end: start + exact.length, exact: exact.replace(/\s/gu, ' ') }],
    }));
    const { sets, positions, refused } = place([{ text, tags }]);
    expect(refused).toEqual([]);
    expect(sets).toMatchObject([
      {
        annotations: words.map(({ 0: exact }) => ({ fragments: [{ exact }] })),
        misplaced: [],
      },
    ]);
    expect(positions).toMatchObject({ counted: [], lookSame: 2 });
    expect(describePositions(positions)).toEqual([
      expect.stringMatching(/^2 tags have other spaces in the file than in the text/u),
    ]);
  });

  it('does not take other spaces for another way of counting', () => {
    const text = '😀 a\u00a0b c d';
    const tags = [
      ['a b', 3],
      ['c', 7],
    ].map(([exact, start], index) => ({
      ...plainTag(`tag ${index}`, 0, 1, 'Quote'),
      fragments: [
        { start: Number(start), end: Number(start) + String(exact).length, exact: String(exact) },
      ],
    }));
    const { sets, positions } = place([{ text, tags }]);
    expect(positions.counted).toMatchObject([{ way: { unit: 'utf-16' }, tags: 2 }]);
    expect(sets).toMatchObject([
      {
        annotations: [
          { fragments: [{ start: 3, exact: 'a\u00a0b' }] },
          { fragments: [{ start: 7, exact: 'c' }] },
        ],
      },
    ]);
  });

  it('is not known where words speak for two ways: those that are elsewhere are proposed', () => {
    const tags = [tagOf(TEXT, DECLARED, given('four'), 0), tagOf(TEXT, UTF_16, given('five'), 1)];
    const { sets, positions, refused } = place([{ text: TEXT, tags }]);
    expect(refused).toEqual([]);
    expect(positions.counted).toEqual([]);
    expect(sets).toMatchObject([
      {
        annotations: [{ fragments: [{ exact: 'four' }] }],
        misplaced: [{ proposal: { fragments: [spanOf('five')] } }],
      },
    ]);
  });

  it('is one for all articles of a file, unless two tags of one say otherwise', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      tagOf(TEXT, UTF_16, given(index % 2 === 0 ? 'three' : 'four'), index),
    );
    const bare = tagOf(TEXT, UTF_16, given('seven', null), 0);
    const one = tagOf(TEXT, DECLARED, given('four'), 0);
    const own = [one, tagOf(TEXT, DECLARED, given('five'), 1)];
    const { sets, positions } = place([
      { text: TEXT, tags: many },
      { text: `${TEXT} eight`, tags: [bare] },
      { text: `${TEXT} nine`, tags: own },
    ]);
    expect(positions.counted).toMatchObject([{ tags: 41, articles: 2 }]);
    expect(sets.flatMap(({ misplaced }) => misplaced)).toEqual([]);
    const lone = place([
      { text: TEXT, tags: many },
      { text: `${TEXT} nine`, tags: [one] },
    ]);
    expect(lone.sets.flatMap(({ misplaced }) => misplaced)).toHaveLength(1);
  });

  it('is said to be unknown of tags without words, where it makes a difference', () => {
    const bare = (words: string, index: number) =>
      tagOf(TEXT, DECLARED, { span: spanOf(words), exact: null }, index);
    const tags = [bare('one', 0), bare('three', 1)];
    const plain = [tagOf('one two', DECLARED, { span: { start: 4, end: 7 }, exact: null }, 0)];
    const placed = place([
      { text: TEXT, tags },
      { text: 'one two', tags: plain },
    ]);
    expect(placed.positions.unchecked).toBe(2);
    expect(describePositions(placed.positions).join('')).toMatch(/^2 tags have no words to check/u);
    expect(place([{ text: TEXT, tags }], { isAligned: true }).positions.unchecked).toBe(0);
    const shown = [...tags, tagOf(TEXT, DECLARED, given('four'), 2)];
    expect(place([{ text: TEXT, tags: shown }]).positions.unchecked).toBe(0);
  });

  it('takes no longer for many tags than their number', () => {
    const text = '😀 ship sails\r\n'.repeat(20_000);
    const tags = Array.from({ length: 5_000 }, (_, index): LooseTag => {
      const start = index * 10 * 4;
      return {
        ...plainTag(`tag ${index}`, start, start + 2, 'Quote'),
        fragments: [{ start, end: start + 2, exact: 'zz' }],
      };
    });
    const { read, sets } = place([{ text, tags }]);
    expect(read).toBe(5_000);
    expect(sets[0]?.misplaced).toHaveLength(5_000);
  });
});

describe('Words with what stands around them', () => {
  const TEXT = 'The harbour said: no ship will sail. They said: no ship will sail. So be it.';
  const quoted = (more: object): LooseTag => ({
    ...plainTag('one', null, null, 'Quote'),
    fragments: [{ start: 900, end: 917, exact: 'no ship will sail', ...more }],
  });

  it('place a tag whose position is that of another text', () => {
    const { sets, positions } = place([
      { text: TEXT, tags: [quoted({ prefix: 'They  said:\n' })] },
    ]);
    expect(sets).toMatchObject([{ annotations: [{ fragments: [{ start: 48, end: 65 }] }] }]);
    expect(positions.byWords).toBe(1);
    expect(describePositions(positions)).toEqual([
      expect.stringMatching(/^1 tag was placed by its words/u),
    ]);
  });

  it.each([
    ['in several places', { prefix: 'said: ', suffix: '.' }],
    ['in no place', { prefix: 'We said: ' }],
    ['that are not there', {}],
  ])('do not place one with surroundings %s: it is proposed', (_, more) => {
    const { sets, positions, refused } = place([{ text: TEXT, tags: [quoted(more)] }]);
    expect(refused).toEqual([]);
    expect(sets).toMatchObject([{ annotations: [], misplaced: [{ place: 'one' }] }]);
    expect(positions.byWords).toBe(0);
  });

  it('do not move a tag of this program', () => {
    const tags = [quoted({ prefix: 'They said: ' })];
    const { sets } = placeContent(
      {
        ...NOTHING_READ,
        isOwn: true,
        articles: [
          {
            ...{ place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [], tags },
            unit: 'utf-16',
          },
        ],
      },
      { codebook: CODEBOOK, tools: TOOLS },
    );
    expect(sets).toMatchObject([{ annotations: [], misplaced: [{ proposal: { score: 1 } }] }]);
  });
});

describe('Words of all parts of a tag in one piece', () => {
  const TEXT = '😀 one\r\ntwo three\r\nfour';
  const parts = (...ends: readonly (readonly [number, number])[]) =>
    ends.map(([start, end]) => ({ start, end, exact: null }));

  it.each([
    ['joined by a space', 'one two three', parts([2, 5], [7, 16])],
    ['joined by nothing', 'onetwo three', parts([2, 5], [7, 16])],
    ['with a line end as a space', 'one two three', parts([2, 16])],
    ['in UTF-16', 'one two three', parts([3, 6], [8, 17])],
    ['with another space', 'one two\u00a0three', parts([2, 5], [7, 16])],
    ['where a line end counts as one', 'one two three', parts([2, 5], [6, 15])],
  ])('are held against the text %s', (_, words, fragments) => {
    const tag = { ...plainTag('one', null, null, 'Quote'), fragments, words };
    const { sets } = place([{ text: TEXT, tags: [tag] }]);
    const found = sets.flatMap(({ annotations }) => annotations[0]?.fragments ?? []);
    expect(found.map(({ exact }) => exact).join(' ')).toMatch(/^one\s+two three$/u);
  });

  it.each([
    ['that are told apart by part', 'six two three', parts([2, 5], [7, 16])],
    ['that are not', 'six', parts([2, 5], [7, 16])],
  ])('are looked for where they are elsewhere: words %s', (_, words, fragments) => {
    const tag = { ...plainTag('one', null, null, 'Quote'), fragments, words };
    const { sets, refused } = place([{ text: TEXT, tags: [tag] }]);
    expect(refused).toEqual([]);
    expect(sets).toMatchObject([
      { annotations: [], misplaced: [{ problem: { type: 'words-elsewhere' } }] },
    ]);
  });
});
