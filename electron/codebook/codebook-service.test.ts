import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

import type { Annotation } from '#core/tags/tag.ts';
import { categoryForDigit, findCategory } from '#core/codebook/codebook.ts';
import type { CodebookEdit } from '#core/codebook/edit.ts';
import { usageOf } from '#core/codebook/usage.ts';

import { applyCodebookEdit, countCodebookUse } from './codebook-service.ts';
import { describeCodebookFile, openCodebook, saveCodebook } from './codebook-files.ts';
import type { Library } from '../store/library/library.ts';
import { codebook, openLibrary, tag, temporaryFolder } from '../store/testing/library-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let ids: readonly string[];

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
  ids = library.summaries().map(({ id }) => id);
});

afterEach(async () => {
  await library.close();
  folder.remove();
});

const edit = (asked: CodebookEdit) =>
  applyCodebookEdit({ library, now: () => new Date() }, randomUUID(), asked);

async function done(asked: CodebookEdit): Promise<void> {
  const made = await edit(asked);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
}

/** Tags the first words of the first articles. */
async function tagSome(count: number, category = 'quote'): Promise<void> {
  for (const id of ids.slice(0, count)) {
    const made = await tag(library, id, 0, 4, category);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
  }
}

async function allTags(): Promise<readonly Annotation[]> {
  const tags: Annotation[] = [];
  for (const id of ids) {
    const read = await library.readArticle(id);
    if (read.ok) tags.push(...read.value.document.annotations);
  }
  return tags;
}

describe('an edit of the codebook', () => {
  const direct = { category: 'quote', attribute: 'quoteType', value: 'direct' } as const;

  it('changes the tags of all articles in one step, which undo takes back and redo repeats', async () => {
    await tagSome(3);
    const before = await allTags();
    await done({ type: 'merge-value', ...direct, into: 'mixed' });
    const merged = await allTags();
    expect(merged.map(({ attributes }) => attributes['quoteType'])).toEqual([
      'mixed',
      'mixed',
      'mixed',
    ]);
    expect(library.document.codebook.version).toBe('2.0.0');
    expect(library.historyState().undo?.label).toBe('merge direct of type of quote into mixed');

    await library.undo(randomUUID());
    expect(await allTags()).toEqual(before);
    expect(library.document.codebook).toEqual(codebook);
    await library.redo(randomUUID());
    expect(await allTags()).toEqual(merged);
    expect(library.document.codebook.version).toBe('2.0.0');
  });

  it('is there after a restart, and can be taken back then', async () => {
    await tagSome(2);
    const before = await allTags();
    await done({ type: 'delete-category', category: 'quote', tagsTo: 'claim' });
    await library.close();
    library = await openLibrary(folder.dir);
    expect(findCategory(library.document.codebook, 'quote')).toBeUndefined();
    expect((await allTags()).map(({ category }) => category)).toEqual(['claim', 'claim']);
    await library.undo(randomUUID());
    expect(await allTags()).toEqual(before);
    expect(library.document.codebook).toEqual(codebook);
  });

  it('never gives a version again that another codebook has had, also after undo and a restart', async () => {
    const given = new Map<string, string>();
    const note = (): void => {
      const { version, ...rest } = library.document.codebook;
      const content = JSON.stringify(rest);
      expect(given.get(version) ?? content).toBe(content);
      given.set(version, content);
    };
    note();
    await done({ type: 'add-category', label: 'Rumour' });
    note();
    await library.undo(randomUUID());
    note();
    expect(library.document.codebook).toEqual(codebook);
    // What could be repeated is forgotten with this.
    await tagSome(1);
    await done({ type: 'add-category', label: 'Irony' });
    note();
    expect(library.document.codebook.version).toBe('1.3.0');
    await library.undo(randomUUID());
    await library.close();
    library = await openLibrary(folder.dir);
    await done({ type: 'rename-codebook', name: 'Ours' });
    note();
    expect(library.document.codebook.version).toBe('1.3.1');
    await library.undo(randomUUID());
    await library.redo(randomUUID());
    note();
    await done({ type: 'delete-category', category: 'framing', tagsTo: null });
    await library.undo(randomUUID());
    await done({ type: 'add-category', label: 'Doubt' });
    note();
    expect([...given.keys()]).toEqual(['1.1.0', '1.2.0', '1.3.0', '1.3.1', '2.1.0']);
  });

  it('counts a codebook that takes the place of another by its own versions', async () => {
    await done({ type: 'add-category', label: 'Rumour' });
    await done({ type: 'replace', codebook: { ...codebook, id: 'other', version: '0.3.0' } });
    await done({ type: 'rename-codebook', name: 'Theirs' });
    expect(library.document.codebook.version).toBe('0.3.1');
    await library.undo(randomUUID());
    await library.undo(randomUUID());
    await library.undo(randomUUID());
    await done({ type: 'rename-codebook', name: 'Ours' });
    expect(library.document.codebook.version).toBe('1.2.1');
  });

  it('makes a category whose digit tags', async () => {
    await done({ type: 'add-category', label: 'Rumour' });
    expect(categoryForDigit(library.document.codebook, '4')?.id).toBe('rumour');
    await tagSome(1, 'rumour');
    expect((await allTags()).map(({ category }) => category)).toEqual(['rumour']);
  });

  it('never deletes a category from under one’s own tags', async () => {
    await tagSome(2);
    expect(await edit({ type: 'delete-category', category: 'quote', tagsTo: null })).toEqual({
      ok: false,
      error: { type: 'in-use', tags: 2 },
    });
    expect(library.document.codebook).toEqual(codebook);
    await done({ type: 'delete-category', category: 'framing', tagsTo: null });
  });

  it('leaves the tags of an article in the trash as they are, and they are found when it is back', async () => {
    await tagSome(1);
    const [id = ''] = ids;
    await library.arrange(randomUUID(), { kind: 'trash-articles', articles: [id] });
    await done({ type: 'delete-category', category: 'quote', tagsTo: null });
    await library.restoreArticle(id, randomUUID());
    expect((await allTags()).map(({ category }) => category)).toEqual(['quote']);
    const use = await countCodebookUse(library);
    expect(usageOf(use, 'quote')).toEqual({ own: 1, articles: 1, others: 0 });
    await done({ type: 'add-category', label: 'Quote', id: 'quote' });
    expect((await allTags()).map(({ category, aside }) => [category, aside])).toEqual([
      ['quote', { quoteType: 'direct' }],
    ]);
  });
});

it('counts tags in all articles', async () => {
  await tagSome(3);
  const use = await countCodebookUse(library);
  expect(usageOf(use, 'quote', 'quoteType', 'direct')).toEqual({
    own: 3,
    articles: 3,
    others: 0,
  });
});

describe('files', () => {
  const services = () => ({ library, now: () => new Date(0), generator: 'Framewise 1.2.3' });

  it('a codebook is saved under its name and version, and opened again as it is', async () => {
    await done({ type: 'add-category', label: 'Rumour' });
    expect(describeCodebookFile(library, 'json')?.fileName).toBe(
      'news-quotes-claims-framing-1-2-0.json',
    );
    const file = path.join(folder.dir, 'book.json');
    expect(await saveCodebook(services(), 'json', file)).toMatchObject({
      ok: true,
      value: { fileName: 'book.json' },
    });
    expect(readFileSync(file, 'utf8')).toContain('"exportedAt": "1970-01-01T00:00:00.000Z"');
    expect(await openCodebook(file)).toEqual({
      ok: true,
      value: { fileName: 'book.json', codebook: library.document.codebook },
    });
  });

  test.each([
    ['missing.json', null, 'missing.json is not there any more. Nothing was changed.'],
    [
      'notes.txt',
      'Quote, claim',
      'notes.txt: It is not a codebook that can be read here. Nothing was changed.',
    ],
    ['a\u202eb.json', '{}', 'a⟨U+202E⟩b.json: There is no codebook in it. Nothing was changed.'],
  ])('%s is refused in a sentence', async (name, content, reason) => {
    const file = path.join(folder.dir, name);
    if (content !== null) writeFileSync(file, content);
    expect(await openCodebook(file)).toEqual({ ok: false, error: { type: 'no-codebook', reason } });
  });

  it('an unknown format is nothing to export', async () => {
    expect(describeCodebookFile(library, 'none')).toBeNull();
    expect(await saveCodebook(services(), 'none', '/x')).toMatchObject({ ok: false });
  });
});
