import { z } from 'zod';

import { AnnotationSchema, FRAGMENT_LIMIT, SpanSchema } from './tag.ts';

/** A tag of somebody else that does not fit the text, with the place that it may belong to. */
export const ProposedTag = z.strictObject({
  /** With the words and positions that its author gave it. */
  annotation: AnnotationSchema,
  /** Where its fragments may be, in their order; UTF-16, half-open. */
  fragments: z.array(SpanSchema).min(1).max(FRAGMENT_LIMIT),
  /** 0 to 1: how well the worst of these places fits. */
  score: z.number().min(0).max(1),
  /** How many other places were as good or nearly. */
  rivals: z.int().nonnegative(),
});
export type ProposedTag = z.infer<typeof ProposedTag>;
