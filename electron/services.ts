// The program itself: how its rooms are put together, and nothing that a room could do by itself.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { app, utilityProcess, type UtilityProcess } from 'electron';

import type { Applied } from '#core/contract/library.ts';

import { createCompareService } from './compare/compare-service.ts';
import { createEventReportService } from './compare/event-report-service.ts';
import { createAgreementService } from './agreement/agreement-service.ts';
import { ExportService } from './export/export-service.ts';
import { createArticleSources } from './import/article-changes.ts';
import { createImportService } from './import/import-service.ts';
import { locateText } from './import/locate-text.ts';
import { createParse } from './import/parse.ts';
import { WatchedChanges } from './jobs/watched-changes.ts';
import type { HandlerServices } from './ipc/handlers.ts';
import { JobRunner, type RunnerOptions } from './jobs/runner.ts';
import { printPage } from './shell/print-page.ts';
import type { Log } from './shell/log.ts';
import type { MainWindow } from './shell/window.ts';
import type { RunCheckpoint } from './store/document/compact.ts';
import type { Acknowledged, Library } from './store/library/library.ts';
import type { CheckpointJobs } from './workers/checkpoint.ts';
import type { ExchangeJobs } from './workers/exchange.ts';

/** A worker for checkpoints is given up after a minute; the snapshot is then written in this process. */
const CHECKPOINT_LIMITS = { patience: 60_000 };
const EXCHANGE_LIMITS = { patience: 120_000, idle: 20_000 };
/** What was read of an event's texts is kept while somebody works on it. */
const COMPARE_LIMITS = { patience: 300_000, idle: 600_000 };

/** What is made of the library: files read, written and compared, each in a process of its own. */
export type Services = Pick<
  HandlerServices,
  | 'watched'
  | 'importer'
  | 'articleSources'
  | 'exporter'
  | 'agreement'
  | 'compare'
  | 'eventReport'
  | 'locateText'
>;

/** An export that is stopped ends nothing that is being read, and figures keep no file waiting. */
export function createServices(options: {
  readonly library: Library;
  readonly window: Pick<MainWindow, 'send' | 'showProgress'>;
  readonly announce: (done: Acknowledged) => Applied;
  readonly log: Log;
  readonly now: () => Date;
}): Services {
  const { library, window, announce, log, now } = options;
  const generator = `Framewise ${app.getVersion()}`;
  const begin = (): JobRunner<ExchangeJobs> => startExchange({ ...EXCHANGE_LIMITS, log });
  const [reading, exporting, comparing] = [begin(), begin(), begin()];
  const events = startExchange({ ...COMPARE_LIMITS, log });
  const parse = createParse((job, watch) => reading.run('parse', job, watch));
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
    watched: new WatchedChanges((progress) => {
      window.send('library:progress', progress);
      window.showProgress(progress && { share: progress.done / Math.max(1, progress.total) });
    }),
    importer: createImportService({
      library,
      parse,
      describeApplied: announce,
      now,
      newId: randomUUID,
      spoolDir: startSpool(),
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

/** Writes large snapshots in another process. */
export function startCheckpoints(log: Log): RunCheckpoint {
  const runner = new JobRunner<CheckpointJobs>(() => startWorker('checkpoint'), {
    ...CHECKPOINT_LIMITS,
    log,
  });
  app.on('will-quit', () => runner.stop());
  return (job) => runner.run('checkpoint', job).catch(() => false);
}

/** A runner whose process reads, compares and writes files. */
function startExchange(limits: RunnerOptions): JobRunner<ExchangeJobs> {
  const runner = new JobRunner<ExchangeJobs>(() => startWorker('exchange'), limits);
  app.on('will-quit', () => runner.stop());
  return runner;
}

/** Folder for what was read and not taken in yet; it goes at the end, and at the next start after a crash. */
function startSpool(): string {
  const root = path.join(app.getPath('userData'), 'reading');
  const folder = path.join(root, randomUUID());
  const own = path.basename(folder);
  void readdir(root)
    .then((names) => names.filter((name) => name !== own))
    .then((names) => Promise.all(names.map((name) => rm(path.join(root, name), REMOVE))))
    .catch(() => undefined);
  app.on('will-quit', () => rmSync(root, REMOVE));
  return folder;
}

const REMOVE = { recursive: true, force: true } as const;

/** Starts a process for work that would make the window wait, or that hostile files could harm. */
function startWorker(name: 'checkpoint' | 'exchange'): UtilityProcess {
  return utilityProcess.fork(path.join(import.meta.dirname, 'workers', `${name}.js`), [], {
    serviceName: `Framewise ${name}`,
  });
}
