import path from 'node:path';

import { suggestFileName } from '#core/file-names.ts';
import { sampleNative, type NativeContent } from '#core/formats/native.ts';
import type { ExportDone, ExportError, ExportPreview, ExportRequest } from '#core/ipc-contract.ts';
import { ok, type Result } from '#core/result.ts';

import { collectExport, type ExportLibrary } from './collect-export.ts';
import { countOutcomes } from './count-outcomes.ts';
import type { ExportJob, WriteExportError } from './write-export.ts';

/** Undecided differences that are named; the others are counted. */
const NAMED = 20;

export interface ExportServiceOptions {
  readonly library: ExportLibrary;
  /** Makes, verifies and writes a file, in a process of its own. */
  readonly write: (job: ExportJob) => Promise<Result<{ readonly bytes: number }, WriteExportError>>;
  /** Name and version of the application, for the file's header. */
  readonly generator: string;
  readonly now: () => Date;
}

/** Writes what analysts have made into files for other programs. */
export interface ExportService {
  readonly preview: (request: ExportRequest) => Promise<Result<ExportPreview, ExportError>>;
  /** `file`: absolute; an existing file is replaced only when the new one is complete. */
  readonly save: (request: ExportRequest, file: string) => Promise<Result<ExportDone, ExportError>>;
}

/** Makes the service. */
export function createExportService(options: ExportServiceOptions): ExportService {
  const { library, write, generator, now } = options;
  return {
    preview: async (request) => {
      const collected = await collectExport(library, request);
      if (!collected.ok) return collected;
      const { content, undecided, returned, leftOut } = collected.value;
      return ok({
        ...countAll(content),
        undecided: { count: undecided.length, first: undecided.slice(0, NAMED) },
        returned: content.returnFor === null ? null : countOutcomes(returned),
        leftOut,
        sample: sampleNative(content, request),
        fileName: suggestFileName(titleOf(library, request), 'json'),
      });
    },
    save: async (request, file) => {
      const collected = await collectExport(library, request);
      if (!collected.ok) return collected;
      const { content } = collected.value;
      const { includeText, hideNames } = request;
      const written = await write({
        content,
        options: { includeText, hideNames, generator, exportedAt: now().toISOString() },
        path: file,
      });
      if (!written.ok) return written;
      const { articles, tags } = countAll(content);
      return ok({ path: file, fileName: path.basename(file), articles, tags });
    },
  };
}

function countAll({
  articles,
  sets,
  reviews,
}: NativeContent): Pick<ExportPreview, 'articles' | 'tags' | 'decisions' | 'comments'> {
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

function titleOf(library: ExportLibrary, { scope, whose }: ExportRequest): string {
  const title = titleOfScope(library, scope);
  if (whose.type !== 'return') return title;
  const name = library.document.annotators.get(whose.annotator)?.name ?? '';
  return `return to ${name} ${title}`;
}

function titleOfScope(library: ExportLibrary, scope: ExportRequest['scope']): string {
  switch (scope.type) {
    case 'article':
      return library.summaries().find(({ id }) => id === scope.articleId)?.details.title ?? '';
    case 'event':
      return scope.event === null ? '' : (library.document.events.get(scope.event)?.title ?? '');
    case 'all':
      return '';
  }
}
