import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { plainBody } from '#core/tags/tag.ts';
import { planArticleEdit, type ArticleEdit } from '#core/article/edit.ts';
import type { AgreementRequest } from '#core/contract/agreement.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import type { Result } from '#core/result.ts';

import { createAnnouncer } from '../ipc/handlers/for-window.ts';
import type { Library } from '../store/library/library.ts';
import { openLibrary, temporaryFolder, SPOOL } from '../store/testing/library-fixture.ts';
import { runAgreementJob, writeAgreement, type AgreementJob } from './agreement-job.ts';
import { createAgreementService, type AgreementService } from './agreement-service.ts';
import { ExportService } from '../export/export-service.ts';
import { createImportService } from '../import/import-service.ts';
import { runParseJob } from '../import/import-job.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';

const now = (): Date => new Date('2026-02-03T04:05:06.000Z');
let folders: ReturnType<typeof temporaryFolder>[];
let mine: Library;
let theirs: Library;
let compute: (job: AgreementJob, signal: AbortSignal) => ReturnType<typeof runComputed>;
let service: AgreementService;

const runComputed = (job: AgreementJob) => Promise.resolve(runAgreementJob(job));

beforeEach(async () => {
  folders = [temporaryFolder(), temporaryFolder()];
  [mine, theirs] = (await Promise.all(folders.map(({ dir }) => openLibrary(dir)))) as [
    Library,
    Library,
  ];
  compute = runComputed;
  service = createAgreementService({
    library: mine,
    compute: (job, signal) => compute(job, signal),
    write: writeAgreement,
    generator: 'Framewise test',
    now,
  });
});
afterEach(async () => {
  await Promise.all([mine.close(), theirs.close()]);
  for (const folder of folders) folder.remove();
});

async function valueOf<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const idAt = (index: number): string => mine.summaries()[index]?.id ?? '';

async function change(library: Library, index: number, edit: ArticleEdit): Promise<void> {
  await valueOf(
    library.changeArticle(idAt(index), randomUUID(), (document, text) =>
      planArticleEdit(document, edit, {
        text,
        codebook: library.document.codebook,
        annotator: library.document.self,
        now: now().toISOString(),
        newId: randomUUID,
      }),
    ),
  );
}

const tag = (library: Library, index: number, start: number, end: number): Promise<void> =>
  change(library, index, { kind: 'create-tag', body: plainBody([{ start, end }], 'quote') });

/** Opens what the other library has, as a file. */
async function importTheirs(): Promise<void> {
  const file = path.join(folders[1]?.dir ?? '', 'theirs.json');
  const exporter = new ExportService({
    library: theirs,
    previewFormat: (job) => Promise.resolve(previewFormat(job)),
    write: (job) => writeFormat(job),
    generator: 'test',
    now,
  });
  await valueOf(
    exporter.save(
      {
        scope: { type: 'all' },
        whose: { type: 'everyone' },
        includeText: false,
        hideNames: false,
        includeDecisions: false,
        includeComments: false,
        format: 'native',
        spreadsheet: false,
      },
      file,
    ),
  );
  const importer = createImportService({
    library: mine,
    parse: runParseJob,
    describeApplied: createAnnouncer({
      library: mine,
      articleChanged: () => undefined,
      eventChanged: () => undefined,
      historyChanged: () => undefined,
    }),
    now: () => new Date(),
    newId: randomUUID,
    spoolDir: SPOOL,
  });
  const { token, items } = await valueOf(importer.previewPaths([file]));
  const decisions = items.map(({ key }) => ({ key, action: 'import' as const }));
  await valueOf(importer.commit(token, randomUUID(), decisions));
}

const onArticle = (index: number, more: Partial<AgreementRequest> = {}): AgreementRequest => ({
  scope: { type: 'article', articleId: idAt(index) },
  measures: [],
  blind: false,
  ...more,
});
const onEvent = (more: Partial<AgreementRequest> = {}): AgreementRequest => ({
  ...onArticle(0, more),
  scope: { type: 'event', event: mine.summaries()[0]?.details.event ?? null },
});

async function reportOn(request: AgreementRequest) {
  const answer = await valueOf(service.report(request));
  return { ...answer, report: answer.report && fromJsonText(answer.report) };
}

describe('The report', () => {
  it('compares oneself with a colleague on one article', async () => {
    await tag(mine, 0, 0, 10);
    await tag(mine, 0, 20, 30);
    await tag(theirs, 0, 0, 10);
    await tag(theirs, 0, 20, 34);
    await importTheirs();
    const { annotators, articles, report } = await reportOn(onArticle(0, { measures: ['alphaU'] }));
    expect(annotators.map(({ id }) => id)).toEqual([mine.document.self, theirs.document.self]);
    expect(articles).toEqual([{ id: idAt(0), title: mine.summaries()[0]?.details.title }]);
    const all = report?.pairs[0]?.pooled.all;
    expect(all?.counts).toMatchObject({ identical: [0], boundary: [1], 'only-a': [] });
    expect(all?.text.alphaU).toMatchObject({ n: 2 });
    expect(report?.pairs[0]).not.toHaveProperty('byArticle');
  });

  it('leaves out boilerplate, and what one of the two has not read', async () => {
    await tag(mine, 0, 0, 10);
    await tag(mine, 1, 0, 10);
    await tag(theirs, 0, 40, 50);
    await change(mine, 0, { kind: 'mark-boilerplate', spans: [{ start: 40, end: 60 }] });
    await importTheirs();
    const { report } = await reportOn(onEvent());
    expect(report?.pairs[0]?.articles).toEqual([idAt(0)]);
    expect(report?.pairs[0]?.leftOutArticles).toContain(idAt(1));
    expect(report?.pairs[0]?.items).toHaveLength(1);
    expect(report?.articles.find(({ article }) => article === idAt(0))).toMatchObject({
      boilerplate: 20,
      excludedTags: [expect.any(String)],
    });
  });

  it('counts a colleague’s article that oneself has only marked done as nothing found', async () => {
    await tag(theirs, 0, 0, 10);
    await importTheirs();
    expect((await reportOn(onArticle(0))).report).toBeNull();
    await change(mine, 0, { kind: 'edit-details', details: { done: true } });
    const { report } = await reportOn(onArticle(0));
    expect(report?.pairs[0]?.pooled.all.counts['only-b']).toHaveLength(1);
  });

  it('keeps articles back, by name, until oneself has marked them done', async () => {
    await tag(mine, 0, 0, 10);
    await tag(theirs, 0, 0, 10);
    await importTheirs();
    const { report, keptBack, annotators } = await reportOn(onArticle(0, { blind: true }));
    expect(report).toBeNull();
    expect(annotators).toEqual([]);
    expect(keptBack.map(({ id }) => id)).toEqual([idAt(0)]);
  });

  it('is stopped on request, and says so when it cannot be computed', async () => {
    await tag(mine, 0, 0, 10);
    await tag(theirs, 0, 0, 10);
    await importTheirs();
    compute = (_job, signal) =>
      new Promise((_resolve, reject) => {
        const end = (): void => {
          reject(signal.reason as Error);
        };
        if (signal.aborted) end();
        signal.addEventListener('abort', end);
      });
    const stopped = service.report(onArticle(0));
    service.stop();
    expect(await stopped).toEqual({ ok: false, error: { type: 'stopped' } });
    compute = () => Promise.reject(new Error('It ended unexpectedly.'));
    expect(await service.report(onArticle(0))).toEqual({
      ok: false,
      error: { type: 'cannot-compute', detail: 'It ended unexpectedly.' },
    });
  });
});

describe('The report as a file', () => {
  const fileIn = (name: string): string => path.join(folders[0]?.dir ?? '', name);
  const compared = async (): Promise<void> => {
    await tag(mine, 0, 0, 10);
    await tag(theirs, 0, 0, 10);
    await importTheirs();
  };

  it.each([
    ['html', /^<!doctype html>/u],
    ['csv', /^annotators,article,category,/u],
    ['json', /^\{\n {2}"format": "framewise-agreement",\n {2}"version": 1,/u],
  ] as const)(
    'is written as %s over an old one, the same bytes each time',
    async (format, head) => {
      await compared();
      const file = fileIn(`report.${format}`);
      writeFileSync(file, 'an old report');
      const request = { ...onEvent(), hideNames: false };
      expect(await service.save(request, format, file)).toEqual({
        ok: true,
        value: { path: file, fileName: `report.${format}` },
      });
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(head);
      await service.save(request, format, file);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it('has numbers in the place of names where they are to be hidden', async () => {
    await compared();
    for (const format of ['html', 'csv', 'json'] as const) {
      const file = fileIn(`hidden.${format}`);
      await service.save({ ...onArticle(0), hideNames: true }, format, file);
      expect(readFileSync(file, 'utf8')).toContain('annotator 2');
    }
  });

  it('leaves an old file as it was and says why where nothing can be written', async () => {
    await compared();
    const file = path.join(fileIn('no such folder'), 'report.csv');
    expect(await service.save({ ...onArticle(0), hideNames: false }, 'csv', file)).toMatchObject({
      ok: false,
      error: { type: 'cannot-write', path: file },
    });
  });

  it('is refused where there are not two people to compare', async () => {
    await tag(mine, 0, 0, 10);
    const save = service.save({ ...onArticle(0), hideNames: false }, 'csv', fileIn('none.csv'));
    expect(await save).toEqual({ ok: false, error: { type: 'nothing-to-export' } });
  });

  it('is named after the article or the event', () => {
    expect(service.fileName(onEvent(), 'csv')).toMatch(/^agreement-.+\.csv$/u);
    expect(service.fileName(onArticle(0), 'html')).toMatch(/^agreement-.+\.html$/u);
  });
});
