import path from 'node:path';

import type { Annotation } from '#core/annotation.ts';
import type { ArticleSummary } from '#core/article.ts';
import { suggestFileName } from '#core/file-names.ts';
import {
  sampleNative,
  type ArticleWithText,
  type NativeContent,
  type NativeSet,
} from '#core/formats/native.ts';
import type {
  ExportDone,
  ExportError,
  ExportPreview,
  ExportRequest,
  StoreError,
} from '#core/ipc-contract.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Library, StoredOpenedArticle } from '../store/library.ts';
import type { ExportJob, WriteExportError } from './write-export.ts';

/** What the service needs of the library. */
export type ExportLibrary = Pick<Library, 'document' | 'summaries' | 'readArticle'>;

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
      const collected = await collect(library, request);
      if (!collected.ok) return collected;
      const content = collected.value;
      return ok({
        articles: content.articles.length,
        tags: countTags(content),
        sample: sampleNative(content, request),
        fileName: suggestFileName(titleOf(library, request), 'json'),
      });
    },
    save: async (request, file) => {
      const collected = await collect(library, request);
      if (!collected.ok) return collected;
      const { includeText, hideNames } = request;
      const written = await write({
        content: collected.value,
        options: { includeText, hideNames, generator, exportedAt: now().toISOString() },
        path: file,
      });
      if (!written.ok) return written;
      return ok({
        path: file,
        fileName: path.basename(file),
        articles: collected.value.articles.length,
        tags: countTags(collected.value),
      });
    },
  };
}

function countTags({ sets }: NativeContent): number {
  return sets.reduce((sum, { annotations }) => sum + annotations.length, 0);
}

function inScope(request: ExportRequest, summary: ArticleSummary): boolean {
  const { scope } = request;
  switch (scope.type) {
    case 'article':
      return summary.id === scope.articleId;
    case 'event':
      return summary.details.event === scope.event;
    case 'all':
      return true;
  }
}

function titleOf(library: ExportLibrary, { scope }: ExportRequest): string {
  switch (scope.type) {
    case 'article':
      return library.summaries().find(({ id }) => id === scope.articleId)?.details.title ?? '';
    case 'event':
      return scope.event === null ? '' : (library.document.events.get(scope.event)?.title ?? '');
    case 'all':
      return '';
  }
}

/** Everything in the scope: every annotator's tags, and of people and events those that occur. */
async function collect(
  library: ExportLibrary,
  request: ExportRequest,
): Promise<
  Result<NativeContent<ArticleWithText>, StoreError | { readonly type: 'nothing-to-export' }>
> {
  const articles: ArticleWithText[] = [];
  const sets: NativeSet[] = [];
  const names = new Map<string, string>();
  const events = new Set<string>();
  for (const summary of library.summaries()) {
    if (!inScope(request, summary)) continue;
    const read = await library.readArticle(summary.id);
    if (!read.ok) return read;
    const { document, text } = read.value;
    articles.push({
      id: document.id,
      details: document.details,
      sources: document.sources,
      boilerplate: [...document.regions],
      text,
    });
    if (document.details.event !== null) events.add(document.details.event);
    for (const [annotator, annotations] of tagsByAnnotator(read.value)) {
      sets.push({ annotator, articleId: document.id, annotations });
    }
    for (const { annotator } of read.value.sets) names.set(annotator.id, annotator.name);
  }
  if (articles.length === 0) return err({ type: 'nothing-to-export' });
  for (const { id, name } of library.document.annotators) names.set(id, name);
  const people = new Set(sets.map(({ annotator }) => annotator));
  return ok({
    codebook: library.document.codebook,
    annotators: [...people].map((id) => ({ id, name: names.get(id) ?? 'unknown' })),
    events: [...library.document.events].filter(({ id }) => events.has(id)),
    articles,
    sets,
  });
}

/** One's own tags and those of others, each tag once, those without any left out. */
function tagsByAnnotator({
  document,
  sets,
}: StoredOpenedArticle): ReadonlyMap<string, readonly Annotation[]> {
  const seen = new Set<string>();
  const byAnnotator = new Map<string, Annotation[]>();
  for (const each of [...document.annotations, ...sets.flatMap((set) => set.annotations)]) {
    if (seen.has(each.id)) continue;
    seen.add(each.id);
    const before = byAnnotator.get(each.creator);
    if (before) before.push(each);
    else byAnnotator.set(each.creator, [each]);
  }
  return byAnnotator;
}
