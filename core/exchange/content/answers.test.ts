import { describe, expect, it } from 'vitest';

import { placeContent } from '../placing/place.ts';
import { plainTag } from '../formats/lines/labelled-spans.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { answerDecision, withoutRejected, type Answer } from './answers.ts';
import { NOTHING_READ, type LooseDecision } from './loose.ts';

const TEXT = 'He said “no” and left.';
const AUTHOR = { id: null, name: 'Anna' };
const TAG = { ...plainTag('line 1', 8, 12, 'Quote'), id: 'one', author: AUTHOR };
const OTHER = { ...plainTag('line 2', 0, 2, 'Quote'), id: 'two', author: AUTHOR };

function place(decisions: readonly LooseDecision[]) {
  const article = { place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [] };
  const tags = [TAG, OTHER];
  return placeContent(
    { ...NOTHING_READ, articles: [{ ...article, unit: 'utf-16', tags, decisions }] },
    { codebook: CODEBOOK, tools: TOOLS },
  );
}

describe('A tag that its own file does not accept', () => {
  it.each<Answer>(['reject', 'ignore'])('is none where it is left out: %s', (answer) => {
    const placed = place([answerDecision(TAG, answer)]);
    const { content, rejected } = withoutRejected(placed);
    expect(rejected).toBe(1);
    expect(content.sets.flatMap(({ annotations }) => annotations)).toMatchObject([
      { fragments: [{ exact: 'He' }] },
    ]);
    expect(content.reviews).toMatchObject([{ decisions: [] }]);
  });

  it('leaves no empty set behind, which would say that somebody tagged nothing', () => {
    const placed = place([answerDecision(TAG, 'reject'), answerDecision(OTHER, 'ignore')]);
    expect(withoutRejected(placed)).toMatchObject({ content: { sets: [] }, rejected: 2 });
  });

  it('is told from one that a reviewer rejects, whose tag it is all the same', () => {
    const byReviewer = { ...answerDecision(TAG, 'reject'), reviewer: { id: null, name: 'Boris' } };
    const byWord = { ...answerDecision(OTHER, 'reject'), reason: 'Too short' };
    const placed = place([byReviewer, byWord]);
    expect(withoutRejected(placed)).toEqual({ content: placed, rejected: 0 });
  });
});
