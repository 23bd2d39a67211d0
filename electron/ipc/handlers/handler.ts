// What the main process answers to each question, one file for each feature, with only the services it needs.
// Asking and answering goes through the gate above; what a service does is written in the service.
import type { z } from 'zod';

import type { Question } from '#core/contract/question.ts';

/** One answerer for each row of a table of questions. */
export type HandlersOf<Q extends Readonly<Record<string, Question>>> = {
  readonly [C in keyof Q]: (
    request: z.infer<Q[C]['schema']>,
  ) => NonNullable<Q[C]['answer']> | Promise<NonNullable<Q[C]['answer']>>;
};
