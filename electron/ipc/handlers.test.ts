import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

import { plainBody } from '#core/tags/tag.ts';
import type { Tag } from '#core/tags/tag.ts';
import type { PayloadOf } from '#core/contract/contract.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { SettingsPatch } from '#core/contract/settings.ts';
import type { OpenedArticle } from '#core/contract/articles.ts';
import { unpackLibrary, type Applied, type LibraryEdit } from '#core/contract/library.ts';

import { createAnnouncer } from './handlers/for-window.ts';
import { runAgreementJob, writeAgreement } from '../agreement/agreement-job.ts';
import { runCompareJob } from '../compare/compare-job.ts';
import { createEventReportService } from '../compare/event-report-service.ts';
import { runEventReportJob } from '../compare/event-report-job.ts';
import { createCompareService } from '../compare/compare-service.ts';
import { createAgreementService } from '../agreement/agreement-service.ts';
import { locateText } from '../import/locate-text.ts';
import { runParseJob } from '../import/import-job.ts';
import { ExportService } from '../export/export-service.ts';
import { createArticleSources } from '../import/article-changes.ts';
import { createImportService } from '../import/import-service.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';
import { WatchedChanges } from '../jobs/watched-changes.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import type { ExchangeServices } from './handlers/exchange.ts';
import type { Library } from '../store/library/library.ts';
import { openLog } from '../shell/log.ts';
import { SettingsStore } from '../store/library/settings.ts';
import {
  codebook,
  openLibrary,
  seeds,
  temporaryFolder,
  SPOOL,
} from '../store/testing/library-fixture.ts';

/** What happened around the handlers. */
interface Happened {
  readonly menu: number[];
  readonly changed: PayloadOf<'article:changed'>[];
  readonly changedEvents: string[];
  readonly shownInFolder: string[];
  readonly actions: string[];
  readonly themes: string[];
  readonly settings: SettingsPatch[];
  /** File names that a dialog proposed. */
  readonly proposed: string[];
  clipboard: string;
  chosen: string[];
  exportPath: string | null;
}

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let happened: Happened;
let handlers: Handlers;
let isBack = false;

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
  happened = {
    ...{
      menu: [],
      changed: [],
      changedEvents: [],
      shownInFolder: [],
      actions: [],
      themes: [],
      settings: [],
      proposed: [],
    },
    ...{ clipboard: '', chosen: [], exportPath: null },
  };
  const announce = createAnnouncer({
    library,
    articleChanged: (articleId) => happened.changed.push({ articleId }),
    eventChanged: (eventId) => happened.changedEvents.push(eventId),
    historyChanged: () => happened.menu.push(1),
  });
  const now = (): Date => new Date();
  const exchange: ExchangeServices = {
    articleSources: createArticleSources({ library, parse: runParseJob }),
    importer: createImportService({
      library,
      parse: runParseJob,
      describeApplied: announce,
      now: () => new Date(),
      newId: randomUUID,
      spoolDir: SPOOL,
    }),
    exporter: new ExportService({
      library,
      previewFormat: (job) => Promise.resolve(previewFormat(job)),
      write: (job) => writeFormat(job),
      generator: 'test',
      now,
    }),
    agreement: createAgreementService({
      library,
      compute: (job) => Promise.resolve(runAgreementJob(job)),
      write: writeAgreement,
      generator: 'test',
      now,
    }),
    eventReport: createEventReportService({
      library,
      agreement: () => Promise.resolve(ok(null)),
      compute: (job) => Promise.resolve(runEventReportJob(job)),
      print: (html) => Promise.resolve(Buffer.from(html)),
      onProgress: () => undefined,
      generator: 'test',
      now,
    }),
    compare: createCompareService({
      library,
      compute: (job) => Promise.resolve(runCompareJob(job)),
      onProgress: () => undefined,
    }),
    locateText: (articleId, file) => locateText(runParseJob, codebook, articleId, file),
  };
  handlers = createHandlers({
    library,
    watched: new WatchedChanges(() => undefined),
    exchange: () => Promise.resolve(exchange),
    settings: await SettingsStore.open({ dir: folder.dir }),
    samples: { codebook, articles: seeds, review: path.resolve('seeds/analyst-b.json') },
    window: {
      run: (action) => happened.actions.push(action),
      applyTheme: (theme) => happened.themes.push(theme),
    },
    desktop: {
      chooseFiles: () => Promise.resolve(happened.chosen),
      chooseTextFile: () => Promise.resolve(happened.chosen[0] ?? null),
      chooseExportPath: () => Promise.resolve(happened.exportPath),
      chooseReportPath: (_about, { fileName }) => {
        happened.proposed.push(fileName);
        return Promise.resolve(happened.exportPath);
      },
      chooseCodebookFile: () => Promise.resolve(happened.chosen[0] ?? null),
      chooseCodebookPath: ({ fileName }) => {
        happened.proposed.push(fileName);
        return Promise.resolve(happened.exportPath);
      },
      readClipboard: () => Promise.resolve({ text: happened.clipboard, html: '' }),
      writeClipboard: (text) => Promise.resolve(void (happened.clipboard = text)),
      showInFolder: (path) => happened.shownInFolder.push(path),
    },
    platform: 'linux',
    version: '1.2.3',
    screenReader: () => false,
    now,
    newId: randomUUID,
    windowListens: () => undefined,
    takeBack: () => isBack,
    pageFailed: () => happened.actions.push('page failed'),
    log: openLog(path.join(folder.dir, 'logs'), now),
    announce,
    settingsChanged: (patch) => happened.settings.push(patch),
  });
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

async function valueOf<T>(answer: Result<T, unknown> | Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const idAt = (index: number): string => library.summaries()[index]?.id ?? '';
const tagsOf = ({ tags }: OpenedArticle): readonly Tag[] => fromJsonText(tags);
const open = (articleId: string): Promise<OpenedArticle> =>
  valueOf(handlers['articles:open']({ articleId }));
const tagFirst = (articleId: string, end = 15): Promise<Applied> =>
  valueOf(
    handlers['annotations:apply-change']({
      articleId,
      requestId: randomUUID(),
      edit: { kind: 'create-tag', body: plainBody([{ start: 0, end }], 'quote') },
    }),
  );
const changeLibrary = (
  edit: Parameters<Handlers['library:apply-change']>[0]['edit'],
): ReturnType<Handlers['library:apply-change']> =>
  handlers['library:apply-change']({ requestId: randomUUID(), edit });

/** The list of articles that is sent along with a change. */
function listOf({ library }: Applied) {
  return library && unpackLibrary(library).articles;
}

describe('app:bootstrap', () => {
  it('says everything that the window is drawn from', async () => {
    const state = await valueOf(handlers['app:bootstrap'](undefined));
    expect(state).toMatchObject({
      version: '1.2.3',
      openArticle: idAt(4),
      history: { undo: null, redo: null },
      status: { type: 'saved', at: null },
      library: { self: { name: 'tester', confirmed: false }, codebook: { id: codebook.id } },
    });
    expect(unpackLibrary(state.library).articles).toHaveLength(5);
  });

  it('says that the page was brought back, where its process died', async () => {
    isBack = true;
    const { isBack: said, notices } = await valueOf(handlers['app:bootstrap'](undefined));
    isBack = false;
    expect(said).toBe(true);
    expect(notices[0]).toEqual({ type: 'process-ended', process: 'window' });
  });

  it('names the article of last time as the one to open', async () => {
    await handlers['settings:update']({ lastArticle: idAt(3) });
    expect((await valueOf(handlers['app:bootstrap'](undefined))).openArticle).toBe(idAt(3));
  });

  it('names the first article when the last one is in the trash', async () => {
    await handlers['settings:update']({ lastArticle: idAt(3) });
    await changeLibrary({ kind: 'trash-articles', articles: [idAt(3)] });
    expect((await valueOf(handlers['app:bootstrap'](undefined))).openArticle).toBe(idAt(0));
  });
});

describe('tagging', () => {
  it('answers with positions only, and tells the menu', async () => {
    const applied = await tagFirst(idAt(0));
    expect(applied).toMatchObject({ kind: 'do', articleId: idAt(0), label: 'tag quote' });
    expect(applied.history.undo).toEqual({ label: 'tag quote', articleId: idAt(0) });
    expect(applied).not.toHaveProperty('library');
    const [step] = applied.steps;
    expect(step?.op === 'put-tag' && step.tag.fragments).toEqual([{ start: 0, end: 15 }]);
    expect(happened.menu).toHaveLength(1);
    expect(tagsOf(await open(idAt(0)))).toHaveLength(1);
  });

  it('answers a refused change with its reason and changes nothing', async () => {
    await tagFirst(idAt(0));
    const again = handlers['annotations:apply-change']({
      articleId: idAt(0),
      requestId: randomUUID(),
      edit: { kind: 'create-tag', body: plainBody([{ start: 0, end: 15 }], 'quote') },
    });
    expect(await again).toMatchObject({ ok: false, error: { type: 'duplicate' } });
    expect(happened.menu).toHaveLength(1);
  });

  it('undoes and repeats across articles, and says where', async () => {
    await tagFirst(idAt(0));
    await tagFirst(idAt(1));
    const undone = await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(undone).toMatchObject({
      kind: 'undo',
      articleId: idAt(1),
      steps: [{ op: 'remove-tag' }],
    });
    const redone = await valueOf(handlers['history:redo']({ requestId: randomUUID() }));
    expect(redone).toMatchObject({ kind: 'redo', articleId: idAt(1), steps: [{ op: 'put-tag' }] });
    expect(await handlers['history:redo']({ requestId: randomUUID() })).toEqual(
      err({ type: 'nothing-to-redo' }),
    );
  });

  it('sends the list along when it shows something of the change', async () => {
    const applied = await valueOf(
      handlers['annotations:apply-change']({
        articleId: idAt(0),
        requestId: randomUUID(),
        edit: { kind: 'edit-details', details: { done: true } },
      }),
    );
    expect(listOf(applied)?.[0]?.details.done).toBe(true);
    const undone = await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(listOf(undone)?.[0]?.details.done).toBe(false);
  });
});

describe('library:apply-change', () => {
  it('signs tags with a name', async () => {
    const applied = await valueOf(changeLibrary({ kind: 'name-self', name: 'Ann' }));
    expect(applied.library?.self).toMatchObject({ name: 'Ann', confirmed: true });
  });

  it('puts articles into a new event in one step, and has them read again', async () => {
    const articles = [idAt(0), idAt(1)];
    const applied = await valueOf(
      changeLibrary({ kind: 'create-event', title: 'Talks', articles }),
    );
    const event = applied.library?.events.find(({ title }) => title === 'Talks')?.id;
    expect(event).toBeDefined();
    expect(library.summaries().filter(({ details }) => details.event === event)).toHaveLength(2);
    expect(happened.changed.map(({ articleId }) => articleId).sort()).toEqual([...articles].sort());
    const undone = await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(undone.library?.events.some(({ title }) => title === 'Talks')).toBe(false);
    expect(undone.touched).toEqual(articles);
    expect(library.summaries().some(({ details }) => details.event === event)).toBe(false);
  });

  it('deletes, lists and restores an article', async () => {
    const id = idAt(2);
    const deleted = await valueOf(changeLibrary({ kind: 'trash-articles', articles: [id] }));
    expect(deleted.library?.trashed.map((each) => each.id)).toEqual([id]);
    expect(listOf(deleted)).toHaveLength(4);
    expect(await handlers['articles:open']({ articleId: id })).toMatchObject({ ok: false });
    const restored = await valueOf(changeLibrary({ kind: 'restore-article', id }));
    expect(listOf(restored)).toHaveLength(5);
  });

  it('says which article taking back a deletion brings back, and none for repeating it', async () => {
    const id = idAt(2);
    await changeLibrary({ kind: 'trash-articles', articles: [id] });
    const undone = await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(undone).toMatchObject({ articleId: null, touched: [id] });
    const redone = await valueOf(handlers['history:redo']({ requestId: randomUUID() }));
    expect(redone).toMatchObject({ articleId: null, touched: [] });
  });

  it('adds the samples that are missing, with their tags, and no others', async () => {
    const id = idAt(2);
    await tagFirst(id);
    expect(await changeLibrary({ kind: 'add-sample' })).toEqual(err({ type: 'nothing-changed' }));
    await changeLibrary({ kind: 'trash-articles', articles: [id] });
    const applied = await valueOf(changeLibrary({ kind: 'add-sample' }));
    expect(listOf(applied)).toHaveLength(5);
    expect(tagsOf(await open(id))).toHaveLength(1);
  });
});

describe('the desktop', () => {
  it('imports a file that was chosen, and nothing when the dialog was cancelled', async () => {
    expect(await handlers['import:choose']({ what: 'files' })).toEqual(err({ type: 'cancelled' }));
    const file = path.join(folder.dir, 'new.txt');
    writeFileSync(file, 'A new article.\n\nIt has two paragraphs.\n');
    happened.chosen = [file];
    const { token, items } = await valueOf(handlers['import:choose']({ what: 'folder' }));
    expect(items).toMatchObject([{ type: 'article', name: 'new.txt', duplicateOf: null }]);
    const outcome = await valueOf(
      handlers['import:commit']({
        token,
        requestId: randomUUID(),
        decisions: items.map(({ key }) => ({ key, action: 'import' })),
      }),
    );
    expect(outcome.imported).toHaveLength(1);
    expect(outcome.applied && listOf(outcome.applied)).toHaveLength(6);
    expect(happened.menu).toHaveLength(1);
  });

  test.each(['', ' \n\u2003'])('finds nothing to paste in %j', async (text) => {
    happened.clipboard = text;
    expect(await handlers['import:preview-clipboard'](undefined)).toEqual(
      err({ type: 'nothing-to-paste' }),
    );
  });

  it('previews what is on the clipboard, and forgets a preview that is cancelled', async () => {
    happened.clipboard = 'A text.';
    const { token, items } = await valueOf(handlers['import:preview-clipboard'](undefined));
    expect(items).toMatchObject([{ type: 'article', firstLines: 'A text.' }]);
    await handlers['import:cancel']({ token });
    const commit = handlers['import:commit']({ token, requestId: randomUUID(), decisions: [] });
    expect(await commit).toEqual(err({ type: 'no-such-preview' }));
  });

  it('shows the last export in its folder, and nothing else', async () => {
    const request = {
      scope: { type: 'all' as const },
      whose: { type: 'mine' as const },
      ...{ includeText: true, hideNames: false, includeDecisions: true, includeComments: true },
      ...{ format: 'native', spreadsheet: false },
    };
    await handlers['shell:show-export'](undefined);
    expect(await handlers['export:save'](request)).toEqual(err({ type: 'cancelled' }));
    await handlers['shell:show-export'](undefined);
    expect(happened.shownInFolder).toEqual([]);
    const file = path.join(folder.dir, 'all.json');
    happened.exportPath = file;
    expect(await valueOf(handlers['export:save'](request))).toMatchObject({
      path: file,
      articles: 5,
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('articles');
    await handlers['shell:show-export'](undefined);
    expect(happened.shownInFolder).toEqual([file]);
  });

  it('keeps settings, and follows a theme at once', async () => {
    const settings = await valueOf(handlers['settings:update']({ theme: 'dark', fontSize: 20 }));
    expect(settings).toMatchObject({ theme: 'dark', fontSize: 20 });
    await handlers['settings:update']({ fontSize: 21 });
    expect(happened.themes).toEqual(['dark']);
    expect(happened.settings).toEqual([{ theme: 'dark', fontSize: 20 }, { fontSize: 21 }]);
  });

  it('copies text and runs what the window asks of itself', async () => {
    await handlers['clipboard:write']({ text: 'x' });
    await handlers['window:run']({ action: 'zoom-in' });
    expect(happened.clipboard).toBe('x');
    expect(happened.actions).toEqual(['zoom-in']);
  });
});

describe('an article whose text is lost', () => {
  it('opens again with its tags once its file is located, and takes no other one', async () => {
    const id = idAt(1);
    await tagFirst(id);
    await library.closeArticle(id);
    rmSync(path.join(folder.dir, 'articles', id.slice(0, 32), 'article.txt'));
    const lost = { ok: false, error: { type: 'text-lost' } };
    expect(await handlers['articles:open']({ articleId: id })).toMatchObject(lost);
    const locate = (): ReturnType<Handlers['articles:locate-text']> =>
      handlers['articles:locate-text']({ articleId: id });
    expect(await locate()).toEqual(err({ type: 'cancelled' }));
    const files = seeds.map(({ name, bytes }) => {
      const file = path.join(folder.dir, name);
      writeFileSync(file, bytes);
      return file;
    });
    happened.chosen = files.slice(2);
    expect(await locate()).toEqual(err({ type: 'other-text', name: seeds[2]?.name }));
    expect(await handlers['articles:open']({ articleId: id })).toMatchObject(lost);
    happened.chosen = files.slice(1);
    expect(tagsOf(await valueOf(locate()))).toHaveLength(1);
    await tagFirst(id, 25);
    expect(tagsOf(await open(id))).toHaveLength(2);
  });
});

describe('searching', () => {
  it('finds words in all articles but those in the trash', async () => {
    const query = {
      query: 'road to nowhere',
      caseSensitive: false,
      wholeWord: true,
      ignoreQuotesAndAccents: true,
    };
    const hits = await valueOf(handlers['articles:search'](query));
    expect(hits.map(({ articleId, total }) => [articleId, total])).toEqual([
      [idAt(1), 2],
      [idAt(2), 1],
      [idAt(3), 3],
      [idAt(4), 3],
    ]);
    await changeLibrary({ kind: 'trash-articles', articles: [idAt(4)] });
    expect(await valueOf(handlers['articles:search'](query))).toHaveLength(3);
  });
});

describe('what is said of an event', () => {
  const eventId = (title?: string): string =>
    [...library.document.events].find((event) => title === undefined || event.title === title)
      ?.id ?? '';
  const openEvent = async (id = eventId()) =>
    fromJsonText((await valueOf(handlers['event:open']({ eventId: id }))).event);
  const passage = (index: number, start = 0) => ({
    ...{ article: idAt(index), fragments: [{ start, end: start + 12 }], tag: null },
  });
  const link = (id: string, ...passages: ReturnType<typeof passage>[]) =>
    handlers['event:change']({
      eventId: id,
      requestId: randomUUID(),
      edit: { type: 'link', kind: 'utterance', passages, family: null },
    });

  it('is changed, and the answer says which event and how', async () => {
    const applied = await valueOf(link(eventId(), passage(0), passage(1)));
    expect(applied).toMatchObject({
      ...{ kind: 'do', articleId: null, touched: [], steps: [], label: 'link 2 passages' },
      event: { eventId: eventId(), steps: [{ op: 'put-family' }] },
      history: { undo: { label: 'link 2 passages', articleId: null, eventId: eventId() } },
    });
    expect(applied.library).toBeUndefined();
    const [family] = (await openEvent()).families;
    expect(family?.renderings.map(({ article }) => article)).toEqual([idAt(0), idAt(1)]);
    expect(happened.changedEvents).toEqual([]);
  });

  it('is taken back and repeated like every change', async () => {
    await valueOf(link(eventId(), passage(0), passage(1)));
    const undone = await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(undone).toMatchObject({
      ...{ kind: 'undo', articleId: null, touched: [] },
      event: { eventId: eventId(), steps: [{ op: 'remove-family' }] },
    });
    expect((await openEvent()).families).toEqual([]);
    const redone = await valueOf(handlers['history:redo']({ requestId: randomUUID() }));
    expect(redone.event?.steps).toMatchObject([{ op: 'put-family' }]);
  });

  it('is read again where events were merged, and where that is taken back', async () => {
    const change = (edit: LibraryEdit) =>
      valueOf(handlers['library:apply-change']({ requestId: randomUUID(), edit }));
    await change({ kind: 'create-event', title: 'B', articles: [] });
    const [from, into] = [eventId('B'), eventId('Lavrov – security guarantees')];
    await valueOf(link(from, passage(0), passage(1)));
    const merged = await change({ kind: 'merge-events', id: from, into });
    expect(merged.event).toBeUndefined();
    expect(merged.library?.events).toHaveLength(1);
    expect(happened.changedEvents).toEqual([from, into]);
    expect((await openEvent(into)).families).toHaveLength(1);
    await valueOf(handlers['history:undo']({ requestId: randomUUID() }));
    expect(happened.changedEvents).toEqual([from, into, from, into]);
    expect((await openEvent(from)).families).toHaveLength(1);
  });

  it.each([
    ['an article that is not there', { article: 'f'.repeat(64) }, 'no-such-article'],
    ['words beyond the text', { fragments: [{ start: 0, end: 1_000_000 }] }, 'beyond-text'],
  ])('is not changed for %s', async (_, where, type) => {
    expect(await link(eventId(), { ...passage(0), ...where })).toMatchObject({
      ok: false,
      error: { type },
    });
  });

  it('is nothing where there is no such event', async () => {
    const id = randomUUID();
    const error = { type: 'no-such-event', id };
    expect(await handlers['event:open']({ eventId: id })).toEqual({ ok: false, error });
    expect(await link(id, passage(0))).toEqual({ ok: false, error });
  });
});
