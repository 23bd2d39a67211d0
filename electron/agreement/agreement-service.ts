// Comparing annotators: what is collected for it, and the job that computes and writes the report.
// The measures themselves are in core/agreement.
import path from 'node:path';

import type { AgreementTag } from '#core/agreement/pairing/comparable-tag.ts';
import type {
  AgreementArticle,
  AgreementRequest as ComputedRequest,
} from '#core/agreement/report/report.ts';
import type { Annotation } from '#core/tags/tag.ts';
import type { ArticleSummary } from '#core/article/article.ts';
import { suggestFileName } from '#core/guards/file-names.ts';
import type {
  AgreementAnswer,
  AgreementError,
  AgreementFigures,
  AgreementFormat,
  AgreementRequest,
  ReportSaved,
} from '#core/contract/agreement.ts';
import type { JsonText } from '#core/guards/transfer.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Family } from '#core/event/records.ts';
import { compareAllFamilies } from '#core/review/links/agreement.ts';
import type { FamilySet } from '#core/review/links/items.ts';
import { withPlacements } from '#core/review/placement.ts';
import { compareText } from '#core/collections/order.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { ExportError } from '#core/contract/export.ts';

import type { Library, StoredOpenedArticle } from '../store/library/library.ts';
import type { AgreementFileJob, AgreementJob } from './agreement-job.ts';
import { settleWriting, type CannotWrite } from '../files/write-target.ts';

export interface AgreementServiceOptions {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle' | 'events'>;
  /** Computes the figures in a process of its own; rejects where that ended before it was done. */
  readonly compute: (job: AgreementJob, signal: AbortSignal) => Promise<JsonText<AgreementFigures>>;
  /** Makes and writes the file in a process of its own. */
  readonly write: (
    job: AgreementFileJob,
  ) => Promise<Result<{ readonly bytes: number }, CannotWrite>>;
  /** Name and version of the application. */
  readonly generator: string;
  readonly now: () => Date;
}

type SaveRequest = AgreementRequest & { readonly hideNames: boolean };

/** Says how well the annotators of an article or an event agree. */
export interface AgreementService {
  readonly report: (request: AgreementRequest) => Promise<Result<AgreementAnswer, AgreementError>>;
  /** Ends what is being computed; its requests are answered with `stopped`. */
  readonly stop: () => void;
  readonly fileName: (request: AgreementRequest, format: AgreementFormat) => string;
  /** What another report says of agreement; `null` where fewer than two have read anything. */
  readonly collect: (
    request: AgreementRequest,
  ) => Promise<
    Result<
      { readonly request: ComputedRequest; readonly links: Collected['links'] } | null,
      StoreError
    >
  >;
  /** `file`: absolute; an existing file is replaced only when the new one is complete. */
  readonly save: (
    request: SaveRequest,
    format: AgreementFormat,
    file: string,
  ) => Promise<Result<ReportSaved, ExportError>>;
}

/** Makes the service. */
export function createAgreementService(options: AgreementServiceOptions): AgreementService {
  const { library, compute, write, generator, now } = options;
  const running = new Set<AbortController>();
  return {
    report: async (request) => {
      const stopper = new AbortController();
      running.add(stopper);
      try {
        const collected = await collect(library, request);
        if (!collected.ok) return collected;
        const { annotators, articles, keptBack, links } = collected.value;
        const answer: Omit<AgreementAnswer, 'report'> = {
          links,
          annotators,
          articles: articles.map(({ id, title }) => ({ id, title })),
          keptBack,
        };
        if (annotators.length < 2) return ok({ ...answer, report: null });
        const job = computedRequest(library, request, collected.value);
        return ok({ ...answer, report: await compute(job, stopper.signal) });
      } catch (error) {
        if (stopper.signal.aborted) return err({ type: 'stopped' });
        const detail = error instanceof Error ? error.message : String(error);
        return err({ type: 'cannot-compute', detail });
      } finally {
        running.delete(stopper);
      }
    },
    stop: () => {
      for (const stopper of running) stopper.abort(new Error('Stopped.'));
    },
    collect: async (request) => {
      const collected = await collect(library, request);
      if (!collected.ok) return collected;
      const { annotators, links } = collected.value;
      if (annotators.length < 2) return ok(null);
      return ok({ request: computedRequest(library, request, collected.value), links });
    },
    fileName: (request, format) =>
      suggestFileName(`agreement ${titleOf(library, request)}`, format),
    save: async (request, format, file) => {
      const collected = await collect(library, request);
      if (!collected.ok) return collected;
      const { annotators, articles } = collected.value;
      if (annotators.length < 2) return err({ type: 'nothing-to-export' });
      const job: AgreementFileJob = {
        request: computedRequest(library, request, collected.value),
        format,
        path: file,
        annotators: request.hideNames
          ? annotators.map(({ id }, index) => ({ id, name: `annotator ${index + 1}` }))
          : annotators,
        articles: articles.map(({ id, title, text }) => ({ id, title, text })),
        links: collected.value.links,
        codebook: library.document.codebook,
        generatedAt: now().toISOString(),
        generator,
      };
      const written = await settleWriting(file, write(job));
      return written.ok ? ok({ path: file, fileName: path.basename(file) }) : written;
    },
  };
}

type Source = AgreementServiceOptions['library'];

function titleOf(library: Source, { scope }: AgreementRequest): string {
  if (scope.type === 'event') {
    return scope.event === null ? '' : (library.document.events.get(scope.event)?.title ?? '');
  }
  return library.summaries().find(({ id }) => id === scope.articleId)?.details.title ?? '';
}

function inScope({ scope }: AgreementRequest, summary: ArticleSummary): boolean {
  return scope.type === 'article'
    ? summary.id === scope.articleId
    : summary.details.event === scope.event;
}

/** An article as it is compared, with what is shown of it. */
interface CollectedArticle extends AgreementArticle {
  readonly title: string;
  readonly text: string;
}

interface Collected {
  readonly annotators: AgreementAnswer['annotators'];
  readonly articles: readonly CollectedArticle[];
  readonly keptBack: AgreementAnswer['keptBack'];
  readonly links: AgreementAnswer['links'];
}

/** Everybody's tags in the scope. Others come in the order of their ids, which says nothing of them. */
async function collect(
  library: Source,
  request: AgreementRequest,
): Promise<Result<Collected, StoreError>> {
  const { self } = library.document;
  const articles: CollectedArticle[] = [];
  const keptBack: { id: string; title: string }[] = [];
  const names = new Map<string, string>();
  for (const { id, details } of library.summaries().filter((one) => inScope(request, one))) {
    const { title, done } = details;
    if (request.blind && !done) {
      keptBack.push({ id, title });
      continue;
    }
    const read = await library.readArticle(id);
    if (!read.ok) return read;
    for (const { annotator } of read.value.sets) names.set(annotator.id, annotator.name);
    articles.push({ ...describeArticle(read.value, self), title, text: read.value.text });
  }
  for (const { id, name } of library.document.annotators) names.set(id, name);
  const readers = new Set(articles.flatMap(({ annotators }) => annotators));
  const others = [...readers].filter((id) => id !== self).sort(compareText);
  const annotators = [...(readers.has(self) ? [self] : []), ...others];
  const events = await collectFamilies(library, articles);
  if (!events.ok) return events;
  return ok({
    links: compareAllFamilies(annotators, events.value),
    annotators: annotators.map((id) => ({ id, name: names.get(id) ?? 'unknown' })),
    articles,
    keptBack,
  });
}

/** Everybody's families by event, as far as their passages are in the compared articles. */
async function collectFamilies(
  library: Source,
  articles: readonly CollectedArticle[],
): Promise<Result<FamilySet[][], StoreError>> {
  const compared = new Set(articles.map(({ id }) => id));
  const ids = new Set(
    library
      .summaries()
      .flatMap(({ id, details }) => (compared.has(id) ? (details.event ?? []) : [])),
  );
  const { self } = library.document;
  const sets: FamilySet[][] = [];
  const read = await library.events.readAll(ids);
  if (!read.ok) return read;
  for (const { families, linkSets } of read.value) {
    const withPlaces = (list: Iterable<Family>): Family[] =>
      [...list].flatMap((family) => {
        const renderings = family.renderings.filter(({ article }) => compared.has(article));
        return renderings.length > 0 ? [{ ...family, renderings }] : [];
      });
    const own = [...families].filter(({ creator }) => creator === self);
    sets.push([
      { annotator: self, families: withPlaces(own) },
      ...[...linkSets].map((set) => ({ annotator: set.id, families: withPlaces(set.families) })),
    ]);
  }
  return ok(sets);
}

/** One has read an article if one has tagged it or marked it done; others, if they sent a set. */
function describeArticle(
  { document, sets }: StoredOpenedArticle,
  self: string,
): Omit<CollectedArticle, 'title' | 'text'> {
  const own = [...document.annotations];
  const hasRead = own.length > 0 || document.details.done;
  return {
    id: document.id,
    length: document.length,
    annotators: [...(hasRead ? [self] : []), ...sets.map(({ annotator }) => annotator.id)],
    tags: [
      ...own.map((each) => comparable(each, self)),
      ...withPlacements(sets, document.placements).flatMap(({ annotator, annotations }) =>
        annotations.map((each) => comparable(each, annotator.id)),
      ),
    ],
    boilerplate: [...document.regions].map(({ start, end }) => ({ start, end })),
  };
}

/** Positions without the words; whose set it stands in says whose tag it is. */
function comparable(
  { id, category, fragments, attributes }: Annotation,
  annotator: string,
): AgreementTag {
  const places = fragments.map(({ start, end }) => ({ start, end }));
  return { id, category, fragments: places, attributes, annotator };
}

function computedRequest(
  library: Source,
  { measures }: AgreementRequest,
  { annotators, articles }: Collected,
): ComputedRequest {
  return {
    annotators: annotators.map(({ id }) => id),
    articles: articles.map(({ title: _title, text: _text, ...article }) => article),
    categories: library.document.codebook.categories.map(({ id }) => id),
    measures,
  };
}
