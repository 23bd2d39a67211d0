import { isoMoment } from '../../written-moment.ts';

/** How days are written inside a line: the year first, the month by its name, days and dots. */
const WRITTEN_DAYS = [
  /(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?/u,
  /(?<!\d)\d{4}年\s?\d{1,2}月\s?\d{1,2}日/u,
  /(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?\d{4}(?!\d)/u,
  /\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?!\d)/u,
  /(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)/u,
] as const;

/** Lines longer than this are text, not a date. */
const LONGEST = 200;

/** The first day in a line as it is written there, if it can be understood. */
export function dayIn(line: string): string | undefined {
  if (line.length > LONGEST) return undefined;
  for (const pattern of WRITTEN_DAYS) {
    const written = pattern.exec(line)?.[0];
    if (written !== undefined && isoMoment(written) !== undefined) return written;
  }
  return undefined;
}
