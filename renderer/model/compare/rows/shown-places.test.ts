import { describe, expect, it } from 'vitest';

import { openCompare } from '../../testing/compare.ts';
import { linkedPairs } from './shown-places.ts';

const HARBOUR = '“We will not sell one metre of the harbour.”';
const ASKED = '“Nobody asked us before the dredgers came to town.”';
const BOATS = 'The boats blocked the quay for an hour on Tuesday morning';
const RAIN = '“Rain is fine.”';
/** Words that only one of two articles has: without them both would be one text. */
const own = (word: string): string => Array.from({ length: 60 }, (_, n) => `${word}${n}`).join(' ');
const FIRST = `Lindqvist spoke: ${HARBOUR} ${BOATS}, early. She added: ${ASKED} Brandt laughed: ${RAIN} ${own('alpha')}.`;
const SECOND = `Then Lindqvist began: ${ASKED} ${BOATS}. Lindqvist finished: ${HARBOUR} ${own('beta')}.`;

async function openTwo() {
  const window = await openCompare([{ text: FIRST }, { text: SECOND }]);
  const { workspace } = window;
  const shown = () => {
    const { shown: event } = workspace.state.compare;
    if (!event) throw new Error('Nothing is compared.');
    return event;
  };
  const pairs = (here: number, there: number): string[][] => {
    const wordsIn = (article: number, { start, end }: { start: number; end: number }): string =>
      shown().comparison.articles[article]?.text.slice(start, end) ?? '';
    return linkedPairs(shown(), here, there).map((pair) => [
      pair.kind,
      wordsIn(here, pair.here),
      wordsIn(there, pair.there),
    ]);
  };
  return { ...window, shown, pairs };
}

/** Words of a quotation without its marks. */
const inner = (words: string): string => words.replace(/[“”.]/gu, '');

describe('what two articles have in common', () => {
  it('stands in the order of the first', async () => {
    const { pairs } = await openTwo();
    const [harbour, boats, asked] = [
      [
        ['family', HARBOUR, HARBOUR],
        ['passage', inner(HARBOUR), inner(HARBOUR)],
      ],
      [['passage', BOATS, BOATS]],
      [
        ['family', ASKED, ASKED],
        ['passage', inner(ASKED), inner(ASKED)],
      ],
    ];
    expect(pairs(0, 1)).toEqual([...harbour, ...boats, ...asked]);
    expect(pairs(1, 0)).toEqual([...asked, ...boats, ...harbour]);
  });

  it.each<[string, number, number, [number, number][]]>([
    ['no names', 0, 1, [[605, 644]]],
    [
      'nothing that is only offered',
      0,
      4,
      [
        [605, 350],
        [699, 460],
      ],
    ],
    [
      'what is in a family twice, each time',
      1,
      4,
      [
        [55, 91],
        [207, 91],
        [644, 350],
        [869, 350],
      ],
    ],
    [
      'quotations and prose',
      0,
      3,
      [
        [605, 692],
        [699, 802],
        [2176, 1117],
        [2255, 1199],
      ],
    ],
  ])('has, of the samples, %s', async (_, here, there, expected) => {
    const { workspace } = await openCompare();
    const { shown } = workspace.state.compare;
    const pairs = shown ? linkedPairs(shown, here, there) : [];
    expect(pairs.map((pair) => [pair.here.start, pair.there.start])).toEqual(expected);
  });
});

describe('side by side', () => {
  it('goes from one linked place to the next and back, never round the end', async () => {
    const { workspace, goToWords } = await openTwo();
    const { compare } = workspace;
    goToWords(HARBOUR);
    compare.turnSideBySide();
    const seen = ([1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1] as const).map((by) => {
      compare.stepLinked(by);
      return [compare.state.linked, workspace.state.message];
    });
    expect(seen).toEqual([
      [0, 'Linked place 1 of 5.'],
      [1, 'Linked place 2 of 5.'],
      [2, 'Linked place 3 of 5.'],
      [3, 'Linked place 4 of 5.'],
      [4, 'Linked place 5 of 5.'],
      [4, 'This is the last of 5 linked places.'],
      [3, 'Linked place 4 of 5.'],
      [2, 'Linked place 3 of 5.'],
      [1, 'Linked place 2 of 5.'],
      [0, 'Linked place 1 of 5.'],
      [0, 'This is the first of 5 linked places.'],
    ]);
  });

  it.each<[string, string, 1 | -1, number, RegExp]>([
    ['forward from a place in the middle', ASKED, 1, 3, /^Linked place 4 of 5\.$/u],
    ['back from a place in the middle', ASKED, -1, 2, /^Linked place 3 of 5\.$/u],
    ['not back from the first', HARBOUR, -1, -1, /^This is the first of 5/u],
    ['back from behind the last', RAIN, -1, 4, /^Linked place 5 of 5\.$/u],
    ['not forward from behind the last', RAIN, 1, -1, /^This is the last of 5/u],
  ])('begins at what is chosen: %s', async (_, words, by, linked, message) => {
    const { workspace, goToWords } = await openTwo();
    goToWords(words);
    workspace.compare.stepLinked(by);
    expect(workspace.state.compare.linked).toBe(linked);
    expect(workspace.state.message).toMatch(message);
  });

  it('begins again once something else is chosen', async () => {
    const { workspace, goToWords } = await openTwo();
    goToWords(HARBOUR);
    workspace.compare.stepLinked(1);
    expect(workspace.state.compare.linked).toBe(0);
    goToWords(ASKED);
    expect(workspace.state.compare.linked).toBe(-1);
    workspace.compare.stepLinked(-1);
    expect(workspace.state.compare.linked).toBe(2);
  });

  it('goes nowhere where nothing is linked, and says so', async () => {
    const { workspace, goToWords } = await openCompare([
      { text: `Brandt laughed: ${RAIN}` },
      { text: `Lindqvist slept.` },
    ]);
    goToWords(RAIN);
    workspace.compare.stepLinked(1);
    expect(workspace.state.compare.linked).toBe(-1);
    expect(workspace.state.message).toBe('These articles have no linked place in common.');
  });
});
