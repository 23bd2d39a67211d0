import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { planArticleEdit } from '#core/article/edit.ts';
import type { PeopleEdit } from '#core/people/plan-edit.ts';
import { plainBody } from '#core/tags/tag.ts';

import { applyCodebookEdit, takeAdditions } from '../codebook/codebook-service.ts';
import type { Library } from '../store/library/library.ts';
import { codebook, openLibrary, temporaryFolder } from '../store/testing/library-fixture.ts';
import { applyPeopleEdit, countPeopleEdit, findTagsOf, listNames } from './people-service.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

const services = () => ({ library, newId: randomUUID, now: () => new Date() });

function articleId(n: number): string {
  return library.summaries()[n]?.id ?? '';
}

async function change(n: number, edit: Parameters<typeof planArticleEdit>[1]): Promise<string> {
  const done = await library.changeArticle(articleId(n), randomUUID(), (document, text) =>
    planArticleEdit(document, edit, {
      text,
      codebook: library.document.codebook,
      annotator: library.document.self,
      now: new Date().toISOString(),
      newId: randomUUID,
    }),
  );
  if (!done.ok) throw new Error(done.error.type);
  const [step] = done.value.steps;
  return step?.op === 'put-annotation' ? step.annotation.id : '';
}

/** A quote in the nth article by somebody, at a place of its own. */
function quote(n: number, at: number, speaker: string): Promise<string> {
  const body = { ...plainBody([{ start: at, end: at + 9 }], 'quote'), attributes: { speaker } };
  return change(n, { kind: 'create-tag', body });
}

async function edit(asked: PeopleEdit): Promise<void> {
  const done = await applyPeopleEdit(services(), randomUUID(), asked);
  if (!done.ok) throw new Error(done.error.type);
}

async function names(): Promise<string[]> {
  return (await listNames(library)).map((each) => `${each.name} ${each.tags}/${each.articles}`);
}

async function reopen(isOrderly = true): Promise<void> {
  await library.close();
  if (!isOrderly) rmSync(path.join(folder.dir, 'index.json'));
  library = await openLibrary(folder.dir);
}

describe('names in use', () => {
  it('are those of all articles, and follow every change, undo and the trash', async () => {
    const first = await quote(0, 0, 'Lavrov');
    await quote(0, 20, 'Lavrov');
    await quote(1, 0, 'Lavrov');
    await quote(1, 20, 'Zelensky');
    expect(await names()).toEqual(['Lavrov 3/2', 'Zelensky 1/1']);
    await change(0, { kind: 'update-tag', id: first, patch: { attributes: { speaker: 'Rubio' } } });
    expect(await names()).toEqual(['Lavrov 2/2', 'Rubio 1/1', 'Zelensky 1/1']);
    await change(0, { kind: 'delete-tags', ids: [first] });
    expect(await names()).toEqual(['Lavrov 2/2', 'Zelensky 1/1']);
    await library.undo(randomUUID());
    await library.undo(randomUUID());
    expect(await names()).toEqual(['Lavrov 3/2', 'Zelensky 1/1']);
    await library.arrange(randomUUID(), { kind: 'trash-articles', articles: [articleId(1)] });
    expect(await names()).toEqual(['Lavrov 2/1']);
  });

  it.each([true, false])('are the same after a restart, orderly or not (%s)', async (isOrderly) => {
    await quote(0, 0, 'Lavrov');
    await quote(2, 0, '__proto__');
    await reopen(isOrderly);
    expect(await names()).toEqual(['Lavrov 1/1', '__proto__ 1/1']);
    await quote(0, 20, 'Lavrov');
    expect(await names()).toEqual(['Lavrov 2/1', '__proto__ 1/1']);
  });

  it('are counted anew where the codebook calls something else a name', async () => {
    await quote(0, 0, 'Lavrov');
    expect(await names()).toEqual(['Lavrov 1/1']);
    const changed = await applyCodebookEdit(services(), randomUUID(), {
      type: 'delete-attribute',
      category: 'quote',
      attribute: 'speaker',
    });
    expect(changed.ok).toBe(true);
    expect(await names()).toEqual([]);
    await library.undo(randomUUID());
    expect(await names()).toEqual(['Lavrov 1/1']);
  });
});

describe('merging people', () => {
  const merging: PeopleEdit = {
    type: 'merge',
    names: ['Sergey Lavrov', 'Sergei Lavrov', 'Lavrov'],
    name: 'Sergey Lavrov',
  };

  beforeEach(async () => {
    await quote(0, 0, 'Sergey Lavrov');
    await quote(0, 20, 'Lavrov');
    await quote(1, 0, 'Sergei Lavrov');
    await quote(2, 0, 'Zelensky');
  });

  it('says first how many tags it changes, and changes none', async () => {
    expect(await countPeopleEdit(services(), merging)).toEqual({
      ok: true,
      value: { tags: 2, articles: 2 },
    });
    expect(await names()).toHaveLength(4);
  });

  it('changes every tag of every article in one step, which undo takes back after a restart', async () => {
    await edit(merging);
    expect(await names()).toEqual(['Sergey Lavrov 3/2', 'Zelensky 1/1']);
    expect([...library.document.aliases]).toMatchObject([{ name: 'Sergey Lavrov' }]);
    await reopen();
    expect(await names()).toEqual(['Sergey Lavrov 3/2', 'Zelensky 1/1']);
    expect([...library.document.aliases]).toMatchObject([
      { name: 'Sergey Lavrov', spellings: ['Lavrov', 'Sergei Lavrov'] },
    ]);
    expect(library.historyState().undo?.label).toBe('merge names into “Sergey Lavrov”');
    await library.undo(randomUUID());
    expect(library.document.aliases.size).toBe(0);
    const before = ['Lavrov 1/1', 'Sergei Lavrov 1/1', 'Sergey Lavrov 1/1', 'Zelensky 1/1'];
    expect(await names()).toEqual(before);
    await reopen();
    expect(await names()).toEqual(before);
    await library.redo(randomUUID());
    expect(await names()).toEqual(['Sergey Lavrov 3/2', 'Zelensky 1/1']);
  });

  it('leaves articles alone that have none of the names', async () => {
    const done = await applyPeopleEdit(services(), randomUUID(), merging);
    if (!done.ok) throw new Error(done.error.type);
    expect(done.value.articles.map((each) => each.articleId)).toEqual([articleId(0), articleId(1)]);
  });

  it('lets all tags be found by any spelling', async () => {
    await edit(merging);
    await quote(3, 0, 'Lavrov');
    for (const typed of ['Lavrov', 'sergei', 'Sergey Lavrov']) {
      const hits = await findTagsOf(library, typed);
      expect(hits?.map(({ articleId: id, total }) => [id, total])).toEqual([
        [articleId(0), 2],
        [articleId(1), 1],
        [articleId(3), 1],
      ]);
    }
    expect((await findTagsOf(library, 'zel'))?.map((hit) => hit.matches[0]?.span)).toEqual([
      { start: 1, end: 9 },
    ]);
    expect(await findTagsOf(library, 'nobody')).toBeNull();
    expect(await findTagsOf(library, '')).toBeNull();
  });
});

describe('what a later delivered codebook has', () => {
  it('comes into the library once, and never into what the analyst takes back', async () => {
    const without = {
      ...codebook,
      version: '1.0.0',
      categories: codebook.categories.map((category) => ({
        ...category,
        attributes: category.attributes.filter(({ id }) => id !== 'claimant'),
      })),
    };
    await library.close();
    folder.remove();
    library = await openLibrary(folder.dir, { defaultCodebook: without });
    await quote(0, 0, 'Sergey Lavrov');
    const before = library.historyState();
    expect(before.undo).not.toBeNull();
    await takeAdditions(library, randomUUID(), codebook);
    expect(library.document.codebook).toEqual(codebook);
    expect(library.historyState()).toEqual(before);
    await reopen();
    expect(library.historyState()).toEqual(before);
    await library.undo(randomUUID());
    expect(library.document.codebook).toEqual(codebook);
    await library.redo(randomUUID());
    const deleted = await applyCodebookEdit(services(), randomUUID(), {
      type: 'delete-attribute',
      category: 'claim',
      attribute: 'claimant',
    });
    expect(deleted.ok).toBe(true);
    await reopen();
    await takeAdditions(library, randomUUID(), codebook);
    expect(library.document.codebook).toEqual({
      ...without,
      version: expect.any(String) as string,
    });
  });

  it('changes nothing in a new library', async () => {
    await takeAdditions(library, randomUUID(), codebook);
    expect(library.historyState().undo).toBeNull();
  });
});
