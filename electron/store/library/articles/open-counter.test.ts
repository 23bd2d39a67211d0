import { expect, it } from 'vitest';

import { plainAnnotation, uuid } from '#core/review/testing/records.ts';
import { createArticleDocument, applyArticleSteps } from '#core/article/document.ts';
import { emptyDetails } from '#core/article/article.ts';
import { ok } from '#core/result.ts';
import { describeSpan } from '#core/text/selector.ts';

import { Catalogue } from './catalogue.ts';
import { OpenCounter } from './open-counter.ts';
import type { StoredOpenedArticle } from './read-articles.ts';

const TEXT = 'One two three.';
const SELF = uuid(3, 1);
const ANNA = { id: uuid(3, 2), name: 'Anna', confirmed: true };

const id = (n: number): string => String(n).padStart(64, '0');
const theirs = plainAnnotation({
  id: uuid(4, 1),
  creator: ANNA.id,
  fragments: [describeSpan(TEXT, { start: 0, end: 3 })],
});

/** A library of articles of which the first has Anna's one tag; `reads` names those that were opened. */
function libraryOf(count: number) {
  const catalogue = new Catalogue('/library');
  const reads: string[] = [];
  const articles = new Map<string, StoredOpenedArticle>();
  for (let n = 1; n <= count; n += 1) {
    const empty = createArticleDocument({
      id: id(n),
      length: TEXT.length,
      added: '',
      sources: [],
      details: emptyDetails(''),
    });
    const isShared = n === 1;
    const put = applyArticleSteps(
      empty,
      isShared ? [{ op: 'put-set', set: { id: ANNA.id, sha256: id(9) } }] : [],
    );
    if (!put.ok) throw new Error(put.error.type);
    const { document } = put.value;
    const set = {
      annotator: ANNA,
      articleId: id(n),
      annotations: [theirs],
      proposals: [],
      orphans: [],
    };
    articles.set(id(n), {
      document,
      text: TEXT,
      sets: isShared ? [set] : [],
      readOnly: null,
      seq: 1,
    });
    catalogue.put({
      summary: {
        id: id(n),
        details: emptyDetails(''),
        length: 0,
        added: '',
        sourceName: '',
        tagCounts: {},
      },
      seq: 0,
      backedUp: 0,
      folder: '',
    });
    catalogue.update(document, 1);
  }
  const counter = new OpenCounter(catalogue, {
    read: (articleId) => {
      reads.push(articleId);
      const article = articles.get(articleId);
      if (!article) throw new Error('There is no such article.');
      return Promise.resolve(ok(article));
    },
  });
  return { catalogue, counter, reads, articles };
}

it('counts an article once as long as it does not change, and opens none without others’ tags', async () => {
  const { catalogue, counter, reads, articles } = libraryOf(3);
  const ids = catalogue.ids();
  const expected = [{ articleId: id(1), people: [ANNA.id], open: 1, contested: 0 }];
  expect(await counter.count(ids, SELF)).toEqual(expected);
  expect(await counter.count(ids, SELF)).toEqual(expected);
  expect(reads).toEqual([id(1)]);
  // What is kept over an orderly end is the same.
  expect(catalogue.indexed().map(({ review }) => review?.open)).toEqual([1, 0, 0]);

  const first = articles.get(id(1));
  if (!first) throw new Error('There is no first article.');
  articles.set(id(1), { ...first, seq: 2 });
  catalogue.update(first.document, 2);
  await counter.count(ids, SELF);
  expect(reads).toEqual([id(1), id(1)]);
});

it('leaves out what is not there', async () => {
  const { counter } = libraryOf(1);
  expect(await counter.count([id(7)], SELF)).toEqual([]);
});
