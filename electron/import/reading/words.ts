import type { LooseArticle } from '#core/exchange/content/loose.ts';

/** Words of a tag, and where the file says they are, in whatever unit. */
export interface TagWords {
  readonly exact: string;
  /** The words with what the file has around them; `null` where it has nothing. */
  readonly around: string | null;
  readonly start: number | null;
}

/** How much of an article's words stands in a text. */
export interface WordsFound {
  /** Of the wanted words, and of the texts. */
  readonly wanted: number;
  readonly text: number;
  /** Words that stand somewhere in it, those with what is around them, and those where the file says. */
  readonly inText: number;
  readonly around: number;
  readonly atPlace: number;
}

/** Longest words that are looked for, in UTF-16 code units; shorter than two are in every text. */
const LENGTHS = { least: 2, most: 400 } as const;

/**
 * The words by which an article can be known, the longest first: they are in the fewest texts.
 *
 * @param most how many of them
 */
export function tellingWords({ tags }: LooseArticle, most: number): TagWords[] {
  const words = new Map<string, TagWords>();
  for (const { fragments } of tags) {
    for (const { exact, start, prefix = '', suffix = '' } of fragments) {
      const plain = fold(exact?.slice(0, LENGTHS.most) ?? '').trim();
      if (plain.length >= LENGTHS.least && !words.has(plain)) {
        const around = fold(`${prefix}${exact ?? ''}${suffix}`).trim();
        const isMore = `${prefix}${suffix}`.trim() !== '' && around.length <= 2 * LENGTHS.most;
        words.set(plain, { exact: plain, around: isMore ? around : null, start });
      }
    }
  }
  return [...words.values()].sort((a, b) => b.exact.length - a.exact.length).slice(0, most);
}

/** Looks in each text for the words of each article; what has none of them is left out. */
export function findWords(
  wanted: readonly (readonly TagWords[])[],
  texts: readonly string[],
): WordsFound[] {
  const found: WordsFound[] = [];
  for (const [text, raw] of texts.entries()) {
    const folded = fold(raw);
    for (const [index, words] of wanted.entries()) {
      let inText = 0;
      let inPlaces = 0;
      let atPlace = 0;
      for (const { exact, around, start } of words) {
        if (!folded.includes(exact)) continue;
        inText += 1;
        if (around !== null && folded.includes(around)) inPlaces += 1;
        if (start !== null && isNear(raw, exact, start)) atPlace += 1;
      }
      if (inText > 0) found.push({ wanted: index, text, inText, around: inPlaces, atPlace });
    }
  }
  return found;
}

/** Units, byte order marks and line ends move a position by a little. */
const NEAR = 40;

function isNear(text: string, exact: string, start: number): boolean {
  const from = Math.max(0, start - NEAR);
  return fold(text.slice(from, start + NEAR + exact.length)).includes(exact);
}

/** Line ends and spaces are written in many ways. */
function fold(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
