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
  applyLibrarySteps,
  fromStoredLibrary,
  LIBRARY_SCHEMA,
  LibraryStep,
  StoredLibrary,
  toStoredLibrary,
  type LibraryDocument,
} from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

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
  migrations: { 1: { content: (stored) => stored, steps: (steps) => steps } },
  parse(stored) {
    const parsed = parseWith(StoredLibrary, stored);
    return parsed.ok ? ok(fromStoredLibrary(parsed.value)) : parsed;
  },
  toStored: toStoredLibrary,
  parseSteps: (steps) => parseWith(z.array(LibraryStep), steps),
  applySteps: applyLibrarySteps,
};
