import path from 'node:path';

import { z } from 'zod';

import { IdMap } from '#core/collections/id-map.ts';
import { ArticleId } from '#core/article/article.ts';
import type { Trashed } from '#core/library/document.ts';

import type { Ground } from '../articles/article-stores.ts';
import { readIfThere, replaceFile } from '../../disk/files.ts';

const FILE = 'use-days.json';

const Stored = z.object({
  format: z.literal('framewise-use-days'),
  schema: z.literal(1),
  /** Days on which the library was used. */
  days: z.int().nonnegative(),
  /** The last of them as the clock had it; `YYYY-MM-DD`, UTC. */
  last: z.string().max(64),
  /** What is in the trash, and the number of the day on which it was found there. */
  trashed: z.array(z.object({ id: ArticleId, at: z.string().max(64), day: z.int() })),
});
type Found = z.infer<typeof Stored>['trashed'][number];

/**
 * Counts the days on which the library is used. A clock that was wrong once adds one day, however far
 * it jumped: what is to go for good by its age has its age from here, and not from the clock alone.
 */
export class UseDays {
  readonly #ground: Ground;
  #days = 0;
  #last = '';
  #trashed: IdMap<Found> = IdMap.empty();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The number of this day. */
  get today(): number {
    return this.#days;
  }

  /** Reads what was counted; a file that is lost or damaged makes everything young again. */
  async read(): Promise<void> {
    const { disk, dir } = this.#ground;
    try {
      const bytes = await readIfThere(disk, path.join(dir, FILE));
      if (!bytes) return;
      const stored = Stored.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
      this.#days = stored.days;
      this.#last = stored.last;
      this.#trashed = IdMap.from(stored.trashed);
    } catch {
      // Nothing of the analyst's work is in it.
    }
  }

  /** Takes over what is in the trash, and that another day may have begun. */
  async pass(trashed: IdMap<Trashed>): Promise<void> {
    const { disk, dir, now } = this.#ground;
    const found = [...trashed].map(({ id, at }) => {
      const before = this.#trashed.get(id);
      return before?.at === at ? before : { id, at, day: this.#days };
    });
    const today = now().toISOString().slice(0, 10);
    const isNew = found.some((each) => this.#trashed.get(each.id) !== each);
    if (today === this.#last && !isNew && found.length === this.#trashed.size) return;
    this.#trashed = IdMap.from(found);
    if (today !== this.#last) this.#days += 1;
    this.#last = today;
    const stored: z.infer<typeof Stored> = {
      ...{ format: 'framewise-use-days', schema: 1 },
      ...{ days: this.#days, last: today, trashed: found },
    };
    const bytes = Buffer.from(JSON.stringify(stored), 'utf8');
    // Where the disk refuses, this day is not counted.
    await replaceFile(disk, path.join(dir, FILE), bytes).catch(() => undefined);
  }

  /** Days of use since an article was found in the trash. */
  inTrash(id: string): number {
    return this.#days - (this.#trashed.get(id)?.day ?? this.#days);
  }
}
