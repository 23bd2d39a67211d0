import type { CodecError } from './codec.ts';

/** Most records that are refused one by one; a file with more of them is refused as a whole. */
export const REFUSAL_LIMIT = 100_000;

/** Why a file is refused of which hardly anything can be read. */
export function tooManyRefused(place: string): CodecError {
  const detail = `More than ${REFUSAL_LIMIT.toLocaleString('en')} records in it cannot be read.`;
  return { type: 'too-large', place, detail };
}

/** Says that a file has other words at a place than the text. */
export function describeMismatch(given: string, found: string): string {
  const from = whereTheyDiffer(given, found);
  return `Its words are not at its position: “${excerpt(given, from)}” should be there, and “${excerpt(found, from)}” is.`;
}

/**
 * Says the same of what may be looked for; `null` for a position that is no place in the text.
 *
 * @param whose what comes before *position*
 */
export function describeElsewhere(
  given: string,
  found: string | null,
  whose: 'this tag’s' | 'its' = 'this tag’s',
): string {
  const from = whereTheyDiffer(given, found ?? '');
  const there = found === null ? '' : `: “${excerpt(found, from)}” is there`;
  return `The text does not have the words “${excerpt(given, from)}” at ${whose} position${there}.`;
}

/** Characters of an excerpt, and those of them before what is to be seen in it; UTF-16. */
const EXCERPT = { length: 60, before: 15 } as const;

/** Where excerpts of two texts must begin to show how these differ; 0 where their beginnings do. */
function whereTheyDiffer(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at < EXCERPT.length / 2 ? 0 : at - EXCERPT.before;
}

/** In one line. */
function excerpt(words: string, from: number): string {
  const shown = shorten(words.slice(from)).replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu, '↵');
  return `${from > 0 ? '…' : ''}${shown}`;
}

export function shorten(words: string): string {
  const { length } = EXCERPT;
  return words.length > length ? `${words.slice(0, length).toWellFormed()}…` : words.toWellFormed();
}
