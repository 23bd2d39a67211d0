import { describe, expect, it } from 'vitest';

import type { ArticleSummary } from '#core/article/article.ts';

import {
  choiceOf,
  requestOf,
  sheetAsLeft,
  stopped,
  withMeasure,
  type AgreementSheetState,
} from './agreement-choice.ts';

const articleOf = (id: string, event: string | null) => ({
  id,
  summary: { id, details: { event } } as ArticleSummary,
});
const ARTICLE = articleOf('one', 'summit');
const FIRST = choiceOf(undefined);

describe('What the sheet on agreement is asked for', () => {
  it('is the article without further measures at first', () => {
    expect(requestOf(FIRST, ARTICLE, false)).toEqual({
      scope: { type: 'article', articleId: 'one' },
      measures: [],
      blind: false,
    });
  });

  it('may be the event of the article, with others’ tags kept back', () => {
    expect(requestOf({ ...FIRST, scope: 'event' }, ARTICLE, true)).toEqual({
      scope: { type: 'event', event: 'summit' },
      measures: [],
      blind: true,
    });
  });

  it('is the same again where the sheet was left', () => {
    const request = requestOf({ scope: 'event', measures: ['gamma'] }, ARTICLE, false);
    expect(choiceOf(request)).toEqual({ scope: 'event', measures: ['gamma'], stopped: [] });
  });

  it('has the measures in the order in which they were chosen', () => {
    const two = withMeasure(withMeasure(FIRST, 'kuAlpha', true), 'gamma', true);
    expect(two.measures).toEqual(['kuAlpha', 'gamma']);
    expect(withMeasure(two, 'kuAlpha', false).measures).toEqual(['gamma']);
  });

  it('is what stood before once it is stopped, and another choice forgets what was stopped', () => {
    const asked = withMeasure(withMeasure(FIRST, 'kuAlpha', true), 'gamma', true);
    const after = stopped(asked, ['kuAlpha']);
    expect(after).toEqual({ scope: 'article', measures: ['kuAlpha'], stopped: ['gamma'] });
    expect(withMeasure(after, 'gamma', true)).toEqual({ ...asked, stopped: [] });
  });
});

describe('The sheet as it was left', () => {
  const left = (scope: 'article' | 'event'): AgreementSheetState => ({
    shown: {
      request: requestOf({ scope, measures: [] }, ARTICLE, false),
      version: 7,
      annotators: [],
      articles: [],
      keptBack: [],
      links: [],
      report: null,
    },
    chosen: 1,
  });
  const now = { articleVersion: 7, isBlind: false };

  it.each<[string, 'article' | 'event', typeof ARTICLE, Partial<typeof now>, boolean]>([
    ['is found again on the same article', 'article', ARTICLE, {}, true],
    ['is none on another article', 'article', articleOf('two', 'summit'), {}, false],
    [
      'is found again on another article of the event',
      'event',
      articleOf('two', 'summit'),
      {},
      true,
    ],
    ['is none in another event', 'event', articleOf('two', null), {}, false],
    ['is none once anything has changed', 'article', ARTICLE, { articleVersion: 8 }, false],
    ['is none once tags are kept back', 'article', ARTICLE, { isBlind: true }, false],
  ])('%s', (_, scope, article, change, isFound) => {
    const agreement = left(scope);
    const found = sheetAsLeft({ agreement, ...now, ...change }, article);
    expect(found).toBe(isFound ? agreement : null);
  });

  it('is none at first', () => {
    expect(sheetAsLeft({ agreement: null, ...now }, ARTICLE)).toBeNull();
  });
});
