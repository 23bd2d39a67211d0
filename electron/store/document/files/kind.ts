// The files of one document: lines of the journal, snapshots, and what is read from both at the start.
// When a file is written, and in which order, is for electron/store/document.
import { z } from 'zod';

import {
  applyArticleSteps,
  ARTICLE_SCHEMA,
  ArticleStep,
  fromStoredArticle,
  StoredArticle,
  toStoredArticle,
  type ArticleDocument,
} from '#core/article/document.ts';
import {
  applyEventSteps,
  EVENT_SCHEMA,
  EventStep,
  fromStoredEvent,
  StoredEvent,
  toStoredEvent,
  type EventDocument,
} from '#core/event/document.ts';
import {
  applyLibrarySteps,
  fromStoredLibrary,
  LIBRARY_SCHEMA,
  LibraryStep,
  StoredLibrary,
  toStoredLibrary,
  type LibraryDocument,
} from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { JournalLine } from './journal.ts';

/** What brings the stored form of one schema to the next; pure. */
export interface Migration {
  readonly content: (stored: unknown) => unknown;
  readonly steps: (steps: readonly unknown[]) => readonly unknown[];
}

/** Everything the store must know about one kind of document. `D` is immutable. */
export interface DocumentKind<D, S> {
  readonly format: string;
  readonly schema: number;
  /** By the schema that it starts from. */
  readonly migrations: Readonly<Record<number, Migration>>;
  readonly parse: (stored: unknown) => Result<D, string>;
  readonly toStored: (document: D) => unknown;
  readonly parseSteps: (steps: unknown) => Result<readonly S[], string>;
  readonly applySteps: (
    document: D,
    steps: readonly S[],
  ) => Result<{ readonly document: D; readonly inverse: readonly S[] }, { readonly type: string }>;
}

function parseWith<T>(schema: z.ZodType<T>, value: unknown): Result<T, string> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

/** Brings stored content to the kind's own schema, step by step, on a copy. */
export function migrateContent<D, S>(
  kind: DocumentKind<D, S>,
  from: number,
  content: unknown,
): unknown {
  let current = content;
  for (let schema = from; schema < kind.schema; schema += 1) {
    current = kind.migrations[schema]?.content(structuredClone(current)) ?? current;
  }
  return current;
}

/** The steps of a line, or their inverse, in the kind's own schema. */
export function stepsOf<D, S>(
  kind: DocumentKind<D, S>,
  line: Pick<JournalLine, 'schema' | 'steps' | 'inverse'>,
  which: 'steps' | 'inverse',
): Result<readonly S[], string> {
  let current: readonly unknown[] = line[which];
  for (let schema = line.schema; schema < kind.schema; schema += 1) {
    current = kind.migrations[schema]?.steps(structuredClone(current)) ?? current;
  }
  return kind.parseSteps(current);
}

/** The document after one more line. */
export function applyLine<D, S>(
  kind: DocumentKind<D, S>,
  document: D,
  line: JournalLine,
): Result<D, string> {
  const steps = stepsOf(kind, line, 'steps');
  if (!steps.ok) return steps;
  const applied = kind.applySteps(document, steps.value);
  return applied.ok ? ok(applied.value.document) : err(applied.error.type);
}

/** An article with its own analyst's tags. */
export const ARTICLE_KIND: DocumentKind<ArticleDocument, ArticleStep> = {
  format: 'framewise-article',
  schema: ARTICLE_SCHEMA,
  migrations: {
    // Until then a set of another annotator was in force by lying in the folder; see `readSets`.
    1: { content: (stored) => ({ ...(stored as object), sets: [] }), steps: (steps) => steps },
    // Until then there was no review.
    2: {
      content: (stored) => ({ ...(stored as object), decisions: [], comments: [] }),
      steps: (steps) => steps,
    },
    // Until then nobody could give a tag of another version of the text its place.
    3: {
      content: (stored) => ({ ...(stored as object), placements: [] }),
      steps: (steps) => steps,
    },
    // Until then no source had a receipt, and no tag came with an earlier version.
    4: { content: (stored) => ({ ...(stored as object), carried: [] }), steps: (steps) => steps },
  },
  parse(stored) {
    const parsed = parseWith(StoredArticle, stored);
    return parsed.ok ? ok(fromStoredArticle(parsed.value)) : parsed;
  },
  toStored: toStoredArticle,
  parseSteps: (steps) => parseWith(z.array(ArticleStep), steps),
  applySteps: applyArticleSteps,
};

/** What all articles share. */
export const LIBRARY_KIND: DocumentKind<LibraryDocument, LibraryStep> = {
  format: 'framewise-library',
  schema: LIBRARY_SCHEMA,
  migrations: {
    1: { content: (stored) => stored, steps: (steps) => steps },
    // Until then nobody could say who is named, and the delivered codebook had no second version.
    2: {
      content: (stored) => ({ ...(stored as object), aliases: [], delivered: null }),
      steps: (steps) => steps,
    },
    // Until then a change of several documents had no part in what is said of events.
    3: { content: (stored) => stored, steps: (steps) => steps },
    // Until then nothing that came in had a receipt.
    4: { content: (stored) => stored, steps: (steps) => steps },
    // Until then every change of several articles had their parts in its line.
    5: { content: (stored) => ({ ...(stored as object), owed: [] }), steps: (steps) => steps },
  },
  parse(stored) {
    const parsed = parseWith(StoredLibrary, stored);
    return parsed.ok ? ok(fromStoredLibrary(parsed.value)) : parsed;
  },
  toStored: toStoredLibrary,
  parseSteps: (steps) => parseWith(z.array(LibraryStep), steps),
  applySteps: applyLibrarySteps,
};

/** What is said of an event. */
export const EVENT_KIND: DocumentKind<EventDocument, EventStep> = {
  format: 'framewise-event',
  schema: EVENT_SCHEMA,
  migrations: {},
  parse(stored) {
    const parsed = parseWith(StoredEvent, stored);
    return parsed.ok ? ok(fromStoredEvent(parsed.value)) : parsed;
  },
  toStored: toStoredEvent,
  parseSteps: (steps) => parseWith(z.array(EventStep), steps),
  applySteps: applyEventSteps,
};
