import { z } from 'zod';

import { ArticleId } from '#core/article/article.ts';
import { ArticleStep } from '#core/article/document.ts';
import { EventStep } from '#core/event/document.ts';
import { Uuid } from '#core/tags/ids.ts';

import type { JournalLine } from '../../document/files/journal.ts';

/** What a line of the library's journal does besides its steps. */
const Also = z.object({
  /** In articles. */
  parts: z.array(
    z.object({ articleId: ArticleId, steps: z.array(ArticleStep), inverse: z.array(ArticleStep) }),
  ),
  /** In what is said of events; since schema 4. */
  events: z
    .array(z.object({ eventId: Uuid, steps: z.array(EventStep), inverse: z.array(EventStep) }))
    .optional(),
  /** Names the files in `library/parts/` with further parts in articles; since schema 6. */
  owed: Uuid.optional(),
  /** Folder in `incoming/` whose articles this line adds. */
  staged: z.string().optional(),
});
export type Also = z.infer<typeof Also>;

/** What a line of the library's journal does to articles and events. */
export function alsoOf(line: JournalLine): Also {
  const parsed = Also.safeParse(line.also);
  return parsed.success ? parsed.data : { parts: [] };
}
