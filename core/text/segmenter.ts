/** `Intl.Segmenter` made once; graphemes, words and sentences each ask it about short stretches only. */

export const DEFAULT_LOCALE = 'en';

const segmenters = new Map<string, Intl.Segmenter>();

/** One segmenter per locale and granularity: making one costs more than using it. */
export function segmenterFor(
  granularity: 'grapheme' | 'word' | 'sentence',
  locale: string,
): Intl.Segmenter {
  const key = `${granularity} ${locale}`;
  const known = segmenters.get(key);
  if (known) return known;
  const made = new Intl.Segmenter(locale, { granularity });
  segmenters.set(key, made);
  return made;
}

const WHITE_SPACE = /\s/u;

export function isWhiteSpace(text: string, offset: number): boolean {
  return WHITE_SPACE.test(text.charAt(offset));
}
