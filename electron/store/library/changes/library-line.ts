import { z } from 'zod';

import { ArticleId } from '#core/article/article.ts';
import { ArticleStep } from '#core/article/document.ts';

import type { JournalLine } from '../../document/journal.ts';

/** What a line of the library's journal does besides its steps. */
const Also = z.object({
  parts: z.array(
    z.object({ articleId: ArticleId, steps: z.array(ArticleStep), inverse: z.array(ArticleStep) }),
  ),
  /** Folder in `incoming/` whose articles this line adds. */
  staged: z.string().optional(),
});
export type Also = z.infer<typeof Also>;

/** A change's part for one article. */
export type Part = Also['parts'][number];

/** What a line of the library's journal does to articles. */
export function alsoOf(line: JournalLine): Also {
  const parsed = Also.safeParse(line.also);
  return parsed.success ? parsed.data : { parts: [] };
}
