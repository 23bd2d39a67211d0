import { describe, expect, it } from 'vitest';

import type { Way } from '../../text/positions.ts';
import { positionOf } from '../../text/testing/counted.ts';
import { NOTHING_READ, type LooseArticle } from '../content/loose.ts';
import { plainTag } from '../formats/lines/labelled-spans.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { placeContent } from './place.ts';
import type { PlacedContent } from './placed.ts';

const WORDS = ['harbour', 'master', 'ship', 'critics', 'stunt', 'Kai'];
const TEXT = `😀 ${WORDS.join(' 👍🏽 said\r\n')} 🌊 end.`;

/** The words with the positions that a file gives them, moved by some, in a text. */
function place(
  way: Way,
  { words = WORDS, moved = 0, text = TEXT, more = {} as Partial<LooseArticle> } = {},
): PlacedContent {
  const tags = words.map((word, index) => {
    const start = text.indexOf(word);
    const [from, to] = [start, start + word.length].map((at) => positionOf(text, at, way) + moved);
    return plainTag(`tag ${index}`, from ?? 0, to ?? 0, 'Quote');
  });
  const article: LooseArticle = {
    ...{ place: 'article', text, sha256: null, details: {}, boilerplate: [], tags },
    ...{ unit: 'code-points', ...more },
  };
  return placeContent(
    { ...NOTHING_READ, articles: [article] },
    { codebook: CODEBOOK, tools: TOOLS },
  );
}

const wordsIn = ({ sets }: PlacedContent): string[] =>
  sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ fragments }) => fragments.map(({ exact }) => exact)),
  );

const AS_DECLARED: Way = { unit: 'code-points', lineEnds: 'as-is', mark: false };

describe('A file without words of its tags', () => {
  it.each<[string, Way]>([
    ['UTF-16', { ...AS_DECLARED, unit: 'utf-16' }],
    ['line ends as one', { ...AS_DECLARED, lineEnds: 'one' }],
    ['both', { unit: 'utf-16', lineEnds: 'one', mark: false }],
  ])('is read as it counts where only so tags stand on whole words: %s', (_, way) => {
    const placed = place(way);
    expect(wordsIn(placed)).toEqual(WORDS);
    expect(placed.positions).toMatchObject({
      counted: [{ way, isByEdges: true, tags: WORDS.length, articles: 1 }],
      unchecked: 0,
      inWords: 0,
    });
  });

  it('is read as the format says where tags stand on words so', () => {
    const placed = place(AS_DECLARED);
    expect(wordsIn(placed)).toEqual(WORDS);
    expect(placed.positions.counted).toEqual([]);
  });

  it('is read as the format says where one tag alone would stand better otherwise', () => {
    const placed = place({ ...AS_DECLARED, unit: 'utf-16' }, { words: ['harbour'] });
    expect(placed.positions).toMatchObject({ counted: [], unchecked: 1 });
  });

  it('is told of where tags begin or end inside words however it is read', () => {
    const placed = place(AS_DECLARED, { moved: 2, words: ['harbour', 'master', 'critics'] });
    expect(placed.positions).toMatchObject({ counted: [], inWords: 3 });
  });

  it('is told nothing of where scripts do not part words with spaces', () => {
    const text = '港の船長は「船は出ない」と言った。批判者は笑った。';
    const placed = place(AS_DECLARED, { text, words: ['船長', '船は', '批判'] });
    expect(placed.positions).toMatchObject({ counted: [], inWords: 0 });
  });

  it('is not asked about where positions were made of its words', () => {
    const placed = place({ ...AS_DECLARED, unit: 'utf-16' }, { more: { isAligned: true } });
    expect(placed.positions).toMatchObject({ counted: [], inWords: 0 });
  });
});
