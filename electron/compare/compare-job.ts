// Comparing the outlets of an event: what is collected for it, and the job that computes in another process.
// What is computed is in core/compare.
import { compareEvent } from '#core/compare/comparison/compare-event.ts';
import type { Comparison } from '#core/compare/comparison/comparison.ts';
import type { ArticleToCompare, CategoryRoles } from '#core/compare/comparison/input.ts';
import type { ArticleReading } from '#core/compare/texts/article-reading.ts';
import { fromStoredEvent, type StoredEvent } from '#core/event/document.ts';
import { toJsonText, type JsonText } from '#core/guards/transfer.ts';
import type { Alias } from '#core/people/alias.ts';

import type { JobReports } from '../jobs/messages.ts';

/** An event to be compared; plain data, so that another process can do it. */
export interface CompareJob {
  readonly articles: readonly ArticleToCompare[];
  readonly aliases: readonly Alias[];
  readonly roles: CategoryRoles;
  readonly nameAttributes: readonly string[];
  readonly document: StoredEvent;
  readonly comparesOneTexts: boolean;
}

/** Texts of which what was read is kept, in UTF-16 code units: some hundred megabytes at most. */
const KEPT_LENGTH = 4_000_000;

/** What was read of texts, by their SHA-256, those that were asked for last at the end. */
const READINGS = new Map<string, ArticleReading>();

/** Compares an event for the window. */
export function runCompareJob(job: CompareJob, reports: JobReports = {}): JsonText<Comparison> {
  return toJsonText(compareCollected(job, reports));
}

/** Compares an event. A text never changes, so what was read of it is kept for the next question. */
export function compareCollected(
  { document, nameAttributes, ...event }: CompareJob,
  { report }: JobReports,
): Comparison {
  const comparison = compareEvent(
    {
      ...event,
      nameAttributes: new Set(nameAttributes),
      document: fromStoredEvent(document),
    },
    { readings: READINGS, ...(report && { report }) },
  );
  forgetMost(event.articles);
  return comparison;
}

function forgetMost(articles: readonly ArticleToCompare[]): void {
  for (const { id } of articles) {
    const reading = READINGS.get(id);
    READINGS.delete(id);
    if (reading) READINGS.set(id, reading);
  }
  let length = 0;
  for (const { text } of READINGS.values()) length += text.length;
  for (const [id, { text }] of READINGS) {
    if (length <= KEPT_LENGTH) return;
    READINGS.delete(id);
    length -= text.length;
  }
}
