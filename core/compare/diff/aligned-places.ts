import { paragraphIndexAt, splitParagraphs } from '../../text/paragraphs.ts';
import type { Span } from '../../text/span.ts';
import { changedParts, type ChangedPart } from './text-changes.ts';

/** Share of a paragraph that must stand in another one for it to be the same paragraph of a later text. */
const SAME = 0.5;

/** For each stretch of a text its place in a later version; see `AlignedTexts.placeOf`. */
export function alignedPlaces(
  before: string,
  after: string,
  spans: readonly Span[],
): readonly (Span | null)[] {
  const texts = new AlignedTexts(before, after, changedParts(before, after));
  return spans.map((span) => texts.placeOf(span));
}

/** Two versions of a text, of which each paragraph is looked for in the other by the words that both have. */
class AlignedTexts {
  readonly #before: string;
  readonly #after: string;
  readonly #earlier: readonly Span[];
  readonly #later: readonly Span[];
  /** Index of the later paragraph by that of the earlier one; those that are in none have none. */
  readonly #same: ReadonlyMap<number, number>;

  /** @param parts see `changedParts` */
  constructor(before: string, after: string, parts: readonly ChangedPart[]) {
    this.#before = before;
    this.#after = after;
    this.#earlier = splitParagraphs(before);
    this.#later = splitParagraphs(after);
    this.#same = this.#align(parts);
  }

  /**
   * Where the words of a stretch of the earlier text stand in the later one: word for word, in the same
   * paragraph, and there but once, as before. `null` where that is not so.
   */
  placeOf({ start, end }: Span): Span | null {
    const index = paragraphIndexAt(this.#earlier, start);
    const from = this.#earlier[index];
    const to = this.#later[this.#same.get(index) ?? -1];
    if (!from || !to || end > from.end || end <= start) return null;
    const words = this.#before.slice(start, end);
    const was = onlyPlace(this.#before, from, words);
    const is = onlyPlace(this.#after, to, words);
    // A word that was whole must not be found in a longer one.
    const isSame = was?.start === start && is !== null;
    return isSame && joinsOf(this.#before, was) === joinsOf(this.#after, is) ? is : null;
  }

  #align(parts: readonly ChangedPart[]): ReadonlyMap<number, number> {
    const shared = new Map<number, Map<number, number>>();
    for (const { kind, before, after } of parts) {
      if (kind !== 'equal') continue;
      // Both have the same length, and line breaks at the same places.
      for (let at = before.start; at < before.end;) {
        const index = paragraphIndexAt(this.#earlier, at);
        const later = paragraphIndexAt(this.#later, after.start + at - before.start);
        const end = Math.min(before.end, this.#earlier[index + 1]?.start ?? before.end);
        const row = shared.get(index) ?? new Map<number, number>();
        shared.set(index, row);
        row.set(later, (row.get(later) ?? 0) + end - at);
        at = end;
      }
    }
    const same = new Map<number, number>();
    for (const [index, row] of shared) {
      const { start = 0, end = 0 } = this.#earlier[index] ?? {};
      for (const [later, length] of row) {
        if (length >= (end - start) * SAME) same.set(index, later);
      }
    }
    return same;
  }
}

/** Whether a letter or digit stands right before a stretch, and right behind it. */
function joinsOf(text: string, { start, end }: Span): string {
  const isWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
  return `${isWord(text.charAt(start - 1))} ${isWord(text.charAt(end))}`;
}

/** The one place in a paragraph that has these words; `null` for none or several. */
function onlyPlace(text: string, { start, end }: Span, words: string): Span | null {
  const at = text.indexOf(words, start);
  if (at < 0 || at + words.length > end) return null;
  const next = text.indexOf(words, at + 1);
  if (next >= 0 && next + words.length <= end) return null;
  return { start: at, end: at + words.length };
}
