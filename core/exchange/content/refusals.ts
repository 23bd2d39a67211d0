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
  return `Its words are not at its position: “${shorten(given)}” should be there, and “${shorten(found)}” is.`;
}

export function shorten(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).toWellFormed()}…` : words.toWellFormed();
}
