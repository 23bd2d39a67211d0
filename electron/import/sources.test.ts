import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ImportDecision, ImportItem, ImportPreview } from '#core/contract/import.ts';
import type { ExportRequest } from '#core/contract/export.ts';
import {
  areLarge,
  describeReceipts,
  showReceipt,
} from '#core/contract/for-window/receipts-for-window.ts';
import type { EventEdit } from '#core/event/edit.ts';
import { ok } from '#core/result.ts';
import type { Receipt } from '#core/sources/receipt.ts';
import { checkSource } from '#core/sources/verify/check-source.ts';

import { applyEventEdit } from '../event/event-service.ts';
import { ExportService } from '../export/export-service.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';
import { describeApplied } from '../ipc/handlers/for-window.ts';
import { NODE_TOOLS } from '../files/node-tools.ts';
import { sha256 } from '../store/disk/sums.ts';
import type { Library } from '../store/library/library.ts';
import { openLibrary, tag, temporaryFolder } from '../store/testing/library-fixture.ts';
import { createArticleSources } from './article-changes.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { runParseJob } from './import-job.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let importer: ImportService;
const at = (...parts: string[]): string => path.join(folder.dir, ...parts);

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(at('library'));
  importer = importerOf(library);
});

function importerOf(of: Library): ImportService {
  return createImportService({
    library: of,
    parse: runParseJob,
    describeApplied: (done) => describeApplied(of, done),
    now: () => new Date('2026-03-01T10:00:00Z'),
    newId: randomUUID,
    spoolDir: at('spool'),
  });
}

afterEach(async () => {
  await library.close();
  folder.remove();
});

type ArticleItem = Extract<ImportItem, { type: 'article' }>;

async function preview(...names: string[]): Promise<ImportPreview> {
  const found = await importer.previewPaths(names.map((name) => at(name)));
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

function articlesOf({ items }: Pick<ImportPreview, 'items'>): ArticleItem[] {
  return items.map((item) => {
    if (item.type !== 'article') throw new Error(JSON.stringify(item));
    return item;
  });
}

async function take(
  { token, items }: ImportPreview,
  decide: (item: ImportItem, index: number) => Partial<ImportDecision> = () => ({}),
) {
  const decisions = items.map((item, index) => {
    return { key: item.key, action: 'import' as const, ...decide(item, index) };
  });
  const done = await importer.commit(token, randomUUID(), decisions);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

async function receiptOf(articleId: string): Promise<Receipt> {
  const found = await library.readReceipts(articleId);
  const [receipt] = found.ok ? found.value : [];
  if (receipt?.type !== 'read') throw new Error(JSON.stringify(found));
  return JSON.parse(Buffer.from(receipt.bytes).toString()) as Receipt;
}

const FERRY =
  'The ferry to the northern islands will not run before Thursday, the harbour office said on Monday. ' +
  'Captain Anna Berg told reporters that the storm had damaged the pier and both of its cranes. ' +
  '“We cannot ask anybody to board here,” she said, and added that repairs had begun at once. ' +
  'Islanders have been told to expect the mail boat in the early afternoon of every second day.';
const BRIDGE =
  'The town council has voted for a second bridge over the river after eleven years of quarrel. ' +
  'Opponents called the plan a monument to one mayor and announced that they would go to court.';

function csv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
}

function writeTable(name: string, rows: readonly (readonly string[])[]): void {
  writeFileSync(at(name), csv([['title', 'text', 'url', 'date', 'outlet'], ...rows]));
}

const FERRY_ROW = ['Ferry', FERRY, 'https://harbour.example/ferry', '2026-02-28', 'Harbour News'];
const BRIDGE_ROW = ['Bridge', BRIDGE, 'https://town.example/bridge', '2026-02-27', 'Town Post'];

describe('a file of several articles', () => {
  it('gives an item for each, with where everything was read', async () => {
    writeTable('table.csv', [FERRY_ROW, BRIDGE_ROW, ['No text', '', '', '', '']]);
    const found = await preview('table.csv');
    const [ferry, bridge] = articlesOf(found);
    expect(ferry).toMatchObject({
      title: 'Ferry',
      duplicateOf: null,
      versionOf: null,
      reading: { source: found.sources[0]?.key, details: { outlet: { value: 'Harbour News' } } },
    });
    expect(bridge?.name).not.toBe(ferry?.name);
    expect(found.sources).toMatchObject([
      { name: 'table.csv', columns: { taken: { text: 'text' } } },
    ]);
    expect(found.sources[0]?.leftOut).toHaveLength(1);
    const blocks = await importer.blocks(found.token, ferry?.key ?? '');
    expect(blocks.ok && JSON.parse(String(blocks.value.blocks))).toContainEqual(
      expect.objectContaining({ part: 'article', text: FERRY }) as unknown,
    );
  });

  it('comes in with a receipt each and the file once, which show that the text follows from it', async () => {
    writeTable('table.csv', [FERRY_ROW, BRIDGE_ROW]);
    const outcome = await take(await preview('table.csv'));
    expect(outcome.failed).toEqual([]);
    expect(readdirSync(at('library', 'originals'))).toEqual([
      sha256(readFileSync(at('table.csv'))),
    ]);
    for (const { articleId } of outcome.imported) {
      const opened = await library.openArticle(articleId ?? '');
      if (!opened.ok) throw new Error('is not there');
      const { text, document, receipts } = opened.value;
      const [source] = document.sources;
      const original = await library.readOriginal(source?.bytesSha256 ?? '');
      const check = await checkSource(
        {
          text,
          receipt: receipts[0]?.type === 'read' ? receipts[0].bytes : null,
          sum: source?.receipt ?? null,
          original: original.type === 'read' ? original.bytes : null,
        },
        { ...NODE_TOOLS, sha256 },
      );
      expect(check).toEqual({ type: 'follows' });
    }
    const ferry = library.summaries().find(({ details }) => details.title === 'Ferry');
    expect(ferry?.details).toMatchObject({
      outlet: 'Harbour News',
      url: 'https://harbour.example/ferry',
      published: '2026-02-28',
    });
    // Nobody waits for what was read to be thrown away.
    await vi.waitFor(
      () => {
        expect(existsSync(at('spool')) ? readdirSync(at('spool')) : []).toEqual([]);
      },
      { timeout: 60_000 },
    );
  });

  it('has a receipt that is read in a process of its own where it is large', async () => {
    const jobs: string[] = [];
    const services = createArticleSources({
      library,
      parse: (job) => {
        jobs.push(job.type);
        return runParseJob(job);
      },
    });
    const many = Array.from({ length: 20_000 }, (_, n) => `Line ${n} of a long report.`).join('\n');
    writeTable('table.csv', [FERRY_ROW, ['Long', many, '', '', '']]);
    const outcome = await take(await preview('table.csv'));
    for (const { articleId } of outcome.imported) {
      const opened = await library.openArticle(articleId ?? '');
      if (!opened.ok) throw new Error('is not there');
      const { receipts, text } = opened.value;
      expect(await services.describe(receipts, text)).toEqual(describeReceipts(receipts, text));
      expect(areLarge(receipts)).toBe(text !== FERRY);
      const [receipt] = receipts;
      if (receipt?.type !== 'read') throw new Error('is not there');
      expect(await services.show(receipt.bytes)).toEqual(showReceipt(receipt.bytes));
    }
    expect(jobs).toEqual([
      'describe-receipts',
      'show-receipt',
      'describe-receipts',
      'show-receipt',
    ]);
  });

  it('is read in another way where its columns are others', async () => {
    writeFileSync(
      at('odd.csv'),
      csv([
        ['a', 'b'],
        ['Short one', FERRY],
        ['Short two', BRIDGE],
      ]),
    );
    const found = await preview('odd.csv');
    const key = found.sources[0]?.key ?? '';
    const again = await importer.reread(found.token, key, { columns: { text: 'b', title: 'a' } });
    expect(again).toMatchObject(ok({ items: [{ title: 'Short one' }, { title: 'Short two' }] }));
    if (!again.ok) throw new Error('is not read');
    const outcome = await take({ ...found, items: again.value.items });
    expect(outcome.imported).toHaveLength(2);
    expect((await receiptOf(outcome.imported[0]?.articleId ?? '')).options).toEqual({
      columns: { text: 'b', title: 'a' },
    });
  });

  it('gives what it is read as in another way under other names, in the place of what it was', async () => {
    writeFileSync(
      at('first.csv'),
      csv([
        ['a', 'b'],
        [BRIDGE, FERRY],
      ]),
    );
    writeTable('second.csv', [FERRY_ROW]);
    const found = await preview('first.csv', 'second.csv');
    const { token, sources } = found;
    const key = sources[0]?.key ?? '';
    const readAs = async (text: string): Promise<ArticleItem> => {
      const again = await importer.reread(token, key, { columns: { text } });
      if (!again.ok) throw new Error('is not read');
      const [item] = articlesOf(again.value);
      if (!item) throw new Error('is empty');
      return item;
    };
    const bridge = await readAs('a');
    const ferry = await readAs('b');
    expect(ferry.key).not.toBe(bridge.key);
    expect((await importer.blocks(token, bridge.key)).ok).toBe(false);
    const blocks = await importer.blocks(token, ferry.key);
    expect(blocks.ok && String(blocks.value.blocks)).toContain('northern islands');
    // It is still the first of both, which the other is the same as.
    expect(ferry.sameTextAs).toBeNull();
    const again = await importer.reread(token, sources[1]?.key ?? '', {});
    expect(again.ok && articlesOf(again.value)[0]?.sameTextAs).toBe(ferry.key);
  });

  it('leaves nothing behind when its preview is dropped', async () => {
    writeTable('table.csv', [FERRY_ROW]);
    const { token } = await preview('table.csv');
    expect(readdirSync(at('spool', token)).length).toBeGreaterThan(0);
    importer.cancel(token);
    await expect.poll(() => existsSync(at('spool', token))).toBe(false);
  });

  it('names what comes twice in one import and what is here already', async () => {
    writeTable('one.csv', [FERRY_ROW]);
    writeTable('two.csv', [FERRY_ROW, BRIDGE_ROW]);
    const found = await preview('one.csv', 'two.csv');
    const [first, second, third] = articlesOf(found);
    expect([first?.sameTextAs, second?.sameTextAs, third?.sameTextAs]).toEqual([
      null,
      first?.key,
      null,
    ]);
    await take(found);
    const again = articlesOf(await preview('two.csv'));
    expect(again.map(({ duplicateOf }) => duplicateOf?.title)).toEqual(['Ferry', 'Bridge']);
  });
});

describe('a known text', () => {
  it('gets the receipt of a new source as well, in one step', async () => {
    writeFileSync(at('ferry.txt'), FERRY);
    await take(await preview('ferry.txt'));
    const id = sha256(FERRY);
    expect(await library.readReceipts(id)).toEqual(ok([]));
    writeTable('table.csv', [FERRY_ROW]);
    await take(await preview('table.csv'));
    expect((await receiptOf(id)).original.name).toContain('table.csv');
    await library.undo(randomUUID());
    expect(await library.readReceipts(id)).toEqual(ok([]));
  });
});

describe('another version of an article', () => {
  const LATER = FERRY.replace('before Thursday', 'before Friday').replace(
    'both of its cranes',
    'one of its cranes',
  );

  async function takeEarlier(): Promise<string> {
    writeTable('table.csv', [FERRY_ROW]);
    const outcome = await take(await preview('table.csv'));
    const id = outcome.imported[0]?.articleId ?? '';
    for (const words of ['Captain Anna Berg told reporters', 'before Thursday']) {
      const start = FERRY.indexOf(words);
      await tag(library, id, start, start + words.length);
    }
    return id;
  }

  it('is known by its address, takes the tags along whose words stand, and proposes the others', async () => {
    const earlier = await takeEarlier();
    writeTable('later.csv', [
      ['Ferry', LATER, 'http://www.harbour.example/ferry/?utm_source=x#top', '', ''],
    ]);
    const found = await preview('later.csv');
    const [item] = articlesOf(found);
    expect(item?.versionOf).toMatchObject({ target: { id: earlier }, by: 'address', tags: 2 });
    expect(item?.versionOf?.shared).toBeGreaterThan(0.6);
    const outcome = await take(found, () => ({ asVersionOf: { id: earlier } }));
    const later = outcome.imported[0]?.articleId ?? '';
    expect(outcome.imported).toMatchObject([{ tags: 1 }]);
    const opened = await library.openArticle(later);
    if (!opened.ok) throw new Error('is not there');
    const { document, sets } = opened.value;
    expect(document.details.versionOf).toBe(earlier);
    const [own] = document.annotations;
    expect(own?.fragments.map(({ exact }) => exact)).toEqual(['Captain Anna Berg told reporters']);
    expect([...document.carried]).toMatchObject([{ id: own?.id, from: { article: earlier } }]);
    const unplaced = sets.flatMap(({ proposals, orphans }) => [
      ...proposals.map(({ annotation }) => annotation),
      ...orphans,
    ]);
    expect(unplaced.map(({ fragments }) => fragments[0]?.exact)).toEqual(['before Thursday']);
    const before = await library.openArticle(earlier);
    expect(before.ok && before.value.document.annotations.size).toBe(2);
    await library.undo(randomUUID());
    expect(library.summaries().some(({ id }) => id === later)).toBe(false);
    await library.redo(randomUUID());
    expect(library.summaries().some(({ id }) => id === later)).toBe(true);
  });

  it('takes a tag along beside which a word was changed, as its own words stand in the paragraph once', async () => {
    const earlier = await takeEarlier();
    const words = 'northern islands will not run';
    const start = FERRY.indexOf(words);
    await tag(library, earlier, start, start + words.length);
    writeTable('later.csv', [['Ferry', LATER, 'https://harbour.example/ferry', '', '']]);
    const outcome = await take(await preview('later.csv'), () => ({
      asVersionOf: { id: earlier },
    }));
    expect(outcome.imported).toMatchObject([{ tags: 2 }]);
    const opened = await library.openArticle(outcome.imported[0]?.articleId ?? '');
    if (!opened.ok) throw new Error('is not there');
    const { annotations, carried } = opened.value.document;
    const places = [...annotations].flatMap(({ fragments }) => fragments.slice(0, 1));
    expect(places.sort((a, b) => a.start - b.start)).toMatchObject([
      { start, exact: words, suffix: expect.stringContaining('Friday') as string },
      { exact: 'Captain Anna Berg told reporters' },
    ]);
    expect([...carried]).toHaveLength(2);
  });

  it('is in the families of its event, where the words of their passages stand, in the same step', async () => {
    const earlier = await takeEarlier();
    const arranged = await library.arrange(randomUUID(), {
      ...{ kind: 'create-event', title: 'Ferry', articles: [earlier] },
    });
    expect(arranged.ok).toBe(true);
    const event = library.summaries().find(({ id }) => id === earlier)?.details.event ?? '';
    const opened = await library.openArticle(earlier);
    const tags = opened.ok ? [...opened.value.document.annotations] : [];
    const captain = tags.find(({ fragments }) => fragments[0]?.exact.startsWith('Captain'));
    const told = captain?.fragments[0];
    if (!told) throw new Error('is not there');
    const passage = (words: string) => {
      const start = FERRY.indexOf(words);
      return { article: earlier, fragments: [{ start, end: start + words.length }], tag: null };
    };
    const tagged = {
      ...{ article: earlier, fragments: [{ start: told.start, end: told.end }] },
      tag: { annotator: captain.creator, id: captain.id },
    };
    const edits: EventEdit[] = [
      [tagged],
      [passage('northern islands')],
      [passage('before Thursday')],
    ].map((passages) => ({ ...{ type: 'link', kind: 'utterance', passages, family: null } }));
    for (const edit of edits) {
      const request = { eventId: event, requestId: randomUUID(), edit };
      const needs = { library, now: () => new Date('2026-03-01T10:00:00Z'), newId: randomUUID };
      expect((await applyEventEdit(needs, request)).ok).toBe(true);
    }
    const families = async (): Promise<readonly (readonly [string, string, string | null])[][]> => {
      const read = await library.events.read(event);
      const all = read.ok ? [...read.value.document.families] : [];
      return all
        .map(({ renderings }) =>
          renderings.map(
            ({ article, fragments, tag: own }) =>
              [
                article === earlier ? 'earlier' : 'later',
                fragments[0]?.exact ?? '',
                own?.id ?? null,
              ] as const,
          ),
        )
        .sort((a, b) => ((a[0]?.[1] ?? '') < (b[0]?.[1] ?? '') ? -1 : 1));
    };
    writeTable('later.csv', [['Ferry', LATER, 'https://harbour.example/ferry', '', '']]);
    const outcome = await take(await preview('later.csv'), () => ({
      asVersionOf: { id: earlier },
      event: { id: event },
    }));
    expect(outcome.imported).toMatchObject([{ families: 2 }]);
    const later = await library.openArticle(outcome.imported[0]?.articleId ?? '');
    const [carried] = later.ok ? [...later.value.document.annotations] : [];
    const both = [
      [
        ['earlier', 'Captain Anna Berg told reporters', captain.id],
        ['later', 'Captain Anna Berg told reporters', carried?.id],
      ],
      [['earlier', 'before Thursday', null]],
      [
        ['earlier', 'northern islands', null],
        ['later', 'northern islands', null],
      ],
    ];
    expect(await families()).toEqual(both);
    await library.undo(randomUUID());
    expect((await families()).map(({ length }) => length)).toEqual([1, 1, 1]);
    await library.redo(randomUUID());
    expect(await families()).toEqual(both);
  });

  it('is known by its words alone, and an article of other words is not', async () => {
    const earlier = await takeEarlier();
    writeFileSync(at('later.txt'), LATER);
    writeFileSync(at('other.txt'), BRIDGE);
    const [later, other] = articlesOf(await preview('later.txt', 'other.txt'));
    expect(later?.versionOf).toMatchObject({ target: { id: earlier }, by: 'words' });
    expect(other?.versionOf).toBeNull();
  });

  it('may stand in the same import', async () => {
    writeTable('both.csv', [FERRY_ROW, ['Ferry', LATER, 'https://harbour.example/ferry', '', '']]);
    const found = await preview('both.csv');
    const [first, second] = articlesOf(found);
    expect(first?.versionOf).toBeNull();
    expect(second?.versionOf).toMatchObject({ target: { key: first?.key }, tags: 0 });
    const outcome = await take(found, (item) =>
      item.type === 'article' && item.versionOf ? { asVersionOf: item.versionOf.target } : {},
    );
    const [one, two] = outcome.imported.map(({ articleId }) => articleId);
    const summary = library.summaries().find(({ id }) => id === two);
    expect(summary?.details.versionOf).toBe(one);
  });
});

describe('an export with receipts', () => {
  function exporterOf(of: Library): ExportService {
    return new ExportService({
      library: of,
      previewFormat: (job) => Promise.resolve(previewFormat(job)),
      write: (job) => writeFormat(job),
      generator: 'Framewise test',
      now: () => new Date('2026-03-02T10:00:00Z'),
    });
  }

  const REQUEST: ExportRequest = {
    ...{ scope: { type: 'all' }, whose: { type: 'mine' }, format: 'native', spreadsheet: false },
    ...{ includeText: true, hideNames: false, includeDecisions: false, includeComments: false },
    includeReceipts: true,
  };

  it('gives another library the same articles, receipts and originals', async () => {
    writeTable('table.csv', [FERRY_ROW, BRIDGE_ROW]);
    await take(await preview('table.csv'));
    const sum = sha256(readFileSync(at('table.csv')));
    const done = await exporterOf(library).save(REQUEST, at('all.json'));
    expect(done).toMatchObject(ok({ originals: { folder: at('all-originals'), count: 1 } }));
    expect(readdirSync(at('all-originals'))).toEqual([sum]);
    const before = await Promise.all([sha256(FERRY), sha256(BRIDGE)].map(receiptOf));
    await library.close();
    library = await openLibrary(at('other'), { seeds: [] });
    importer = importerOf(library);
    await take(await preview('all.json'));
    expect(await Promise.all([sha256(FERRY), sha256(BRIDGE)].map(receiptOf))).toEqual(before);
    expect((await library.readOriginal(sum)).type).toBe('read');
    const again = await exporterOf(library).save(REQUEST, at('again.json'));
    expect(again.ok).toBe(true);
    const sourcesIn = (name: string): unknown =>
      (JSON.parse(readFileSync(at(name), 'utf8')) as { articles: { sources: unknown }[] }).articles
        .filter(({ sources }) => JSON.stringify(sources).includes('receipt'))
        .map(({ sources }) => sources);
    expect(sourcesIn('again.json')).toEqual(sourcesIn('all.json'));
  });

  it('takes the articles without the originals where these are gone or others', async () => {
    writeTable('table.csv', [FERRY_ROW]);
    await take(await preview('table.csv'));
    const sum = sha256(readFileSync(at('table.csv')));
    await exporterOf(library).save(REQUEST, at('all.json'));
    writeFileSync(at('all-originals', sum), 'another file');
    await library.close();
    library = await openLibrary(at('other'), { seeds: [] });
    importer = importerOf(library);
    await take(await preview('all.json'));
    expect((await receiptOf(sha256(FERRY))).original.sha256).toBe(sum);
    expect(await library.readOriginal(sum)).toEqual({ type: 'missing' });
  });

  it('says what stays behind where it is not asked for', async () => {
    writeTable('table.csv', [FERRY_ROW]);
    await take(await preview('table.csv'));
    for (const [format, request] of [
      ['native', { ...REQUEST, includeReceipts: false }],
      ['native', { ...REQUEST, includeText: false }],
      ['csv', { ...REQUEST, format: 'csv' }],
    ] as const) {
      const shown = await exporterOf(library).preview(request);
      if (!shown.ok) throw new Error(format);
      expect(shown.value.losses).toContainEqual({ kind: 'receipts', count: 1 });
    }
  });
});

describe('a partial failure', () => {
  it('brings in what is good and says what is wrong with the rest', async () => {
    mkdirSync(at('files'));
    writeTable('files/good.csv', [FERRY_ROW]);
    writeFileSync(at('files', 'broken.docx'), 'PK\u0003\u0004 not a document');
    writeFileSync(at('files', 'plain.txt'), BRIDGE);
    const found = await preview('files');
    expect(found.items.map(({ type }) => type).sort()).toEqual(['article', 'article', 'refused']);
    const good = {
      ...found,
      items: articlesOf({ items: found.items.filter(({ type }) => type === 'article') }),
    };
    const outcome = await take(good, (item) =>
      item.type === 'article' && item.reading ? { kept: [] } : {},
    );
    expect(outcome.failed).toMatchObject([
      { reason: expect.stringContaining('no text') as string },
    ]);
    expect(outcome.imported).toMatchObject([{ articleId: sha256(BRIDGE) }]);
  });
});

describe('rich text', () => {
  it('gives way to the plain text where nothing is found in it', async () => {
    expect(await importer.previewHtml('  ', BRIDGE)).toMatchObject(
      ok({ items: [{ type: 'article', reading: null, length: BRIDGE.length }] }),
    );
    expect(await importer.previewHtml('<p> </p>', '')).toEqual({
      ok: false,
      error: { type: 'nothing-to-paste' },
    });
  });
});
