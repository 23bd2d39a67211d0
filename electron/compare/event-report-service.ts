import path from 'node:path';

import { suggestExportName } from '#core/guards/file-names.ts';
import type { ReportSaved } from '#core/contract/agreement.ts';
import type { CompareError, CompareProgress, EventReportRequest } from '#core/contract/compare.ts';
import type { ExportError } from '#core/contract/export.ts';
import type { StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import { localDay } from '../files/local-day.ts';
import { writeTarget } from '../files/write-target.ts';
import type { JobWatch } from '../jobs/runner.ts';
import type { Library } from '../store/library/library.ts';
import { collectEvent } from './compare-service.ts';
import type { CollectedAgreement, EventReportJob } from './event-report-job.ts';

export interface EventReportOptions {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle' | 'events'>;
  /** Everybody's tags and families of an event; `null` where fewer than two have read anything. */
  readonly agreement: (
    request: EventReportRequest,
  ) => Promise<Result<CollectedAgreement | null, StoreError>>;
  /** Makes the page in a process of its own; rejects where that ended before it was done. */
  readonly compute: (job: EventReportJob, watch: JobWatch) => Promise<string>;
  /** A page on paper, as PDF. */
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly onProgress: (progress: CompareProgress | null) => void;
  /** Name and version of the program. */
  readonly generator: string;
  readonly now: () => Date;
}

/** Writes the report of an event. */
export interface EventReportService {
  readonly fileName: (request: EventReportRequest) => string;
  /** `file`: absolute; an existing file is replaced only when the new one is complete. */
  readonly save: (
    request: EventReportRequest,
    file: string,
  ) => Promise<Result<ReportSaved, CompareError | ExportError>>;
  /** Ends what is being made; it is answered with `stopped`. */
  readonly stop: () => void;
}

/** Makes the service. */
export function createEventReportService(options: EventReportOptions): EventReportService {
  const { library, compute, print, onProgress, now } = options;
  const running = new Set<AbortController>();
  const make = async (
    request: EventReportRequest,
    file: string,
    signal: AbortSignal,
  ): Promise<Result<ReportSaved, CompareError | ExportError>> => {
    const job = await jobOf(options, request, signal);
    if (!job.ok) return job;
    const report = (share: number): void => {
      onProgress({ eventId: request.eventId, share });
    };
    const html = await compute(job.value, { signal, report });
    const bytes = request.format === 'pdf' ? await print(html) : Buffer.from(html, 'utf8');
    signal.throwIfAborted();
    const written = await writeTarget(file, bytes);
    return written.ok ? ok({ path: file, fileName: path.basename(file) }) : written;
  };
  return {
    fileName: ({ eventId, hideNames, format }) => {
      const { document } = library;
      const name = suggestExportName({
        about: document.events.get(eventId)?.title ?? '',
        person: hideNames ? null : (document.annotators.get(document.self)?.name ?? ''),
        format: 'report',
        date: localDay(now()),
      });
      return `${name}.${format}`;
    },
    save: async (request, file) => {
      const stopper = new AbortController();
      running.add(stopper);
      try {
        return await make(request, file, stopper.signal);
      } catch (error) {
        if (stopper.signal.aborted) return err({ type: 'stopped' });
        const detail = error instanceof Error ? error.message : String(error);
        return err({ type: 'cannot-compute', detail });
      } finally {
        running.delete(stopper);
        onProgress(null);
      }
    },
    stop: () => {
      for (const stopper of running) stopper.abort(new Error('Stopped.'));
    },
  };
}

async function jobOf(
  { library, agreement, generator, now }: EventReportOptions,
  request: EventReportRequest,
  signal: AbortSignal,
): Promise<Result<EventReportJob, CompareError>> {
  const { document } = library;
  const event = await collectEvent(library, request, signal);
  if (!event.ok) return event;
  if (event.value.articles.length === 0) {
    return err({ type: 'no-such-event', id: request.eventId });
  }
  const people = await agreement(request);
  if (!people.ok) return people;
  const oneself = ({ id }: { readonly id: string }): number => (id === document.self ? 0 : 1);
  const annotators = [...document.annotators].sort((a, b) => oneself(a) - oneself(b));
  return ok({
    event: event.value,
    title: document.events.get(request.eventId)?.title ?? '',
    annotators: annotators.map(({ id, name }, index) => ({
      id,
      name: request.hideNames ? `annotator ${index + 1}` : name,
    })),
    codebook: document.codebook,
    agreement: people.value,
    generatedAt: `${now().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    generator,
  });
}
