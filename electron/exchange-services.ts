// Files read, written and compared: how those rooms are put together. The program loads this when the
// first of it is asked for, so that it need not be read for the window to be drawn.
import { randomUUID } from 'node:crypto';

import type { Applied } from '#core/contract/library.ts';

import { createAgreementService } from './agreement/agreement-service.ts';
import { createCompareService } from './compare/compare-service.ts';
import { createEventReportService } from './compare/event-report-service.ts';
import { ExportService } from './export/export-service.ts';
import { createArticleSources } from './import/article-changes.ts';
import { createImportService } from './import/import-service.ts';
import { locateText } from './import/locate-text.ts';
import { createParse } from './import/parse.ts';
import type { ExchangeServices } from './ipc/handlers/exchange.ts';
import type { JobRunner, RunnerOptions } from './jobs/runner.ts';
import { printPage } from './shell/print-page.ts';
import type { MainWindow } from './shell/window.ts';
import type { Acknowledged, Library } from './store/library/library.ts';
import type { ExchangeJobs } from './workers/exchange.ts';

const EXCHANGE_LIMITS = { patience: 120_000, idle: 20_000 };
/** What was read of an event's texts is kept while somebody works on it. */
const COMPARE_LIMITS = { patience: 300_000, idle: 600_000 };

export interface ExchangeOptions {
  readonly library: Library;
  readonly window: Pick<MainWindow, 'send' | 'showProgress'>;
  readonly announce: (done: Acknowledged) => Applied;
  /** A process that reads, compares and writes files; it begins with its first job. */
  readonly startRunner: (
    limits: Pick<RunnerOptions, 'patience' | 'idle'>,
  ) => JobRunner<ExchangeJobs>;
  /** Name and version of the application, for the headers of files. */
  readonly generator: string;
  /** Folder for what was read and not taken in yet. */
  readonly spoolDir: string;
  readonly now: () => Date;
}

/** An export that is stopped ends nothing that is being read, and figures keep no file waiting. */
export function createExchangeServices(options: ExchangeOptions): ExchangeServices {
  const { library, window, announce, generator, spoolDir, now } = options;
  const begin = (): JobRunner<ExchangeJobs> => options.startRunner(EXCHANGE_LIMITS);
  const [reading, readingMore, exporting, comparing] = [begin(), begin(), begin(), begin()];
  const events = options.startRunner(COMPARE_LIMITS);
  const parse = createParse(
    (job, watch) => reading.run('parse', job, watch),
    (job, watch) => readingMore.run('parse', job, watch),
  );
  const agreement = createAgreementService({
    library,
    compute: (job, signal) => comparing.run('agreement', job, { signal }),
    write: (job) => comparing.run('write-agreement', job),
    generator,
    now,
  });
  return {
    agreement,
    articleSources: createArticleSources({ library, parse }),
    importer: createImportService({
      library,
      parse,
      describeApplied: announce,
      now,
      newId: randomUUID,
      spoolDir,
      onProgress: (progress) => {
        window.send('import:progress', progress);
        window.showProgress(progress);
      },
    }),
    exporter: new ExportService({
      library,
      previewFormat: (job, signal) => exporting.run('preview-export', job, { signal }),
      write: (job, signal) => exporting.run('write-export', job, { signal, endsProcess: true }),
      generator,
      now,
      onProgress: (progress) => {
        window.send('export:progress', progress);
        window.showProgress(progress && { share: progress.done / Math.max(1, progress.total) });
      },
    }),
    compare: createCompareService({
      library,
      compute: (job, watch) => events.run('compare', job, watch),
      onProgress: (progress) => {
        window.send('compare:progress', progress);
      },
    }),
    eventReport: createEventReportService({
      library,
      agreement: ({ eventId, blind }) =>
        agreement.collect({ scope: { type: 'event', event: eventId }, measures: [], blind }),
      compute: (job, watch) => events.run('event-report', job, watch),
      print: printPage,
      generator,
      now,
      onProgress: (progress) => {
        window.send('compare:report-progress', progress);
        window.showProgress(progress);
      },
    }),
    locateText: (articleId, file) => locateText(parse, library.document.codebook, articleId, file),
  };
}
