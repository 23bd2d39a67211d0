import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { guessTitle } from '#core/article/proposals.ts';
import { sortedById } from '#core/collections/order.ts';
import type { ExportRequest } from '#core/contract/export.ts';
import type { ImportDecision } from '#core/contract/import.ts';
import type { EventDocument } from '#core/event/document.ts';
import type { EventEdit, PassageBody } from '#core/event/edit.ts';

import { applyEventEdit } from '../event/event-service.ts';
import { ExportService } from '../export/export-service.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';
import { describeApplied } from '../ipc/handlers/for-window.ts';
import type { Library } from '../store/library/library.ts';
import { articleIdOf } from '../store/library/articles/article-folder.ts';
import {
  newArticle,
  openLibrary,
  temporaryFolder,
  SPOOL,
} from '../store/testing/library-fixture.ts';
import { runParseJob } from './import-job.ts';
import { createImportService, type ImportService } from './import-service.ts';

interface Desk {
  readonly library: Library;
  readonly importer: ImportService;
  readonly exporter: ExportService;
}

const ONE = 'He said “a dead end” on Monday. Nobody asked him why.';
const OTHER = 'It is “a road to nowhere”, he said. Nobody asked.';
const EVENT = '33333333-3333-4333-8333-333333333333';
const HERE = '44444444-4444-4444-8444-444444444444';

let folder: ReturnType<typeof temporaryFolder>;
const open: Library[] = [];
let clock = Date.parse('2026-01-01T00:00:00.000Z');
const now = (): Date => new Date((clock += 1000));
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const library of open.splice(0)) await library.close();
  folder.remove();
});
const at = (name: string): string => path.join(folder.dir, name);

/** A library of its own; with an event id it has both articles in that event. */
async function desk(name: string, event: string | null = null): Promise<Desk> {
  const library = await openLibrary(at(name), { guessTitle });
  open.push(library);
  if (event !== null) {
    const items = [ONE, OTHER].map((text) => {
      const article = newArticle(text);
      return { ...article, details: { ...article.details, event } };
    });
    const done = await library.addArticles(randomUUID(), items, {
      steps: () => [{ op: 'put-event', event: { id: event, title: `The talks of ${name}` } }],
    });
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
  return {
    library,
    importer: createImportService({
      library,
      parse: runParseJob,
      describeApplied: (done) => describeApplied(library, done),
      now,
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
  };
}

const passage = (text: string, words: string): PassageBody => ({
  article: articleIdOf(text),
  fragments: [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }],
  tag: null,
});
const [END, ROAD] = [passage(ONE, '“a dead end”'), passage(OTHER, '“a road to nowhere”')];
const [ASKED, ASKED_TOO] = [passage(ONE, 'Nobody asked'), passage(OTHER, 'Nobody asked')];
const link = (...passages: PassageBody[]): EventEdit => ({
  ...{ type: 'link', kind: 'utterance', passages, family: null },
});

async function edit({ library }: Desk, eventId: string, ...edits: EventEdit[]): Promise<void> {
  for (const each of edits) {
    const request = { eventId, requestId: randomUUID(), edit: each };
    const done = await applyEventEdit({ library, now, newId: randomUUID }, request);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
}

async function said({ library }: Desk, eventId: string): Promise<EventDocument> {
  const read = await library.events.read(eventId);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.document;
}

const EVERYTHING: ExportRequest = {
  scope: { type: 'all' },
  whose: { type: 'mine' },
  includeText: true,
  hideNames: false,
  includeDecisions: true,
  includeComments: true,
  format: 'native',
  spreadsheet: false,
};

async function save(from: Desk, name: string, more: Partial<ExportRequest> = {}): Promise<string> {
  const saved = await from.exporter.save({ ...EVERYTHING, ...more }, at(name));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return at(name);
}

async function take(to: Desk, file: string, decision: Partial<ImportDecision> = {}) {
  const previewed = await to.importer.previewPaths([file]);
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.error));
  const [item] = previewed.value.items;
  if (item?.type !== 'annotations') throw new Error(JSON.stringify(item));
  const done = await to.importer.commit(previewed.value.token, randomUUID(), [
    { key: item.key, action: 'import', ...decision },
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return item;
}

async function undo({ library }: Desk): Promise<void> {
  const done = await library.undo(randomUUID());
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

describe('A colleague’s families', () => {
  it('come into an empty library with their articles and event, as one step', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD), link(ASKED, ASKED_TOO));
    const families = sortedById((await said(anna, EVENT)).families);
    const boris = await desk('boris');
    const item = await take(boris, await save(anna, 'a.json'));
    expect(item.families).toEqual({ read: 2, new: 2, duplicate: 0, refused: 0 });
    expect(item.passagesWithoutPlace).toBe(0);
    expect(boris.library.document.events.get(EVENT)?.title).toBe('The talks of anna');
    const [set, ...others] = (await said(boris, EVENT)).linkSets;
    expect(others).toEqual([]);
    expect(set).toMatchObject({ id: anna.library.document.self, families });
    expect(boris.library.document.annotators.has(anna.library.document.self)).toBe(true);
    await undo(boris);
    expect(boris.library.document.events.has(EVENT)).toBe(false);
    const ids = boris.library.summaries().map(({ id }) => id);
    expect(ids).not.toContain(articleIdOf(ONE));
    const redone = await boris.library.redo(randomUUID());
    expect(redone.ok).toBe(true);
    expect([...(await said(boris, EVENT)).linkSets]).toEqual([set]);
  });

  it('come into the event that their articles report here, and change nothing twice', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD));
    const boris = await desk('boris', HERE);
    await edit(boris, HERE, link(ASKED, ASKED_TOO));
    const file = await save(anna, 'a.json');
    await take(boris, file);
    const document = await said(boris, HERE);
    expect([...document.linkSets].map(({ families }) => families.length)).toEqual([1]);
    expect(document.families.size).toBe(1);
    expect(boris.library.document.events.has(EVENT)).toBe(false);
    const again = await take(boris, file);
    expect(again.families).toMatchObject({ new: 0, duplicate: 1 });
    await undo(boris);
    expect((await said(boris, HERE)).linkSets.size).toBe(0);
    expect((await said(boris, HERE)).families.size).toBe(1);
  });

  it('are kept where an article is missing here, and are said to have no place', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD));
    const file = await save(anna, 'a.json', { includeText: false });
    const boris = await desk('boris', HERE);
    const gone = await boris.library.changeLibrary(randomUUID(), () => ({
      ok: true,
      value: {
        label: 'delete',
        steps: [
          { op: 'put-trashed', trashed: { id: articleIdOf(OTHER), at: now().toISOString() } },
        ],
      },
    }));
    expect(gone.ok).toBe(true);
    const item = await take(boris, file);
    expect(item.families.new).toBe(1);
    const [set] = (await said(boris, HERE)).linkSets;
    expect(set?.families[0]?.renderings).toHaveLength(2);
  });

  it('are not exported in half: with one article of two none of them is', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD), link(passage(ONE, 'Monday')));
    const scope = { type: 'article', articleId: articleIdOf(ONE) } as const;
    const file = await save(anna, 'a.json', { scope });
    const { families } = JSON.parse(readFileSync(file, 'utf8')) as { families: unknown[] };
    expect(families).toHaveLength(1);
  });
});

describe('One’s own families', () => {
  it('come back into an empty library of the same person', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD));
    const own = [...(await said(anna, EVENT)).families];
    const file = await save(anna, 'a.json');
    await edit(anna, EVENT, {
      type: 'unlink',
      renderings: own[0]?.renderings.map(({ id }) => id) ?? [],
    });
    expect((await said(anna, EVENT)).families.size).toBe(0);
    await take(anna, file);
    expect([...(await said(anna, EVENT)).families]).toEqual(own);
  });
});

describe('Decisions on families', () => {
  it('go back to their author, and what the author says against them comes back', async () => {
    const anna = await desk('anna', EVENT);
    await edit(anna, EVENT, link(END, ROAD));
    const boris = await desk('boris', HERE);
    await take(boris, await save(anna, 'a.json'));
    const self = anna.library.document.self;
    const [set] = (await said(boris, HERE)).linkSets;
    const about = [{ annotator: self, id: set?.families[0]?.id ?? '' }];
    const decide = (verdict: 'accept' | 'reject'): EventEdit => ({
      type: 'decide-links',
      bodies: [{ about, verdict, result: null, reason: 'two matters', note: '' }],
    });
    await edit(boris, HERE, decide('reject'));
    const back = await save(boris, 'back.json', { whose: { type: 'return', annotator: self } });
    const item = await take(anna, back);
    expect(item.linkDecisions).toMatchObject({ read: 1, new: 1 });
    expect(item.families).toMatchObject({ read: 1, duplicate: 1 });
    expect([...(await said(anna, EVENT)).linkDecisions]).toMatchObject([
      { verdict: 'reject', reason: 'two matters', reviewer: boris.library.document.self },
    ]);
    const adjudicated = await save(boris, 'outcome.json', {
      whose: { type: 'adjudicated', unresolved: false },
    });
    expect(JSON.parse(readFileSync(adjudicated, 'utf8'))).not.toHaveProperty('families');
  });
});

describe('Names with several spellings', () => {
  it('come in where the analyst says so', async () => {
    const anna = await desk('anna', EVENT);
    const alias = {
      ...{ id: HERE, name: 'Monday', kind: 'person' as const, spellings: ['Nobody'] },
      ...{ creator: anna.library.document.self, modified: now().toISOString() },
    };
    const unnamed = { ...alias, id: EVENT, name: 'Tuesday', spellings: [] };
    const done = await anna.library.changeLibrary(randomUUID(), () => ({
      ok: true,
      value: {
        label: 'name',
        steps: [alias, unnamed].map((each) => ({ op: 'put-alias' as const, alias: each })),
      },
    }));
    expect(done.ok).toBe(true);
    const scope = { type: 'event', event: EVENT } as const;
    const file = await save(anna, 'a.json', { scope });
    const boris = await desk('boris');
    const item = await take(boris, file);
    expect(item.aliases).toBe(1);
    expect(boris.library.document.aliases.size).toBe(0);
    await take(boris, file, { addAliases: true });
    expect([...boris.library.document.aliases]).toEqual([alias]);
    expect((await take(boris, file)).aliases).toBe(0);
  });
});
