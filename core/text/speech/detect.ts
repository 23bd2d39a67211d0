import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import type { SpeechLanguage } from './language.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

/** The languages of which it is known how they say who speaks, when, and how many. */
export const KNOWN_LANGUAGES = ['en', 'de', 'fr', 'es', 'ru'] as const;
export type KnownLanguage = (typeof KNOWN_LANGUAGES)[number];

const SPEECH = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  ru: RUSSIAN,
} as const satisfies Record<KnownLanguage, () => SpeechLanguage>;

/** Words that are many in one of the languages and rare or unknown in the others. */
const TELLING: readonly (readonly [KnownLanguage, RegExp])[] = [
  ['en', marks('the of and to that was said with for has he it')],
  ['de', marks('der die das und nicht ist den dem mit sagte zu wir auf für sich')],
  ['fr', marks('le les des est et une dans du que pour il nous au pas')],
  ['es', marks('el los las del que una con por y no es lo para dijo')],
];

const LETTER = /\p{L}/gu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;

function marks(list: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${list.split(' ').join('|')})(?![\\p{L}\\p{M}])`, 'giu');
}

/** The language that a stretch of text says who speaks in; English where nothing tells. */
export function speechLanguageOf(text: string): SpeechLanguage {
  return SPEECH[knownLanguageOf(text)]();
}

/** Which of the known languages a stretch of text is in; English where nothing tells. */
export function knownLanguageOf(text: string): KnownLanguage {
  // Asked at each quotation: where there is nothing Cyrillic, letters need not be counted.
  const cyrillic = text.match(CYRILLIC)?.length ?? 0;
  if (cyrillic > 0 && cyrillic * 2 > (text.match(LETTER)?.length ?? 0)) return 'ru';
  let best: KnownLanguage = 'en';
  let most = 0;
  for (const [language, telling] of TELLING) {
    const count = text.match(telling)?.length ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
