import type { ArticleToCompare } from '#core/compare/comparison/input.ts';
import { rolesOf } from '#core/compare/comparison/input.ts';
import type { Comparison } from '#core/compare/comparison/comparison.ts';
import { compareText } from '#core/collections/order.ts';
import type { CompareError, CompareProgress, CompareRequest } from '#core/contract/compare.ts';
import { toStoredEvent } from '#core/event/document.ts';
import type { JsonText } from '#core/guards/transfer.ts';
import { nameAttributes } from '#core/people/names-in-tags.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { JobWatch } from '../jobs/runner.ts';
import type { Library } from '../store/library/library.ts';
import type { CompareJob } from './compare-job.ts';

export interface CompareServiceOptions {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle' | 'events'>;
  /** Compares in a process of its own; rejects where that ended before it was done. */
  readonly compute: (job: CompareJob, watch: JobWatch) => Promise<JsonText<Comparison>>;
  readonly onProgress: (progress: CompareProgress | null) => void;
}

/** Says what the articles of an event have in common and in what they differ. */
export interface CompareService {
  readonly read: (request: CompareRequest) => Promise<Result<JsonText<Comparison>, CompareError>>;
  /** Ends what is being compared; its questions are answered with `stopped`. */
  readonly stop: () => void;
}

/** A question that waits until the one before it is answered. */
interface Asked {
  readonly stopper: AbortController;
  readonly done: Promise<unknown>;
}

/** Makes the service. One event is compared at a time, so that what was read of texts is there for the next. */
export function createCompareService(options: CompareServiceOptions): CompareService {
  const { library, compute, onProgress } = options;
  let running: Asked | null = null;
  let waiting: AbortController | null = null;

  const answer = async (
    request: CompareRequest,
    { signal }: AbortController,
  ): Promise<Result<JsonText<Comparison>, CompareError>> => {
    try {
      const collected = await collectEvent(library, request, signal);
      if (!collected.ok) return collected;
      const { eventId } = request;
      const report = (share: number): void => {
        onProgress({ eventId, share });
      };
      return ok(await compute(collected.value, { signal, report }));
    } catch (error) {
      if (signal.aborted) return err({ type: 'stopped' });
      const detail = error instanceof Error ? error.message : String(error);
      return err({ type: 'cannot-compute', detail });
    }
  };

  return {
    read: async (request) => {
      const stopper = new AbortController();
      // Of several that wait only the last is of use: it is about what is now.
      waiting?.abort();
      waiting = stopper;
      while (running) await running.done;
      if (waiting === stopper) waiting = null;
      if (stopper.signal.aborted) return err({ type: 'stopped' });
      const done = answer(request, stopper);
      running = { stopper, done };
      try {
        return await done;
      } finally {
        running = null;
        onProgress(null);
      }
    },
    stop: () => {
      waiting?.abort();
      running?.stopper.abort(new Error('Stopped.'));
    },
  };
}

/** The articles of an event with one's own tags, in the order in which they appeared. */
export async function collectEvent(
  library: CompareServiceOptions['library'],
  { eventId, comparesOneTexts }: CompareRequest,
  signal: AbortSignal,
): Promise<Result<CompareJob, CompareError>> {
  const { codebook, aliases } = library.document;
  const words = await library.events.read(eventId);
  if (!words.ok) return words;
  const articles: ArticleToCompare[] = [];
  for (const { id, details } of library.summaries()) {
    if (details.event !== eventId) continue;
    signal.throwIfAborted();
    const read = await library.readArticle(id);
    if (!read.ok) return read;
    const { document, text } = read.value;
    const { title, outlet, published, versionOf = null } = details;
    articles.push({
      ...{ id, text, title, outlet, published, versionOf },
      tags: [...document.annotations],
      boilerplate: [...document.regions].map(({ start, end }) => ({ start, end })),
    });
  }
  // Days as they are usually written sort as text; what has none comes last, as it was added.
  articles.sort((a, b) => compareText(a.published ?? '\uffff', b.published ?? '\uffff'));
  return ok({
    articles,
    aliases: [...aliases],
    roles: rolesOf(codebook),
    nameAttributes: [...nameAttributes(codebook)],
    document: toStoredEvent(words.value.document),
    comparesOneTexts,
  });
}
