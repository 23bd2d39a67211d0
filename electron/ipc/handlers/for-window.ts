import { toTagSteps } from '#core/contract/for-window/for-window.ts';
import { packLibrary, type Applied, type SentLibrary } from '#core/contract/library.ts';

import type { Acknowledged, Library } from '../../store/library/library.ts';

/** What all articles share, as the window holds it. */
export function describeLibrary(library: Library): SentLibrary {
  const { document } = library;
  const self = document.annotators.get(document.self);
  if (!self) throw new Error('The library lacks its own annotator.');
  return packLibrary({
    self,
    annotators: [...document.annotators],
    events: [...document.events].sort((a, b) => a.title.localeCompare(b.title, 'en')),
    trashed: library.trashed(),
    codebook: document.codebook,
    aliases: [...document.aliases],
    articles: library.summaries(),
  });
}

/**
 * A change that is on disk, as the window applies it to its own copy. What all articles share is
 * sent along only when the list shows something of the change; tag counts the window knows itself.
 */
export function describeApplied(library: Library, done: Acknowledged): Applied {
  const { kind, articleId, label, at } = done;
  const touched = listTouched(done);
  const base = { kind, articleId, touched, label, at, history: library.historyState() };
  if (done.eventId !== undefined) {
    return { ...base, steps: [], event: { eventId: done.eventId, steps: done.steps } };
  }
  if (done.articleId === null) return { ...base, steps: [], library: describeLibrary(library) };
  const steps = done.steps.flatMap(toTagSteps);
  return done.steps.some(({ op }) => op === 'set-details')
    ? { ...base, steps, library: describeLibrary(library) }
    : { ...base, steps };
}

function listTouched(done: Acknowledged): readonly string[] {
  if (done.eventId !== undefined) return [];
  if (done.articleId !== null) return [done.articleId];
  const broughtBack = done.steps.flatMap((step) => (step.op === 'remove-trashed' ? step.id : []));
  const changed = done.articles.map(({ articleId }) => articleId);
  return [...new Set([...broughtBack, ...changed, ...done.owing])];
}

/**
 * Tells everyone of a change that is on disk. The answer to a change of several articles and events
 * holds none of their steps: the window reads the one it shows again.
 */
export function createAnnouncer(options: {
  readonly library: Library;
  readonly articleChanged: (articleId: string) => void;
  readonly eventChanged: (eventId: string) => void;
  readonly historyChanged: () => void;
}): (done: Acknowledged) => Applied {
  return (done) => {
    options.historyChanged();
    if (done.articleId === null && done.eventId === undefined) {
      for (const { articleId } of done.articles) options.articleChanged(articleId);
      for (const articleId of done.owing) options.articleChanged(articleId);
      for (const eventId of done.events) options.eventChanged(eventId);
    }
    return describeApplied(options.library, done);
  };
}
