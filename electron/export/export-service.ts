// Writing what analysts have made into files for other programs: what is collected, and the job that writes.
// What a format makes of it is in core/exchange.
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { suggestExportName } from '#core/guards/file-names.ts';
import { findCodec } from '#core/exchange/pipeline/codecs.ts';
import type { ContentOf } from '#core/exchange/content/content.ts';
import type {
  ExportDone,
  ExportError,
  ExportPreview,
  ExportProgress,
  ExportRequest,
} from '#core/contract/export.ts';
import { err, ok, type Result } from '#core/result.ts';
import { countOutcomes } from '#core/review/count-outcomes.ts';
import { addToGroup } from '#core/collections/order.ts';
import { countWritten } from '#core/exchange/content/losses.ts';
import { countOf } from '#core/numbers.ts';

import { writeOriginals } from './write-originals.ts';
import { collectExport, type CollectedExport, type ExportLibrary } from './collect-export.ts';
import type {
  FormatFileJob,
  FormatJob,
  FormatPreview,
  WriteExportError,
  WrittenFormat,
} from './write-format.ts';
import { localDay } from '../files/local-day.ts';
import { settleWriting, workPathFor } from '../files/write-target.ts';

/** Undecided differences, and files of a folder, that are named; the others are counted. */
const NAMED = 20;

export interface ExportServiceOptions {
  readonly library: ExportLibrary;
  /** Says what a format makes of something, in a process of its own. */
  readonly previewFormat: (job: FormatJob, signal: AbortSignal) => Promise<FormatPreview>;
  /** Makes, verifies and writes a file or a folder, in a process that has ended once it is stopped. */
  readonly write: (
    job: FormatFileJob,
    signal: AbortSignal,
  ) => Promise<Result<WrittenFormat, WriteExportError>>;
  /** Name and version of the application, for the file's header. */
  readonly generator: string;
  readonly now: () => Date;
  readonly onProgress?: (progress: ExportProgress | null) => void;
}

/** Writes what analysts have made into files for other programs. */
export class ExportService {
  readonly #running = new Map<AbortController, Promise<unknown>>();
  #previewing: AbortController | null = null;

  constructor(private readonly options: ExportServiceOptions) {}

  /** A later preview ends an earlier one, which then answers `stopped`. */
  async preview(request: ExportRequest): Promise<Result<ExportPreview, ExportError>> {
    const codec = findCodec(request.format);
    if (!codec) return err({ type: 'no-such-format', format: request.format });
    this.#previewing?.abort(new Error('Stopped.'));
    const controller = new AbortController();
    this.#previewing = controller;
    return orStopped(controller, async () => {
      const collected = await collectExport(this.options.library, request, () => {
        controller.signal.throwIfAborted();
      });
      if (!collected.ok) return collected;
      const { content, undecided, contested, returned, leftOut, cutFamilies } = collected.value;
      const job = this.#jobFor(collected.value, request);
      const { first, sample, losses, files } = await this.options.previewFormat(
        job,
        controller.signal,
      );
      const isFolder = codec.output === 'folder' || files.length > 1;
      return ok({
        ...countAll(content),
        written: countWritten(countAll(content), losses),
        first,
        undecided: { count: undecided.length, first: undecided.slice(0, NAMED) },
        contested: { count: contested.length, first: contested.slice(0, NAMED) },
        returned: content.returnFor === null ? null : countOutcomes(returned),
        leftOut,
        sample,
        isEmpty: files.length === 0,
        losses:
          cutFamilies > 0 ? [...losses, { kind: 'cut-families', count: cutFamilies }] : losses,
        fileName: this.fileName(request),
        folder: isFolder ? { count: files.length, first: files.slice(0, NAMED) } : null,
      });
    });
  }

  /**
   * `target`: absolute. An existing file is replaced only when the new one is complete; an existing
   * folder never is.
   */
  save(request: ExportRequest, target: string): Promise<Result<ExportDone, ExportError>> {
    const controller = new AbortController();
    const saving = this.#save(request, target, controller).finally(() =>
      this.#running.delete(controller),
    );
    this.#running.set(controller, saving);
    return saving;
  }

  async #save(
    request: ExportRequest,
    target: string,
    controller: AbortController,
  ): Promise<Result<ExportDone, ExportError>> {
    const report = this.options.onProgress ?? (() => undefined);
    const work = workPathFor(target);
    const before = await identityOf(target);
    let done: ExportDone | null = null;
    try {
      const saved = await orStopped(controller, async () => {
        const collected = await collectExport(this.options.library, request, (count, total) => {
          controller.signal.throwIfAborted();
          report({ step: 'collecting', done: count, total });
        });
        if (!collected.ok) return collected;
        const { articles, tags } = countAll(collected.value.content);
        // Until it is known what the format leaves out.
        const written = { articles, tags };
        const isChecked = findCodec(request.format)?.read !== null;
        done = {
          path: target,
          fileName: path.basename(target),
          articles,
          tags,
          written,
          originals: null,
          isChecked,
        };
        report({ step: 'writing', done: articles, total: articles });
        // Before the file, so that a file with receipts never stands without them.
        const { content } = collected.value;
        const { signal } = controller;
        const originals = await writeOriginals(this.options.library, content, target, signal);
        if (!originals.ok) return originals;
        done = { ...done, originals: originals.value };
        const job = { ...this.#jobFor(collected.value, request), path: target, work };
        const writing = this.options.write(job, controller.signal);
        const put = await settleWriting(target, writing);
        if (!put.ok) return put;
        done = { ...done, written: countWritten(written, put.value.losses) };
        return ok(done);
      });
      // Nothing stands under this name before all of it does: it was too late to stop.
      const isStopped = !saved.ok && saved.error.type === 'stopped';
      return isStopped && done && (await identityOf(target)) !== before ? ok(done) : saved;
    } finally {
      // A process that was ended leaves what it had begun.
      if (controller.signal.aborted) {
        await rm(work, { recursive: true, force: true }).catch(() => undefined);
      }
      report(null);
    }
  }

  /** Name to suggest for the file or the folder. */
  fileName(request: ExportRequest): string {
    return fileNameOf(this.options.library, request, this.options.now());
  }

  /**
   * Stops what is being exported, and answers when it has ended. Nothing of it is then on disk;
   * what could not be stopped any more is whole.
   */
  async stop(): Promise<void> {
    const all = [...this.#running];
    for (const [controller] of all) controller.abort(new Error('Stopped.'));
    await Promise.allSettled(all.map(([, saving]) => saving));
  }

  #jobFor({ content }: CollectedExport, request: ExportRequest): FormatJob {
    const { format, includeText, hideNames, spreadsheet } = request;
    const { generator, now } = this.options;
    return {
      format,
      content: format === 'native' ? content : withAdjudicatedAsSets(content),
      options: {
        includeText,
        hideNames,
        spreadsheet,
        generator,
        exportedAt: now().toISOString(),
      },
    };
  }
}

/** Does something that can be stopped, and says so where it was. */
async function orStopped<T>(
  controller: AbortController,
  work: () => Promise<Result<T, ExportError>>,
): Promise<Result<T, ExportError>> {
  try {
    return await work();
  } catch (error) {
    if (controller.signal.aborted) return err({ type: 'stopped' });
    throw error;
  }
}

/** Tells whether something else has taken the place of a file or folder since. */
async function identityOf(target: string): Promise<string> {
  const found = await stat(target, { bigint: true }).catch(() => null);
  return found ? `${found.dev} ${found.ino} ${found.mtimeNs}` : '';
}

/** A review's outcome as tags of whoever made them, for formats that know of no reviews. */
function withAdjudicatedAsSets<C extends ContentOf>(content: C): C {
  const outcomes = content.reviews.flatMap(({ articleId, adjudicated }) =>
    (adjudicated?.tags ?? []).map(({ annotation }) => ({ articleId, annotation })),
  );
  if (outcomes.length === 0) return content;
  const sets = new Map<string, ContentOf['sets'][number]['annotations'][number][]>();
  for (const { articleId, annotation } of outcomes) {
    const key = `${articleId} ${annotation.creator}`;
    addToGroup(sets, key, annotation);
  }
  return {
    ...content,
    sets: [...sets].map(([key, annotations]) => {
      const [articleId = '', annotator = ''] = key.split(' ');
      return { articleId, annotator, annotations };
    }),
  };
}

function countAll({
  articles,
  sets,
  reviews,
}: ContentOf): Pick<ExportPreview, 'articles' | 'tags' | 'decisions' | 'comments'> {
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  return {
    articles: articles.length,
    tags:
      sum(sets.map(({ annotations }) => annotations.length)) +
      sum(reviews.map(({ adjudicated }) => adjudicated?.tags.length ?? 0)),
    decisions: sum(reviews.map(({ decisions }) => decisions.length)),
    comments: sum(reviews.map(({ comments }) => comments.length)),
  };
}

function fileNameOf(library: ExportLibrary, request: ExportRequest, now: Date): string {
  const codec = findCodec(request.format);
  const { format } = request;
  const name = suggestExportName({
    about: aboutOf(library, request),
    person: personOf(library, request),
    format: format === 'native' ? 'framewise' : format,
    date: localDay(now),
  });
  return codec?.output === 'folder' ? name : `${name}.${codec?.extension ?? 'json'}`;
}

/** Whose tags or decisions the file has, in few words; `null` where names are to be left out. */
function personOf({ document }: ExportLibrary, request: ExportRequest): string | null {
  const { whose, hideNames } = request;
  const nameOf = (id: string): string => document.annotators.get(id)?.name ?? '';
  switch (whose.type) {
    case 'mine':
      return hideNames ? null : nameOf(document.self);
    case 'everyone':
      return 'everyone';
    case 'adjudicated':
      return 'adjudicated';
    case 'return':
      return hideNames ? 'return' : `return to ${nameOf(whose.annotator)}`;
  }
}

function aboutOf(library: ExportLibrary, { scope }: ExportRequest): string {
  switch (scope.type) {
    case 'article':
      return library.summaries().find(({ id }) => id === scope.articleId)?.details.title ?? '';
    case 'event':
      return scope.event === null
        ? 'without event'
        : (library.document.events.get(scope.event)?.title ?? '');
    case 'articles':
      return countOf(scope.ids.length, 'article');
    case 'all':
      return 'all articles';
  }
}
