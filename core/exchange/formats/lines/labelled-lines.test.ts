import { describe, expect, it } from 'vitest';

import { placeContent } from '../../placing/place.ts';
import { CODEBOOK, makeArticle, makeContent, makeTag, TOOLS } from '../../testing/contents.ts';
import { toInput, WRITE } from '../../testing/contract.ts';
import { DOCCANO } from './doccano.ts';
import { PRODIGY } from './prodigy.ts';
import { SPACY } from './spacy.ts';

const TEXT = '🌊🌊 abcd efgh ijkl';
/** By luck, on whole words if emoji counted as two. */
const WRITTEN: readonly (readonly [number, number])[] = [
  [7, 11],
  [12, 16],
];

describe.each([SPACY, DOCCANO, PRODIGY])('lines of $id whose tags end inside words', (codec) => {
  const tags = WRITTEN.map(([start, end], n) => makeTag(TEXT, n + 1, [{ start, end }]));
  const [own] = codec.write(makeContent(makeArticle(TEXT), tags), WRITE, TOOLS).files;
  const content = String(own?.content);
  // The tokens of Prodigy are divided where its tags end, so that they say where.
  const untold = content.replace(/"tokens":\[.*?\],/u, '');
  const placedIn = (lines: string): number[][] => {
    const read = codec.read?.(toInput([{ path: 'a.jsonl', content: lines }]), TOOLS);
    if (read?.ok !== true) throw new Error(read?.error.detail);
    return placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS })
      .sets.flatMap(({ annotations }) => annotations)
      .flatMap(({ fragments }) => fragments.map(({ start, end }) => [start, end]));
  };

  it('are read as this program wrote them', () => {
    expect(placedIn(content)).toEqual(WRITTEN);
    expect(placedIn(untold)).toEqual(WRITTEN);
  });

  it.each([
    ['from elsewhere', untold.replace(/,?"codebook":"[^"]*"/u, '')],
    ['that were in another program', untold.replace(/^\{/u, '{"id":7,"_task_hash":7,')],
  ])('are read as the edges of words show it %s', (_where, lines) => {
    expect(placedIn(lines)).toEqual([
      [5, 9],
      [10, 14],
    ]);
  });
});
