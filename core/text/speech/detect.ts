import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import type { SpeechLanguage } from './language.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

/** Words that are many in one of the languages and rare or unknown in the others. */
const TELLING: readonly (readonly [() => SpeechLanguage, RegExp])[] = [
  [ENGLISH, marks('the of and to that was said with for has he it')],
  [GERMAN, marks('der die das und nicht ist den dem mit sagte zu wir auf für sich')],
  [FRENCH, marks('le les des est et une dans du que pour il nous au pas')],
  [SPANISH, marks('el los las del que una con por y no es lo para dijo')],
];

const LETTER = /\p{L}/gu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;

function marks(list: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${list.split(' ').join('|')})(?![\\p{L}\\p{M}])`, 'giu');
}

/** The language that a stretch of text says who speaks in; English where nothing tells. */
export function speechLanguageOf(text: string): SpeechLanguage {
  // Asked at each quotation: where there is nothing Cyrillic, letters need not be counted.
  const cyrillic = text.match(CYRILLIC)?.length ?? 0;
  if (cyrillic > 0 && cyrillic * 2 > (text.match(LETTER)?.length ?? 0)) return RUSSIAN();
  let best = ENGLISH;
  let most = 0;
  for (const [language, telling] of TELLING) {
    const count = text.match(telling)?.length ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best();
}
