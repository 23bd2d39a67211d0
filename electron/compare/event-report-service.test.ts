import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { EventReportRequest } from '#core/contract/compare.ts';
import { ok } from '#core/result.ts';

import type { Library } from '../store/library/library.ts';
import { openLibrary, temporaryFolder } from '../store/testing/library-fixture.ts';
import { runEventReportJob, type EventReportJob } from './event-report-job.ts';
import {
  createEventReportService,
  type EventReportOptions,
  type EventReportService,
} from './event-report-service.ts';

const OTHER = '77777777-7777-4777-8777-777777777777';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let shares: (number | null)[];

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
  shares = [];
});

afterEach(async () => {
  await library.close();
  folder.remove();
});

const serviceWith = (more: Partial<EventReportOptions> = {}): EventReportService =>
  createEventReportService({
    library,
    agreement: () => Promise.resolve(ok(null)),
    compute: (job, { report }) =>
      Promise.resolve(runEventReportJob(job, report ? { report } : undefined)),
    print: (html) => Promise.resolve(Buffer.from(`printed ${html.length}`)),
    onProgress: (progress) => void shares.push(progress?.share ?? null),
    generator: 'Framewise test',
    now: () => new Date(2026, 1, 3, 12),
    ...more,
  });

const requestFor = (more: Partial<EventReportRequest> = {}): EventReportRequest => ({
  eventId: library.summaries()[0]?.details.event ?? '',
  comparesOneTexts: false,
  format: 'html',
  hideNames: false,
  blind: false,
  ...more,
});

const target = (name: string): string => path.join(folder.dir, name);

describe('writing the report of an event', () => {
  it('writes a page of all its articles and says how far it is', async () => {
    const file = target('report.html');
    expect(await serviceWith().save(requestFor(), file)).toEqual(
      ok({ path: file, fileName: 'report.html' }),
    );
    const html = await readFile(file, 'utf8');
    for (const { id } of library.summaries()) expect(html).toContain(id);
    expect(html).not.toContain('<section id="agreement"');
    expect(shares).toContain(1);
    expect(shares.at(-1)).toBeNull();
  });

  it('prints the page where PDF is asked for', async () => {
    const file = target('report.pdf');
    await serviceWith().save(requestFor({ format: 'pdf' }), file);
    expect(await readFile(file, 'utf8')).toMatch(/^printed \d{4,}$/u);
  });

  it('names the file by event, person and day, and leaves the person out where names are hidden', () => {
    const service = serviceWith();
    const self = library.document.annotators.get(library.document.self)?.name ?? '';
    expect(service.fileName(requestFor())).toContain(`-${self.toLowerCase()}-`);
    expect(service.fileName(requestFor())).toMatch(/-report-2026-02-03\.html$/u);
    const hidden = service.fileName(requestFor({ hideNames: true, format: 'pdf' }));
    expect(hidden).not.toContain(`-${self.toLowerCase()}-`);
    expect(hidden).toMatch(/-report-2026-02-03\.pdf$/u);
  });

  it('has a section on agreement where two have tagged, by names or by numbers', async () => {
    const { self } = library.document;
    const tagOf = (annotator: string, start: number) => ({
      ...{ id: `${annotator} ${start}`, annotator, category: 'quote', attributes: {} },
      fragments: [{ start, end: start + 10 }],
    });
    const article = { id: 'one', length: 100, annotators: [self, OTHER], boilerplate: [] };
    const service = serviceWith({
      agreement: () =>
        Promise.resolve(
          ok({
            request: {
              annotators: [self, OTHER],
              articles: [{ ...article, tags: [tagOf(self, 0), tagOf(OTHER, 0), tagOf(OTHER, 50)] }],
              categories: ['quote'],
            },
            links: [],
          }),
        ),
    });
    await service.save(requestFor({ hideNames: true }), target('report.html'));
    const html = await readFile(target('report.html'), 'utf8');
    expect(html).toContain('<section id="agreement"');
    expect(html).toContain('1 of 2 match (50 %)');
    expect(html).toContain('<bdi>annotator 1</bdi>');
    const name = library.document.annotators.get(self)?.name ?? '';
    expect(html).not.toContain(`<bdi>${name}</bdi>`);
  });
});

describe('a report that is not written', () => {
  it('leaves nothing behind where it is stopped, be it while it is made or while it is printed', async () => {
    const whileMade: EventReportService = serviceWith({
      compute: (_job: EventReportJob, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
          whileMade.stop();
        }),
    });
    const file = target('report.pdf');
    const stopped = { ok: false, error: { type: 'stopped' } };
    expect(await whileMade.save(requestFor({ format: 'pdf' }), file)).toEqual(stopped);
    const whilePrinted: EventReportService = serviceWith({
      print: () => {
        whilePrinted.stop();
        return Promise.resolve(Buffer.from('late'));
      },
    });
    expect(await whilePrinted.save(requestFor({ format: 'pdf' }), file)).toEqual(stopped);
    await expect(readFile(file)).rejects.toThrow();
    expect(shares.at(-1)).toBeNull();
  });

  it('says why: no such event, no page, no place', async () => {
    expect(await serviceWith().save(requestFor({ eventId: OTHER }), target('a'))).toMatchObject({
      error: { type: 'no-such-event', id: OTHER },
    });
    const broken = serviceWith({ compute: () => Promise.reject(new Error('It ended.')) });
    expect(await broken.save(requestFor(), target('b'))).toMatchObject({
      error: { type: 'cannot-compute', detail: 'It ended.' },
    });
    await mkdir(target('taken'));
    expect(await serviceWith().save(requestFor(), target('taken'))).toMatchObject({
      error: { type: 'cannot-write', path: target('taken') },
    });
  });
});
