import type { z } from 'zod';

import type { Result } from '../result.ts';

/** What the window may ask: how the question must look, and the type of its answer. */
export interface Question<
  S extends z.ZodType = z.ZodType,
  A extends Result<unknown, unknown> = Result<unknown, unknown>,
> {
  /** The main process parses every payload with it. */
  readonly schema: S;
  /** Never there: it carries the type alone. */
  readonly answer?: A;
}

/** One row of the contract: `question(schema).answeredBy<Result<…>>()`. */
export function question<S extends z.ZodType>(schema: S) {
  return { answeredBy: <A extends Result<unknown, unknown>>(): Question<S, A> => ({ schema }) };
}
