import { z } from 'zod';

import { Uuid } from '../tags/ids.ts';
import { ArticleId } from './article.ts';

/** That a tag was not made on this text but came with an earlier version of it, whose words stand here. */
export const CarriedTag = z.strictObject({
  /** Of the tag here. */
  id: Uuid,
  /** The earlier version, and the tag there. */
  from: z.strictObject({ article: ArticleId, tag: Uuid }),
});
export type CarriedTag = z.infer<typeof CarriedTag>;
