import { countOf } from '../numbers.ts';
import type { Reading, ReadOptions } from './reading.ts';

/** What is said of a document in which changes were tracked, and of how its text reads. */
export function trackedSentence(
  { insertions, deletions }: NonNullable<Reading['tracked']>,
  reading: NonNullable<ReadOptions['tracked']>,
): string {
  return (
    `The document has tracked changes: ${countOf(insertions, 'insertion')} and ` +
    `${countOf(deletions, 'deletion')}. The text reads as if all of them were ${reading}; ` +
    'what it would have otherwise is among what was left out.'
  );
}
