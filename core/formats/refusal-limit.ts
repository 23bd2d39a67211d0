import type { CodecError } from './codec.ts';

/** Most records that are refused one by one; a file with more of them is refused as a whole. */
export const REFUSAL_LIMIT = 100_000;

/** Why a file is refused of which hardly anything can be read. */
export function tooManyRefused(place: string): CodecError {
  const detail = `More than ${REFUSAL_LIMIT.toLocaleString('en')} records in it cannot be read.`;
  return { type: 'too-large', place, detail };
}
