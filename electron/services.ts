// The program itself: how its rooms are put together, and nothing that a room could do by itself.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { app, utilityProcess, type UtilityProcess } from 'electron';

import type { Applied } from '#core/contract/library.ts';

import { WatchedChanges } from './jobs/watched-changes.ts';
import type { HandlerServices } from './ipc/handlers.ts';
import type { ExchangeServices } from './ipc/handlers/exchange.ts';
import { JobRunner, type RunnerOptions } from './jobs/runner.ts';
import type { Log } from './shell/log.ts';
import type { MainWindow } from './shell/window.ts';
import type { RunCheckpoint } from './store/document/compact.ts';
import type { Acknowledged, Library } from './store/library/library.ts';
import type { CheckpointJobs } from './workers/checkpoint.ts';
import type { ExchangeJobs } from './workers/exchange.ts';

/** A worker for checkpoints is given up after a minute; the snapshot is then written in this process. */
const CHECKPOINT_LIMITS = { patience: 60_000 };

/** What answers the window; files are read, written and compared by services that come with the first question. */
export type Services = Pick<HandlerServices, 'watched' | 'exchange'> & {
  /** Ends an export that is under way. */
  readonly stopExport: () => Promise<void>;
};

/** Puts the services together. `workers`: the folder of the built processes. */
export function createServices(options: {
  readonly library: Library;
  readonly window: Pick<MainWindow, 'send' | 'showProgress'>;
  readonly announce: (done: Acknowledged) => Applied;
  readonly log: Log;
  readonly now: () => Date;
  readonly workers: string;
}): Services {
  const { window, log, workers } = options;
  const spoolDir = startSpool();
  let loaded: Promise<ExchangeServices> | null = null;
  const load = async (): Promise<ExchangeServices> => {
    const { createExchangeServices } = await import('./exchange-services.ts');
    return createExchangeServices({
      ...options,
      startRunner: (limits) => startExchange(workers, { ...limits, log }),
      generator: `Framewise ${app.getVersion()}`,
      spoolDir,
    });
  };
  return {
    exchange: () => (loaded ??= load()),
    stopExport: async () => {
      const services = await loaded?.catch(() => null);
      await services?.exporter.stop();
    },
    watched: new WatchedChanges((progress) => {
      window.send('library:progress', progress);
      window.showProgress(progress && { share: progress.done / Math.max(1, progress.total) });
    }),
  };
}

/** Writes large snapshots in another process, which is in the folder `workers`. */
export function startCheckpoints(workers: string, log: Log): RunCheckpoint {
  const runner = new JobRunner<CheckpointJobs>(() => startWorker(workers, 'checkpoint'), {
    ...CHECKPOINT_LIMITS,
    log,
  });
  app.on('will-quit', () => runner.stop());
  return (job) => runner.run('checkpoint', job).catch(() => false);
}

/** A runner whose process reads, compares and writes files. */
function startExchange(workers: string, limits: RunnerOptions): JobRunner<ExchangeJobs> {
  const runner = new JobRunner<ExchangeJobs>(() => startWorker(workers, 'exchange'), limits);
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
function startWorker(workers: string, name: 'checkpoint' | 'exchange'): UtilityProcess {
  return utilityProcess.fork(path.join(workers, `${name}.js`), [], {
    serviceName: `Framewise ${name}`,
  });
}
