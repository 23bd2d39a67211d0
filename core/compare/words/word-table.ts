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
  const isUnspaced = UNSPACED.test(text);
  for (const { 0: found, index } of text.matchAll(WORD)) {
    if (!isUnspaced || !UNSPACED.test(found)) {
      take(found, index);
      continue;
    }
    for (let from = 0; from < found.length;) {
      const to = graphemeBoundaryFrom(found, Math.min(found.length, from + UNSPACED_BLOCK), -1);
      for (const part of segmenterFor('word', DEFAULT_LOCALE).segment(found.slice(from, to))) {
        take(part.segment, index + from + part.index);
      }
      from = to;
    }
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
