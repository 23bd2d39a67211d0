// Words of a text as they are compared: keys, stems, what says little, and what each weighs in an event.
// Nothing here knows of quotations; what the window calls a word is core/text's.
import { graphemeBoundaryFrom } from '../../text/graphemes.ts';
import { segmenterFor, DEFAULT_LOCALE } from '../../text/segmenter.ts';
import type { KnownLanguage } from '../../text/speech/detect.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { stemOf } from './stem.ts';

/** One word of a vocabulary; words of one key are one. */
export interface Word {
  /** Without case, marks and the points of initials. */
  readonly key: string;
  readonly stem: string;
  /** Not a function word. */
  readonly isContent: boolean;
}

/** The words of one text in order. Offsets in UTF-16 code units, half-open. */
export interface WordTable {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Which word of the vocabulary each is. */
  readonly ids: Uint32Array;
  /** 1 where a word begins with a capital. */
  readonly capitals: Uint8Array;
  /** Every different word once. */
  readonly vocabulary: readonly Word[];
}

/** Initials, a letter sequence with inner apostrophes, a number with its commas and points. */
const WORD =
  /(?<![\p{L}\p{M}])\p{L}(?:\.\p{L})+\.?(?![\p{L}\p{M}])|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|\p{N}+(?:[.,]\p{N}+)*/gu;

/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Characters among which those are; to look for these is much faster, and most texts have none. */
const MAY_BE_UNSPACED = /[\u0e00-\u1fff\u2e80-\u{10ffff}]/u;
/**
 * Code units of such a run that are parted into words at once: the time for a run grows with its square.
 * No sentence is as long.
 */
const UNSPACED_BLOCK = 1_000;
const CAPITAL = /^\p{Lu}/u;
const INITIALS = /^\p{L}(?:\.\p{L})+\.?$/u;
const PLAIN = /^[a-z0-9]+$/u;

/** What two spellings of one word have in common: no case, no marks, one kind of apostrophe. */
export function keyOf(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const folded = lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'");
  // Without their marks letters of some scripts are others; put together again they are one letter.
  const key = folded.normalize('NFC');
  return INITIALS.test(key) ? key.replaceAll('.', '') : key;
}

/** Tells of each word of a text where it begins; one pass. */
export function eachWord(text: string, take: (word: string, start: number) => void): void {
  eachWordPlace(text, (start, end) => take(text.slice(start, end), start));
}

/**
 * Tells of each word of a text where it begins and ends, and whether it is nothing but letters of ASCII;
 * one pass. Most words are, and finding these by the pattern would take several times as long.
 */
export function eachWordPlace(
  text: string,
  take: (start: number, end: number, isAscii: boolean) => void,
): void {
  const isUnspaced = MAY_BE_UNSPACED.test(text) && UNSPACED.test(text);
  const word = new RegExp(WORD);
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isAsciiLetter(code)) {
      let end = at + 1;
      while (isAsciiLetter(text.charCodeAt(end))) end += 1;
      if (endsWord(text.charCodeAt(end), end - at)) {
        take(at, end, true);
        at = end;
        continue;
      }
    } else if (code < 0x80 && !isDigit(code)) {
      at += 1;
      continue;
    }
    word.lastIndex = at;
    const found = word.exec(text);
    if (!found) return;
    at = word.lastIndex;
    const { 0: run, index } = found;
    if (isUnspaced && UNSPACED.test(run)) eachUnspaced(run, index, take);
    else take(index, at, false);
  }
}

const APOSTROPHE = 0x27;
const FULL_STOP = 0x2e;

/** `code` may be `NaN`, behind the end of a text. */
function isAsciiLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a word of so many letters of ASCII ends before this: initials have points, others apostrophes in them. */
function endsWord(code: number, letters: number): boolean {
  if (code === APOSTROPHE || code >= 0x80) return false;
  return code !== FULL_STOP || letters > 1;
}

/** The words of a run in a script that puts no space between them. */
function eachUnspaced(
  run: string,
  start: number,
  take: (start: number, end: number, isAscii: boolean) => void,
): void {
  for (let from = 0; from < run.length;) {
    const to = graphemeBoundaryFrom(run, Math.min(run.length, from + UNSPACED_BLOCK), -1);
    for (const { index, segment } of segmenterFor('word', DEFAULT_LOCALE).segment(
      run.slice(from, to),
    )) {
      const at = start + from + index;
      take(at, at + segment.length, false);
    }
    from = to;
  }
}

const byLanguage = new Map<KnownLanguage, ReadonlySet<string>>();

/** The function words of a language, as keys. */
export function functionWordsOf(language: KnownLanguage): ReadonlySet<string> {
  const known = byLanguage.get(language);
  if (known) return known;
  const made = new Set(FUNCTION_WORDS[language].split(' ').map(keyOf));
  byLanguage.set(language, made);
  return made;
}

/** The words of a text; one pass. `language` says which of them are function words. */
export function readWords(text: string, language: KnownLanguage = 'en'): WordTable {
  const functionWords = functionWordsOf(language);
  const starts: number[] = [];
  const ends: number[] = [];
  const ids: number[] = [];
  const capitals: number[] = [];
  const vocabulary: Word[] = [];
  const idOfKey = new Map<string, number>();
  const idOfWord = new Map<string, number>();
  eachWord(text, (word, start) => {
    let id = idOfWord.get(word);
    if (id === undefined) {
      const key = keyOf(word);
      id = idOfKey.get(key);
      if (id === undefined) {
        id = vocabulary.push(wordOf(key, functionWords)) - 1;
        idOfKey.set(key, id);
      }
      idOfWord.set(word, id);
    }
    starts.push(start);
    ends.push(start + word.length);
    ids.push(id);
    capitals.push(CAPITAL.test(word) ? 1 : 0);
  });
  return {
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    ids: Uint32Array.from(ids),
    capitals: Uint8Array.from(capitals),
    vocabulary,
  };
}

function wordOf(key: string, functionWords: ReadonlySet<string>): Word {
  const isContent = !functionWords.has(key);
  return { key, stem: isContent ? stemOf(key) : key, isContent };
}
