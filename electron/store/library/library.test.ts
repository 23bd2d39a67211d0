import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { emptyDetails } from '#core/article/article.ts';
import type { Annotation } from '#core/tags/tag.ts';
import { ARTICLE_SCHEMA } from '#core/article/document.ts';
import { planArticleEdit, type ArticleEdit } from '#core/article/edit.ts';
import type { StoreNotice } from '#core/contract/store.ts';
import { ok } from '#core/result.ts';
import { plainDecisionBody } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import { folderName } from './articles/article-folder.ts';
import { STORE_LIMITS } from '../document/options.ts';
import { Library, type LibraryOptions } from './library.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import {
  libraryOptions,
  newArticle,
  openLibrary,
  reviewTags,
  seeds,
  tag,
  temporaryFolder,
} from '../testing/library-fixture.ts';
import { trackedDisk } from '../testing/tracked-disk.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
const { disk, closeAll } = trackedDisk();
beforeEach(() => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'data');
});
afterEach(async () => {
  await closeAll();
  folder.remove();
});

let lastRequest = 0;
function request(): string {
  lastRequest += 1;
  return `11111111-1111-4111-8111-${String(lastRequest).padStart(12, '0')}`;
}

/** Opens what a killed process left behind: its lock names this very process. */
function reopen(more: Partial<LibraryOptions> = {}): Promise<Library> {
  return openLibrary(dir, { takeOverLock: true, disk, ...more });
}

function open(more: Partial<LibraryOptions> = {}): Promise<Library> {
  return openLibrary(dir, { disk, ...more });
}

function firstId(library: Library): string {
  return library.summaries()[0]?.id ?? '';
}

function articleFolder(id: string, parent = 'articles'): string {
  return path.join(dir, parent, folderName(id));
}

async function tags(library: Library, id: string): Promise<string[]> {
  const opened = await library.openArticle(id);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return [...opened.value.document.annotations]
    .map(({ fragments }) => fragments[0]?.exact ?? '')
    .sort();
}

function noticeTypes(library: Library): StoreNotice['type'][] {
  return library.notices().map(({ type }) => type);
}

describe('a new library', () => {
  it('holds the sample articles, byte for byte, in one event', async () => {
    const library = await open();
    expect(library.summaries().map(({ sourceName }) => sourceName)).toEqual(
      seeds.map(({ name }) => name),
    );
    const [event] = [...library.document.events];
    expect(event?.title).toBe('Lavrov – security guarantees');
    expect(library.summaries().every(({ details }) => details.event === event?.id)).toBe(true);
    for (const [n, { id }] of library.summaries().entries()) {
      expect(
        readFileSync(path.join(articleFolder(id), 'article.txt')).equals(
          seeds[n]?.bytes ?? Buffer.from(''),
        ),
      ).toBe(true);
    }
    await library.close();
  });

  it('can be entered and read by this user only', async () => {
    const mask = process.umask(0);
    try {
      const library = await open();
      const id = firstId(library);
      await tag(library, id, 0, 10);
      await library.safekeeping.dailyBackup();
      await library.close();
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        const stats = statSync(path.join(dir, name));
        expect(stats.mode & 0o777, name).toBe(stats.isDirectory() ? 0o700 : 0o600);
      }
    } finally {
      process.umask(mask);
    }
  });

  it('says so when it cannot be made', async () => {
    const full = createFaultyDisk(disk, ({ name }) =>
      name === 'write' ? { code: 'ENOSPC' } : 'ok',
    );
    expect(await Library.open(libraryOptions(dir, { disk: full }))).toMatchObject({
      ok: false,
      error: { type: 'cannot-create', reason: 'disk-full' },
    });
    const library = await open();
    expect(library.summaries()).toHaveLength(5);
  });

  it('is not written in place although SNAP is set', async () => {
    process.env['SNAP'] = '/snap/framewise/1';
    const library = await open();
    await library.close();
    expect(process.env['SNAP']).toBeUndefined();
  });
});

describe('the history', () => {
  it('goes across articles and survives an orderly end', async () => {
    let library = await open();
    const [a = '', b = ''] = library.summaries().map(({ id }) => id);
    await tag(library, a, 0, 7);
    await tag(library, b, 0, 6, 'claim');
    await library.close();
    library = await open();
    expect(library.historyState()).toEqual({
      undo: { label: 'tag claim', articleId: b },
      redo: null,
    });
    expect(await library.undo(request())).toMatchObject({
      ok: true,
      value: { kind: 'undo', articleId: b },
    });
    expect(await library.undo(request())).toMatchObject({
      ok: true,
      value: { kind: 'undo', articleId: a },
    });
    expect(await library.undo(request())).toEqual({
      ok: false,
      error: { type: 'nothing-to-undo' },
    });
    await library.close();
    library = await open();
    expect(library.historyState().redo).toEqual({ label: 'tag quote', articleId: a });
    await library.redo(request());
    await library.redo(request());
    expect(library.historyState()).toEqual({
      undo: { label: 'tag claim', articleId: b },
      redo: null,
    });
    expect(await tags(library, b)).toEqual(['Moscow']);
    await library.close();
  });

  it('takes back a change that was asked for just before', async () => {
    const library = await open();
    const id = firstId(library);
    const [done, undone] = await Promise.all([tag(library, id, 0, 7), library.undo(request())]);
    expect([done.ok, undone.ok]).toEqual([true, true]);
    expect(await tags(library, id)).toEqual([]);
    await library.close();
  });

  it('takes a change back together with the one that it joins, and repeats both, over restarts', async () => {
    let library = await open();
    const id = firstId(library);
    const change = (edit: ArticleEdit, joins: readonly string[] = []) =>
      library.changeArticle(
        id,
        request(),
        (document, text) =>
          planArticleEdit(document, edit, {
            text,
            codebook: library.document.codebook,
            annotator: library.document.self,
            now: new Date().toISOString(),
            newId: randomUUID,
          }),
        joins,
      );
    const frames = async () => {
      const opened = await library.openArticle(id);
      if (!opened.ok) throw new Error(opened.error.type);
      // Their order is that of their ids, which are random.
      return [...opened.value.document.annotations]
        .map(({ category, attributes }) => attributes['frame'] ?? category)
        .sort();
    };
    const again = async () => {
      await library.close();
      library = await open();
    };
    const frame = (tagId: string, to: string): ArticleEdit => ({
      kind: 'update-tags',
      changes: [{ id: tagId, patch: { attributes: { frame: to } } }],
    });
    const made = await tag(library, id, 0, 7, 'framing');
    const [step] = made.ok ? made.value.steps : [];
    const tagId = step?.op === 'put-annotation' ? step.annotation.id : '';
    await change(frame(tagId, 'economic'), [tagId]);
    expect(library.historyState().undo?.label).toBe('tag framing');
    await again();
    expect(await frames()).toEqual(['economic']);
    await library.undo(request());
    expect(await frames()).toEqual([]);
    expect(library.historyState().undo).toBeNull();
    await again();
    await library.redo(request());
    expect(await frames()).toEqual(['economic']);
    // What is not about the last change has a place of its own.
    await tag(library, id, 8, 15);
    await change(frame(tagId, 'morality'), [tagId]);
    expect(library.historyState().undo?.label).toMatch(/^set frame/u);
    await library.undo(request());
    expect(await frames()).toEqual(['economic', 'quote']);
    // A change of category that was undone with what was asked after it is as it was before.
    await library.undo(request());
    const other = await tag(library, id, 16, 24);
    const [put] = other.ok ? other.value.steps : [];
    const otherId = put?.op === 'put-annotation' ? put.annotation.id : '';
    await change({ kind: 'update-tag', id: otherId, patch: { category: 'framing' } });
    await change(frame(otherId, 'political'), [otherId]);
    expect(await frames()).toEqual(['economic', 'political']);
    await library.undo(request());
    expect(await frames()).toEqual(['economic', 'quote']);
    await library.redo(request());
    expect(await frames()).toEqual(['economic', 'political']);
    await library.close();
  });

  it('takes a rejection back together with its reason, and repeats both, over restarts', async () => {
    let library = await open();
    const id = firstId(library);
    const made = await tag(library, id, 0, 7);
    const [put] = made.ok ? made.value.steps : [];
    const tagId = put?.op === 'put-annotation' ? put.annotation.id : '';
    const { self } = library.document;
    const about = [{ annotator: self, id: tagId }];
    const decide = async (
      reason: string | null,
      joins: readonly string[] = [],
    ): Promise<string> => {
      const body = plainDecisionBody({ about, kept: [], reason });
      const done = await reviewTags(library, id, { kind: 'decide', bodies: [body] }, joins);
      const step = done.ok ? done.value.steps.find(({ op }) => op === 'put-decision') : undefined;
      return step?.op === 'put-decision' ? step.decision.id : '';
    };
    const reasons = async () => {
      const opened = await library.openArticle(id);
      if (!opened.ok) throw new Error(opened.error.type);
      return [...opened.value.document.decisions].map(({ reason }) => reason);
    };
    const again = async () => {
      await library.close();
      library = await open();
    };
    const decision = await decide(null);
    expect(await decide('Too short', [decision])).toBe(decision);
    expect(await reasons()).toEqual(['Too short']);
    await again();
    expect(library.historyState().undo?.label).toBe('reject');
    await library.undo(request());
    expect(await reasons()).toEqual([]);
    expect(library.historyState().undo?.label).toBe('tag quote');
    await again();
    await library.redo(request());
    expect(await reasons()).toEqual(['Too short']);
    // A reason that is given later has a place of its own.
    await tag(library, id, 8, 15);
    await decide('Too long', [decision]);
    await library.undo(request());
    expect(await reasons()).toEqual(['Too short']);
    await library.close();
  });

  it('does a repeated request once', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    await tag(library, id, 8, 15);
    const requestId = request();
    const first = await library.undo(requestId);
    expect(await library.undo(requestId)).toEqual(first);
    expect(await tags(library, id)).toEqual(['Russian']);
    await library.close();
  });
});

describe('a title of which an earlier version kept a part', () => {
  const text = `${'Nobody knows what the ministers agreed on in the night, '.repeat(3)}he said. Then he left.`;
  const whole = text.slice(0, text.indexOf(' Then'));
  const cut = `${text.slice(0, 90).replace(/\s\S*$/u, '')}…`;

  it('is whole again once its article is opened, without a step in the history', async () => {
    const library = await open();
    const added = await library.addArticles(request(), [
      { ...newArticle(text), details: emptyDetails(cut) },
    ]);
    if (!added.ok) throw new Error(added.error.type);
    const id = library.summaries().find(({ details }) => details.title === cut)?.id ?? '';
    const before = library.historyState();
    const opened = await library.openArticle(id);
    expect(opened.ok && opened.value.document.details.title).toBe(whole);
    const titleInList = (of: Library): string | undefined =>
      of.summaries().find((each) => each.id === id)?.details.title;
    expect(titleInList(library)).toBe(whole);
    expect(library.historyState()).toEqual(before);
    await library.close();
    const again = await open();
    expect(titleInList(again)).toBe(whole);
    await again.close();
  });
});

describe('adding, deleting, restoring', () => {
  it('gives a text that is here already one more name and no second record (bad input 75)', async () => {
    const library = await open();
    const text = seeds[0]?.bytes.toString('utf8') ?? '';
    const added = await library.addArticles(request(), [
      newArticle(text, 'copy.txt'),
      newArticle('A new one.', 'new.txt'),
    ]);
    expect(added).toMatchObject({ ok: true, value: { label: 'add article' } });
    expect(library.summaries()).toHaveLength(6);
    const opened = await library.openArticle(firstId(library));
    expect(opened.ok && opened.value.document.sources.map(({ name }) => name)).toEqual([
      seeds[0]?.name,
      'copy.txt',
    ]);
    expect(await library.addArticles(request(), [newArticle(text, 'copy.txt')])).toMatchObject({
      ok: false,
      error: { type: 'nothing-new' },
    });
    await library.close();
  });

  it('keeps texts apart that differ by one byte (bad input 76)', async () => {
    const library = await open();
    await library.addArticles(request(), [
      newArticle('The same text.'),
      newArticle('The same text.\n'),
    ]);
    expect(library.summaries()).toHaveLength(7);
    await library.close();
  });

  it('refuses a text that UTF-8 cannot hold', async () => {
    const library = await open();
    expect(
      await library.addArticles(request(), [newArticle('half \ud83d of a pair', 'bad.txt')]),
    ).toEqual({
      ok: false,
      error: { type: 'not-well-formed', name: 'bad.txt' },
    });
    await library.close();
  });

  it('adds all articles of an import or none, and it is one step to undo (bad input 58)', async () => {
    const items = ['first', 'second', 'third'].map((text) => newArticle(text));
    let full = false;
    const failing = createFaultyDisk(disk, ({ name, file }) =>
      full && name === 'write' && file.includes('incoming') && file.endsWith('doc.json')
        ? { code: 'ENOSPC' }
        : 'ok',
    );
    const library = await open({ disk: failing });
    full = true;
    expect(await library.addArticles(request(), items)).toMatchObject({
      ok: false,
      error: { type: 'not-saved', reason: 'disk-full' },
    });
    full = false;
    expect(library.summaries()).toHaveLength(5);
    expect(readdirSync(path.join(dir, 'incoming'))).toEqual([]);
    expect(await library.addArticles(request(), items)).toMatchObject({
      ok: true,
      value: { label: 'add 3 articles' },
    });
    expect(library.summaries()).toHaveLength(8);
    await library.undo(request());
    expect(library.summaries()).toHaveLength(5);
    expect(library.trashed()).toHaveLength(3);
    await library.redo(request());
    expect(library.summaries()).toHaveLength(8);
    await library.close();
  });

  it('moves a deleted article to the trash, where it can be restored for 30 days', async () => {
    let now = new Date('2026-03-01T10:00:00Z');
    let library = await open({ now: () => now });
    const id = firstId(library);
    await tag(library, id, 0, 7);
    expect(
      await library.arrange(request(), { kind: 'trash-articles', articles: [id] }),
    ).toMatchObject({ ok: true });
    expect(existsSync(articleFolder(id))).toBe(false);
    expect(existsSync(articleFolder(id, 'trash'))).toBe(true);
    expect(library.summaries()).toHaveLength(4);
    expect(await library.openArticle(id)).toMatchObject({
      ok: false,
      error: { type: 'no-such-article' },
    });
    expect(await tag(library, id, 8, 15)).toMatchObject({
      ok: false,
      error: { type: 'no-such-article' },
    });
    await library.restoreArticle(id, request());
    expect(await tags(library, id)).toEqual(['Russian']);
    await library.arrange(request(), { kind: 'trash-articles', articles: [id] });
    await library.close();

    // Days on which the library is used count, and not the clock alone.
    for (let day = 2; day <= 30; day += 1) {
      now = new Date(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`);
      await (await open({ now: () => now })).close();
    }
    now = new Date('2026-03-31T09:00:00Z');
    library = await open({ now: () => now });
    expect(library.trashed()).toHaveLength(1);
    await library.close();
    now = new Date('2026-03-31T11:00:00Z');
    library = await open({ now: () => now });
    await expect.poll(() => library.trashed()).toEqual([]);
    expect(existsSync(articleFolder(id, 'trash'))).toBe(false);
    await expect.poll(() => library.historyState()).toEqual({ undo: null, redo: null });
    await library.close();
  });
});

describe('other annotators’ tags', () => {
  const annotator = { id: '22222222-2222-4222-8222-222222222222', name: 'B', confirmed: true };
  const text = seeds[0]?.bytes.toString('utf8') ?? '';

  /** What somebody else tagged: the first letters of the article, once for each `note`. */
  function theirs(...notes: readonly string[]): Annotation[] {
    return notes.map((note, n) => ({
      id: `33333333-3333-4333-8333-${String(n).padStart(12, '0')}`,
      fragments: [{ ...describeSpan(text, { start: 0, end: 7 }) }],
      category: 'quote',
      attributes: {},
      attributeSpans: {},
      aside: {},
      note,
      confidence: null,
      creator: annotator.id,
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
    }));
  }

  /** Brings in a set as the import of a file does. */
  function importSet(library: Library, ...notes: readonly string[]): Promise<unknown> {
    const item = newArticle(text, seeds[0]?.name);
    const sets = [{ annotator, annotations: theirs(...notes), proposals: [], orphans: [] }];
    return library.addArticles(request(), [{ ...item, sets }], { label: 'import b.json' });
  }

  /** The notes of the tags that are in force, by annotator. */
  async function notes(library: Library): Promise<readonly (readonly string[])[]> {
    const opened = await library.openArticle(firstId(library));
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value.sets.map(({ annotations }) => annotations.map(({ note }) => note));
  }

  it('are undone and redone with the import that brought them, over every restart', async () => {
    let library = await open();
    await importSet(library, 'one');
    expect(library.historyState().undo).toEqual({ label: 'import b.json', articleId: null });
    await importSet(library, 'two', 'three');
    expect(await notes(library)).toEqual([['two', 'three']]);
    library = await reopen();
    expect(await notes(library)).toEqual([['two', 'three']]);
    expect(await library.undo(request())).toMatchObject({
      ok: true,
      value: { articles: [{ articleId: firstId(library) }] },
    });
    expect(await notes(library)).toEqual([['one']]);
    await library.close();
    library = await open();
    expect(await notes(library)).toEqual([['one']]);
    await library.undo(request());
    expect(await notes(library)).toEqual([]);
    library = await reopen();
    expect(await notes(library)).toEqual([]);
    await library.redo(request());
    expect(await notes(library)).toEqual([['one']]);
    await library.redo(request());
    expect(await notes(library)).toEqual([['two', 'three']]);
    await library.close();
    library = await open();
    expect(await notes(library)).toEqual([['two', 'three']]);
    expect(noticeTypes(library)).toEqual([]);
    await library.close();
  });

  it('go to the trash and come back with an article that the import brought', async () => {
    const library = await open();
    const added = newArticle(text.slice(0, 200), 'new.txt');
    const sets = [{ annotator, annotations: theirs('one'), proposals: [], orphans: [] }];
    await library.addArticles(request(), [{ ...added, sets }]);
    const { id } = library.summaries().find(({ sourceName }) => sourceName === 'new.txt') ?? {
      id: '',
    };
    await library.undo(request());
    expect(library.trashed().map((each) => each.id)).toEqual([id]);
    await library.redo(request());
    const opened = await library.openArticle(id);
    expect(opened.ok && opened.value.sets).toMatchObject([{ articleId: id, annotator }]);
    await library.close();
  });

  it('that lie in a folder of an older version are shown, replaced and put back', async () => {
    const library = await open();
    const id = firstId(library);
    const sets = path.join(articleFolder(id), 'sets');
    mkdirSync(sets);
    const stored = { articleId: id, annotator, annotations: theirs('old') };
    const format = { format: 'framewise-annotation-set', schema: 1 };
    writeFileSync(
      path.join(sets, `${annotator.id}.json`),
      JSON.stringify({ ...format, ...stored }),
    );
    expect(await notes(library)).toEqual([['old']]);
    await importSet(library, 'new');
    expect(await notes(library)).toEqual([['new']]);
    await library.undo(request());
    expect(await notes(library)).toEqual([['old']]);
    await library.redo(request());
    expect(await notes(library)).toEqual([['new']]);
    await library.close();
  });

  it('that were changed or removed outside are said to be unreadable, and nothing else is lost', async () => {
    const library = await open();
    await tag(library, firstId(library), 0, 7);
    await importSet(library, 'one');
    const sets = path.join(articleFolder(firstId(library)), 'sets');
    const [name = ''] = readdirSync(sets);
    const file = path.join(sets, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('one', 'two'));
    expect(await notes(library)).toEqual([]);
    rmSync(file);
    expect(await notes(library)).toEqual([]);
    expect(library.notices()).toMatchObject([
      { type: 'damaged', detail: expect.stringContaining(file) as string },
      { type: 'damaged', detail: expect.stringContaining(file) as string },
    ]);
    expect(await tags(library, firstId(library))).toEqual(['Russian']);
    await library.close();
  });

  it('stay with an article of which only the text can be read', async () => {
    let library = await open();
    const id = firstId(library);
    await importSet(library, 'one');
    await library.close();
    for (const name of readdirSync(articleFolder(id)).filter(
      (each) => !/text|sets|txt/u.test(each),
    ))
      rmSync(path.join(articleFolder(id), name));
    library = await open();
    expect(await library.openArticle(id)).toMatchObject({ ok: false, error: { type: 'damaged' } });
    expect(await library.recovery.recover(id, 'text-alone')).toMatchObject({ ok: true });
    expect(await notes(library)).toEqual([['one']]);
    await library.close();
  });

  it('leave no trace where the import is refused', async () => {
    let full = false;
    const failing = createFaultyDisk(disk, ({ name, file }) =>
      full && name === 'syncFolder' && file.endsWith('sets') ? { code: 'ENOSPC' } : 'ok',
    );
    const library = await open({ disk: failing });
    await importSet(library, 'one');
    const before = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
    full = true;
    expect(await importSet(library, 'two')).toMatchObject({
      ok: false,
      error: { type: 'not-saved', reason: 'disk-full' },
    });
    full = false;
    expect(readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()).toEqual(before);
    expect(await notes(library)).toEqual([['one']]);
    await library.close();
  });
});

describe('after a crash', () => {
  it('has what was acknowledged and says how much was brought back', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    await tag(library, id, 8, 15);
    const again = await reopen();
    expect(again.notices()).toMatchObject([
      { type: 'recovered', changes: 2, total: 1, documents: [{ articleId: id, changes: 2 }] },
    ]);
    expect(await tags(again, id)).toEqual(['Foreign', 'Russian']);
    expect(again.historyState().undo).toEqual({ label: 'tag quote', articleId: id });
  });

  it('finishes a change of several articles that reached only some of them', async () => {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    let lines = 0;
    const dying = createFaultyDisk(
      disk,
      ({ name, file }) =>
        name === 'write' && file.includes('journal') && (lines += 1) === 3 ? 'stop' : 'ok',
      () => stop(),
    );
    const library = await open({ disk: dying });
    const ids = library.summaries().map(({ id }) => id);
    void library.changeArticles(request(), ids, () =>
      ok({
        steps: [],
        follow: () => ok([{ op: 'set-details', details: { done: true } }]),
        conclude: () => ok('mark all done'),
      }),
    );
    await stopped;
    const again = await reopen();
    await again.closeArticle('');
    expect(again.summaries().map(({ details }) => details.done)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    await again.undo(request());
    expect(again.summaries().map(({ details }) => details.done)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('files that are not as they were left', () => {
  it('shows the state up to a bad line, changes nothing, and recovers what the analyst chooses', async () => {
    const library = await open();
    const id = firstId(library);
    for (const start of [0, 8, 16]) await tag(library, id, start, start + 7);
    const journal = path.join(articleFolder(id), 'journal-000000000001.log');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], `${lines[1]?.slice(0, -1)}?`, lines[2], ''].join('\n'));

    const again = await reopen();
    expect(noticeTypes(again)).toContain('damaged');
    const opened = await again.openArticle(id);
    expect(opened).toMatchObject({ ok: true, value: { readOnly: { type: 'damaged' } } });
    expect(await tag(again, id, 30, 35)).toMatchObject({ ok: false, error: { type: 'read-only' } });
    const report = await again.recovery.describe(id);
    expect(report.ok && report.value.choices.map(({ key, tags: count }) => [key, count])).toEqual([
      ['everything-readable', 2],
      ['up-to-damage', 1],
    ]);
    expect(await again.recovery.recover(id, 'everything-readable')).toMatchObject({
      ok: true,
      value: { readOnly: null },
    });
    expect(await tags(again, id)).toEqual(['Minister', 'Russian'].map((word) => word.slice(0, 7)));
    expect(await tag(again, id, 40, 45)).toMatchObject({ ok: true });
    expect(readdirSync(path.join(articleFolder(id), 'quarantine'))).toHaveLength(2);
    await again.close();
    expect(noticeTypes(await open())).toEqual([]);
  });

  it('recovers from a daily backup and the journal when the snapshot and its backup are both lost (bad input 96)', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    await library.safekeeping.dailyBackup();
    await library.closeArticle(id);
    await tag(library, id, 8, 15);
    await library.close();
    for (const name of ['doc.json', 'doc.json.bak'])
      writeFileSync(path.join(articleFolder(id), name), '');
    const again = await open();
    expect(await again.openArticle(id)).toMatchObject({ ok: false, error: { type: 'damaged' } });
    const report = await again.recovery.describe(id);
    const [best] = report.ok ? report.value.choices : [];
    expect(best).toMatchObject({ tags: 2 });
    expect(best?.description).toMatch(
      /^The backup of \d{4}-\d\d-\d\d with the 1 change made since: 2 tags\.$/u,
    );
    expect(await again.recovery.recover(id, best?.key ?? '')).toMatchObject({ ok: true });
    expect(await tags(again, id)).toEqual(['Foreign', 'Russian']);
    await again.close();
  });

  it('restores the text of an article from a backup when its file was changed', async () => {
    const library = await open();
    const id = firstId(library);
    await library.safekeeping.dailyBackup();
    await library.close();
    const file = path.join(articleFolder(id), 'article.txt');
    const original = readFileSync(file);
    writeFileSync(file, `${original.toString('utf8')}!`);
    const again = await open();
    expect(await again.openArticle(id)).toMatchObject({
      ok: true,
      value: { text: original.toString('utf8') },
    });
    expect(again.notices()).toMatchObject([{ type: 'changed-outside', articleId: id }]);
    expect(readFileSync(file).equals(original)).toBe(true);
    await again.close();
  });

  it('does not open an article whose text differs and is nowhere else, and takes back only the right text', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    await library.close();
    const file = path.join(articleFolder(id), 'article.txt');
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    const again = await open();
    expect(await again.openArticle(id)).toMatchObject({ ok: false, error: { type: 'text-lost' } });
    expect(await again.recovery.supplyText(id, `${text} `)).toMatchObject({ ok: false });
    expect(await again.recovery.supplyText(id, text)).toEqual({ ok: true, value: null });
    expect(await tags(again, id)).toEqual(['Russian']);
    await again.close();
  });

  it('puts the text of an open article back', async () => {
    const library = await open();
    const id = firstId(library);
    await library.openArticle(id);
    const file = path.join(articleFolder(id), 'article.txt');
    const original = readFileSync(file);
    writeFileSync(file, 'something else');
    await library.safekeeping.checkOutside();
    expect(readFileSync(file).equals(original)).toBe(true);
    expect(noticeTypes(library)).toEqual(['changed-outside']);
    await library.close();
  });

  it('goes on when the whole folder is renamed under it', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    renameSync(articleFolder(id), `${articleFolder(id)}-moved`);
    expect(await tag(library, id, 8, 15)).toMatchObject({ ok: true });
    await library.safekeeping.checkOutside();
    expect(noticeTypes(library)).toContain('changed-outside');
    const again = await reopen();
    expect(await tags(again, id)).toEqual(['Foreign', 'Russian']);
  });

  it.each([
    { what: 'a snapshot', name: 'doc.json' },
    { what: 'a text', name: 'article.txt' },
  ])(
    'opens an article read-only when $what is a symbolic link (bad input 81)',
    async ({ name }) => {
      const library = await open();
      const id = firstId(library);
      await library.close();
      const file = path.join(articleFolder(id), name);
      renameSync(file, path.join(dir, 'elsewhere'));
      symlinkSync(path.join(dir, 'elsewhere'), file);
      const again = await open();
      expect(await again.openArticle(id)).toMatchObject({
        ok: true,
        value: { readOnly: { type: 'not-a-regular-file' } },
      });
      expect(await tag(again, id, 0, 7)).toMatchObject({ ok: false, error: { type: 'read-only' } });
      expect(noticeTypes(again)).toEqual(['not-a-regular-file']);
      await again.close();
    },
  );

  it('restores what all articles share from a daily backup', async () => {
    const library = await open();
    const { self } = library.document;
    await library.safekeeping.dailyBackup();
    await library.close();
    rmSync(path.join(dir, 'library'), { recursive: true });
    const again = await open();
    expect(again.document.self).toBe(self);
    expect(again.notices()).toMatchObject([{ type: 'restored-backup', articleId: null }]);
    expect(again.summaries()).toHaveLength(5);
    await again.close();
  });

  it('reads every article again when the index does not belong to what is there', async () => {
    const library = await open();
    await tag(library, firstId(library), 0, 7);
    await library.close();
    writeFileSync(path.join(dir, 'index.json'), '{"articles":[]}');
    const again = await open();
    expect(again.summaries()).toHaveLength(5);
    expect(again.historyState().undo).toMatchObject({ label: 'tag quote' });
    await again.close();
  });

  it('uses the fuller one of two folders of one article and puts the other aside', async () => {
    const library = await open();
    const id = firstId(library);
    cpSync(articleFolder(id), articleFolder(id, 'trash'), { recursive: true });
    await tag(library, id, 0, 7);
    await library.close();
    const again = await open();
    expect(noticeTypes(again)).toEqual(['changed-outside']);
    expect(await tags(again, id)).toEqual(['Russian']);
    expect(existsSync(articleFolder(id, 'trash'))).toBe(false);
    expect(readdirSync(path.join(dir, 'trash', 'quarantine'))).toHaveLength(1);
    await again.arrange(request(), { kind: 'trash-articles', articles: [id] });
    await again.undo(request());
    expect(await tags(again, id)).toEqual(['Russian']);
    await again.close();
  });

  it('takes in an article folder that was copied in from another library', async () => {
    const library = await open();
    await library.addArticles(request(), [newArticle('only here')]);
    await library.close();
    const other = path.join(folder.dir, 'other');
    const second = await openLibrary(other, { disk });
    await second.close();
    const id = library.summaries().find(({ details }) => details.title === 'only here')?.id ?? '';
    cpSync(articleFolder(id), path.join(other, 'articles', folderName(id)), { recursive: true });
    const again = await openLibrary(other, { disk });
    expect(again.summaries().map((summary) => summary.id)).toContain(id);
    await again.close();
  });
});

describe('a disk that is full or cannot be written', () => {
  it('says not saved until there is room, and only then saved', async () => {
    let full = false;
    const failing = createFaultyDisk(disk, ({ name, file }) =>
      full && name === 'write' && file.includes('journal') ? { code: 'ENOSPC' } : 'ok',
    );
    const library = await open({ disk: failing, limits: { ...STORE_LIMITS, retry: 60_000 } });
    const id = firstId(library);
    full = true;
    const answer = tag(library, id, 0, 7);
    await expect
      .poll(() => library.status)
      .toMatchObject({ type: 'not-saved', reason: 'disk-full', pending: 1 });
    const unsaved = await library.readArticle(id);
    expect(unsaved.ok && unsaved.value.document.annotations.size).toBe(1);
    full = false;
    await library.safekeeping.retry();
    expect(await answer).toMatchObject({ ok: true });
    expect(library.status.type).toBe('saved');
    await library.close();
  });

  it('says on closing that something could not be saved', async () => {
    const failing = createFaultyDisk(disk, ({ name, file }) =>
      name === 'write' && file.includes('journal') ? { code: 'EIO' } : 'ok',
    );
    const library = await open({ disk: failing, limits: { ...STORE_LIMITS, retry: 60_000 } });
    const answer = tag(library, firstId(library), 0, 7);
    await expect.poll(() => library.status.type).toBe('not-saved');
    expect(await library.close()).toMatchObject({
      ok: false,
      error: { type: 'not-saved', reason: 'io-error' },
    });
    expect((await answer).ok).toBe(false);
  });

  it('opens read-only where nothing can be written (bad input 99)', async () => {
    const library = await open();
    await tag(library, firstId(library), 0, 7);
    await library.close();
    const readOnly = createFaultyDisk(disk, () => ({ code: 'EROFS' }));
    const again = await open({ disk: readOnly });
    expect(again.status).toMatchObject({ type: 'read-only', reason: { type: 'no-permission' } });
    expect(await tags(again, firstId(again))).toEqual(['Russian']);
    expect(await tag(again, firstId(again), 8, 15)).toMatchObject({
      ok: false,
      error: { type: 'read-only' },
    });
    expect(await again.close()).toEqual({ ok: true, value: null });
  });

  it('warns when there is little room', async () => {
    const library = await open({ disk: { ...disk, freeBytes: () => Promise.resolve(1000) } });
    expect(library.notices()).toEqual([{ type: 'low-space', bytes: 1000 }]);
    await library.close();
  });
});

describe('two processes', () => {
  it('do not open one library at the same time (bad input 101)', async () => {
    const library = await open();
    expect(await Library.open(libraryOptions(dir, { disk }))).toMatchObject({
      ok: false,
      error: { type: 'locked-by-other', holder: { pid: process.pid } },
    });
    await library.close();
    await (await open()).close();
  });

  it('take over what a dead process left locked', async () => {
    mkdirSync(dir, { mode: 0o700 });
    const holder = { pid: 2 ** 22 + 1, host: 'elsewhere', started: null, since: '', token: 'x' };
    writeFileSync(path.join(dir, 'library.lock'), JSON.stringify(holder));
    expect((await Library.open(libraryOptions(dir, { disk }))).ok).toBe(false);
    const os = await import('node:os');
    writeFileSync(
      path.join(dir, 'library.lock'),
      JSON.stringify({ ...holder, host: os.hostname() }),
    );
    await (await open()).close();
  });

  it('stop writing when the other one has taken the library over (bad input 101)', async () => {
    const library = await open();
    const thief = await reopen();
    await library.safekeeping.checkOutside();
    expect(library.status).toMatchObject({ type: 'read-only' });
    expect(await tag(library, firstId(library), 0, 7)).toMatchObject({
      ok: false,
      error: { type: 'read-only' },
    });
    await library.close();
    expect((await Library.open(libraryOptions(dir, { disk }))).ok).toBe(false);
    await thief.close();
  });
});

describe('an application older than the data', () => {
  it('shows an article of a newer schema and does not touch it (bad input 103)', async () => {
    const library = await open();
    const id = firstId(library);
    await tag(library, id, 0, 7);
    await library.close();
    const { ARTICLE_KIND } = await import('../document/files/kind.ts');
    const { DocumentStore } = await import('../document/document-store.ts');
    const newer = await DocumentStore.open({
      disk,
      folder: articleFolder(id),
      kind: { ...ARTICLE_KIND, schema: ARTICLE_SCHEMA + 1 },
      now: () => new Date(),
      nextOrder: () => 100,
      limits: STORE_LIMITS,
    });
    if (newer.ok) await newer.value.settle();
    const before = readFileSync(path.join(articleFolder(id), 'doc.json'), 'utf8');
    expect(before).toContain(`"schema":${ARTICLE_SCHEMA + 1}`);
    const again = await open();
    expect(await again.openArticle(id)).toMatchObject({
      ok: true,
      value: { readOnly: { type: 'newer-schema', schema: ARTICLE_SCHEMA + 1 } },
    });
    expect(await tag(again, id, 8, 15)).toMatchObject({ ok: false, error: { type: 'read-only' } });
    await again.close();
    expect(readFileSync(path.join(articleFolder(id), 'doc.json'), 'utf8')).toBe(before);
  });
});

describe.runIf(process.getuid?.() !== 0)('a folder without permission', () => {
  it('is opened read-only and without a pause of a second', async () => {
    const library = await open();
    await library.close();
    chmodSync(dir, 0o500);
    const again = await open();
    expect(again.status).toMatchObject({ type: 'read-only' });
    chmodSync(dir, 0o700);
  });
});
