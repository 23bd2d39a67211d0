import { describe, expect, it } from 'vitest';

import type { ArticleDocument } from '#core/article/document.ts';
import { ok } from '#core/result.ts';

import { articleIdOf } from '../articles/article-folder.ts';
import { encodeUtf8 } from '../../disk/utf8.ts';
import { newArticle } from '../../testing/library-fixture.ts';
import { describeAddition, planAddition, type Addition } from './add-articles.ts';
import { createArticle, mustApply, type NewArticle } from '../articles/new-article.ts';

const TEXT = 'A report that is here already.';
const ID = articleIdOf(TEXT);
const AT = '2026-01-01T00:00:00.000Z';
const BORIS = { id: '22222222-2222-4222-8222-222222222222', name: 'Boris', confirmed: true };

let lastId = 0;
function newId(): string {
  lastId += 1;
  return `11111111-1111-4111-8111-${String(lastId).padStart(12, '0')}`;
}

const present = createArticle(newArticle(TEXT, 'here.txt'), AT, newId);

function plan(
  items: readonly NewArticle[],
  known: ArticleDocument = present,
  isTrashed = false,
): ReturnType<typeof planAddition> {
  return planAddition(items, {
    at: AT,
    newId,
    isTrashed: () => isTrashed,
    documentOf: (id) => Promise.resolve(ok(id === known.id ? known : null)),
  });
}

async function planned(...asked: Parameters<typeof plan>): Promise<Addition> {
  const result = await plan(...asked);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const withSet = (name: string): NewArticle => ({
  ...newArticle(TEXT, name),
  sets: [{ annotator: BORIS, annotations: [], proposals: [], orphans: [] }],
});

describe('what is to be added', () => {
  it('is one article where the same new text comes twice, under both names', async () => {
    const addition = await planned([newArticle('New.', 'a.txt'), newArticle('New.', 'b.txt')]);
    const [fresh] = [...addition.fresh.values()];
    expect(addition.fresh.size).toBe(1);
    expect(fresh?.document.sources.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect(describeAddition(addition)).toBe('add article');
  });

  it('is the same article where the text waits in UTF-8, with every character of it', async () => {
    const text = '\ufeffЦитата “1 🙂”\n';
    const waiting: NewArticle = { ...newArticle('', 'a.txt'), text: encodeUtf8(text) };
    const addition = await planned([waiting, newArticle(text, 'b.txt')]);
    const [id] = [...addition.fresh.keys()];
    expect(id).toBe(articleIdOf(text));
    expect(addition.fresh.get(articleIdOf(text))?.document).toMatchObject({
      id: articleIdOf(text),
      length: text.length,
      sources: [{ name: 'a.txt' }, { name: 'b.txt' }],
    });
  });

  it('is nothing where the text is here under this name', async () => {
    expect(await plan([newArticle(TEXT, 'here.txt')])).toMatchObject({
      ok: false,
      error: { type: 'nothing-new' },
    });
  });

  it('is the name and somebody else’s set where the text is here', async () => {
    const { fresh, known } = await planned([withSet('there.txt')]);
    expect(fresh.size).toBe(0);
    const change = known.get(ID);
    expect(change?.steps.map(({ op }) => op)).toEqual(['put-source', 'put-set']);
    expect(change?.sets.map(({ reference }) => reference.id)).toEqual([BORIS.id]);
  });

  it('is nothing where this very set is in force', async () => {
    const { known } = await planned([withSet('here.txt')]);
    const after = mustApply(present, known.get(ID)?.steps ?? []);
    expect((await plan([withSet('here.txt')], after)).ok).toBe(false);
  });

  it('is what comes back from the trash', async () => {
    const addition = await planned([newArticle(TEXT, 'here.txt')], present, true);
    expect(addition).toMatchObject({ restored: [ID] });
    expect(addition.known.size).toBe(0);
  });

  it('is filled in once where an article that the library lacks says it, too', async () => {
    const filled = { details: { outlet: 'The Daily' }, boilerplate: [{ start: 0, end: 3 }] };
    const { fresh } = await planned([{ ...newArticle('New.', 'a.txt'), filled }]);
    const [article] = [...fresh.values()];
    expect(article?.document.details.outlet).toBe('The Daily');
    expect(article?.document.regions.size).toBe(1);
  });
});
