import { describe, expect, it } from 'vitest';

import type { Decision } from '../../review/decision.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import { NOTHING_READ } from '../content/loose.ts';
import { selectorsOfDecision } from '../content/content.ts';
import { BORIS, CODEBOOK, makeTag, TOOLS } from '../testing/contents.ts';
import { placeContent } from './place.ts';

const TEXT = 'He said “no” 🌐 and “so” to it.';
const map = new CodePointMap(TEXT);
const at = (words: string): Selector => {
  const start = TEXT.indexOf(words);
  return describeSpan(TEXT, { start, end: start + words.length });
};
/** The same place with words that the text does not have. */
const wrong = (words: string): Selector => ({ ...at(words), exact: 'x'.repeat(words.length) });
const tagAt = (selector: Selector) => ({
  ...makeTag(TEXT, 1, [{ start: 8, end: 12 }]),
  fragments: [selector],
});

const decisionOn = (
  tag: Selector | null,
  passage: Selector | null,
  edited: Selector | null,
): Decision => ({
  id: '44444444-4444-4444-8444-444444444444',
  about: tag ? [{ annotator: BORIS.id, annotation: tagAt(tag) }] : [],
  passage,
  verdict: 'keep',
  kept: [],
  edited: edited && tagAt(edited),
  reason: null,
  note: '',
  confidence: null,
  guidelineUnclear: false,
  rule: null,
  reviewer: BORIS.id,
  decided: '2026-01-01T00:00:00.000Z',
});

/** What of a decision in our own file is not in the text. */
function place(decision: Decision) {
  const codePoints = selectorsOfDecision(decision).map(({ start, end }) => ({
    start: map.toCodePoint(start),
    end: map.toCodePoint(end),
  }));
  const review = {
    decisions: [{ place: '/decisions/0', value: decision, codePoints }],
    comments: [],
    adjudicated: null,
  };
  const article = {
    ...{ place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [], tags: [] },
    ...{ unit: 'utf-16' as const, review },
  };
  const { reviews } = placeContent(
    { ...NOTHING_READ, namedBy: 'id', isOwn: true, articles: [article] },
    { codebook: CODEBOOK, tools: TOOLS },
  );
  return {
    decisions: reviews.flatMap(({ decisions }) => decisions).length,
    misplaced: reviews.flatMap(({ misplaced }) => misplaced.map(({ part }) => part)),
  };
}

describe('A decision in our own file', () => {
  it('is taken where all that it names is in the text', () => {
    expect(place(decisionOn(at('“no”'), at('said'), at('“so”')))).toEqual({
      decisions: 1,
      misplaced: [],
    });
  });

  it.each<[string, Decision]>([
    ['tag', decisionOn(wrong('“no”'), at('said'), at('“so”'))],
    ['passage', decisionOn(at('“no”'), wrong('said'), at('“so”'))],
    ['passage', decisionOn(null, wrong('said'), null)],
    ['edited', decisionOn(at('“no”'), at('said'), wrong('“so”'))],
    ['edited', decisionOn(at('“no”'), null, wrong('“so”'))],
  ])('is left out with what of it is not in the text: %s', (part, decision) => {
    expect(place(decision)).toEqual({ decisions: 0, misplaced: [part] });
  });
});
