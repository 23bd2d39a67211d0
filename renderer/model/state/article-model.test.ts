import { expect, it } from 'vitest';

import type { OpenedArticle, TagStep } from '#core/contract/articles.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { NOW, plainAnnotation, uuid } from '#core/review/testing/records.ts';
import { toTag } from '#core/tags/tag.ts';

import { DrawnTags } from '../../editor/paint/drawn-tags.ts';
import { ArticleModel } from './article-model.ts';

const ANNA = uuid(2, 2);
const lost = plainAnnotation({
  id: uuid(4, 1),
  fragments: [{ start: 30, end: 32, exact: 'no', prefix: '', suffix: '' }],
  creator: ANNA,
});
const opened = {
  summary: { id: 'a', tagCounts: {} },
  text: 'He said “no” and left.',
  sources: [],
  regions: [],
  sets: toJsonText([
    { annotator: { id: ANNA, name: 'Anna' }, tags: [], proposals: [], orphans: [lost] },
  ]),
  placements: [],
  decisions: toJsonText([]),
  comments: toJsonText([]),
  tags: toJsonText([]),
  structure: toJsonText([]),
  receipts: [],
  readOnly: null,
} as unknown as OpenedArticle;

it('Giving somebody’s tag a place changes the article, as everything does that figures count', () => {
  const article = new ArticleModel(opened);
  const id = uuid(5, 1);
  const placed = {
    ...lost,
    fragments: [{ start: 9, end: 11, exact: 'no', prefix: '', suffix: '' }],
  };
  const placement = { id, annotator: ANNA, original: lost, placed, reviewer: ANNA, decided: NOW };
  const put: TagStep = { op: 'put-placement', placement };
  expect(article.apply([put]).articleChanged).toBe(true);
  expect(article.sets[0]?.tags).toHaveLength(1);
  expect(article.apply([{ op: 'remove-placement', id }]).articleChanged).toBe(true);
  expect(article.sets[0]?.tags).toEqual([]);
});

it('What was made of the tags for a surface is given away once, and never of tags that have changed', () => {
  const article = new ArticleModel(opened);
  expect(article.tagsToDraw()).toBe(article.tags);
  article.prepareDrawing();
  const drawn = article.tagsToDraw();
  expect(drawn).toBeInstanceOf(DrawnTags);
  expect(article.tagsToDraw()).toBe(article.tags);
  article.prepareDrawing();
  article.apply([{ op: 'put-tag', tag: toTag(lost) }]);
  expect(article.tagsToDraw()).toBe(article.tags);
});
