import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

/** Languages whose printers set a cue between dashes inside the marks: «Мы ждём, — сказал он, — и всё». */
const LANGUAGES = [FRENCH, GERMAN, RUSSIAN, SPANISH];

/** Dashes as they stand before and behind a cue; a hyphen is one only between white space. */
const DASH = /\s?[—–]\s?|\s-\s/gu;

/** A cue is at most this long, in code units. */
const CUE_REACH = 120;

/** A stretch of a text by its ends, in code units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The cues between dashes in the words of a quotation, dashes and white space included; in order. */
export function cuesInsideDashes(words: string): Stretch[] {
  const dashes = [...words.matchAll(DASH)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const cues: Stretch[] = [];
  for (let index = 0; index + 1 < dashes.length; index += 1) {
    const opening = dashes[index];
    const closing = dashes[index + 1];
    if (!opening || !closing || closing.start - opening.end > CUE_REACH) continue;
    const inner = words.slice(opening.end, closing.start);
    if (
      !/^\p{Ll}/u.test(inner) ||
      !LANGUAGES.some((language) => inner.search(language().verb) >= 0)
    )
      continue;
    cues.push({ start: opening.start, end: closing.end });
    index += 1;
  }
  return cues;
}
