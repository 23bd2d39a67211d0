import type { ReadOptions } from '../reading.ts';
import { trackedSentence } from '../tracked-sentence.ts';
import type { Aside } from './paragraph-writer.ts';

/** Who made a change that was tracked and when, as far as the document says it. */
export interface ChangeMark {
  readonly author: string | undefined;
  readonly date: string | undefined;
  /** Words that were moved stand in two places. */
  readonly isMove: boolean;
}

/** The changes in which words stand. */
export interface ChangeMarks {
  readonly inserted: ChangeMark | null;
  readonly deleted: ChangeMark | null;
}

export const UNCHANGED: ChangeMarks = { inserted: null, deleted: null };

/** Changes that were tracked in a document: counts them, and says what they make of words. */
export class TrackedChanges {
  insertions = 0;
  deletions = 0;
  readonly reading: 'accepted' | 'rejected';

  constructor({ tracked }: ReadOptions) {
    this.reading = tracked ?? 'accepted';
  }

  /** Why words with these marks are not in the text as it reads; `null` where they are. */
  asideOf({ inserted, deleted }: ChangeMarks): Aside | null {
    const isAccepted = this.reading === 'accepted';
    if (inserted && deleted) {
      return hidden(`Tracked change: inserted${by(inserted)} and deleted again${by(deleted)}.`);
    }
    if (deleted && isAccepted) {
      return hidden(`Tracked change: ${deleted.isMove ? 'moved away' : 'deleted'}${by(deleted)}.`);
    }
    if (inserted && !isAccepted) {
      return hidden(
        `Tracked change: ${inserted.isMove ? 'moved here' : 'inserted'}${by(inserted)}.`,
      );
    }
    return null;
  }

  /** Whether the end of a paragraph with these marks is gone, so that the next one goes on in it. */
  joins({ inserted, deleted }: ChangeMarks): boolean {
    return this.reading === 'accepted' ? deleted !== null : inserted !== null;
  }

  /** For `Reading.tracked`. */
  get counts(): { readonly insertions: number; readonly deletions: number } | undefined {
    const { insertions, deletions } = this;
    return insertions + deletions > 0 ? { insertions, deletions } : undefined;
  }

  /** What the analyst is told; `null` where nothing was tracked. */
  get warning(): string | null {
    return this.counts ? trackedSentence(this.counts, this.reading) : null;
  }
}

function hidden(why: string): Aside {
  return { part: 'hidden', why };
}

function by({ author, date }: ChangeMark): string {
  const day = date === undefined ? null : /^\d{4}-\d{2}-\d{2}/u.exec(date);
  return `${author ? ` by ${author.slice(0, 100)}` : ''}${day ? ` on ${day[0]}` : ''}`;
}
