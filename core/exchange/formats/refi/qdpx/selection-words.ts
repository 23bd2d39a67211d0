import { firstWhere } from '../../../../collections/search.ts';
import { CodePointMap, codePointLength } from '../../../../text/code-points.ts';
import type { Span } from '../../../../text/span.ts';

/** Characters that are looked through for the names of one text: a long one may have very many. */
const SEARCH_LIMIT = 200_000_000;

/** What programs put behind a name that they have cut. */
const CUT_MARK = /\s*(?:…|\.{3})$/u;
/** Fewer characters of a name that was cut may stand anywhere. */
const SHORTEST_CUT = 8;

/** Words as a name has them: white space as spaces, and a line end as one of them. */
function flatten(words: string): string {
  return words.replaceAll(/\r\n|[\r\n\t]/gu, ' ');
}

/**
 * Tells the words of a passage from a name of it: that may be anything, and in many programs it is
 * the words that were marked, or the first of them.
 */
export class SelectionWords {
  readonly #flat: string;
  /** Where in `flat` the line ends are that are two characters of the text. */
  readonly #pairs: readonly number[];
  readonly #map: CodePointMap;
  readonly #flatMap: CodePointMap;
  #left = SEARCH_LIMIT;

  constructor(private readonly text: string) {
    this.#flat = flatten(text);
    this.#pairs = Array.from(text.matchAll(/\r\n/gu), ({ index }, before) => index - before);
    this.#map = new CodePointMap(text);
    this.#flatMap = this.#pairs.length === 0 ? this.#map : new CodePointMap(this.#flat);
  }

  /**
   * The words of the text that the name of a passage stands for; `null` where it is a name.
   *
   * @param start as `end` in the file, whatever it counts
   */
  of(name: string, start: number, end: number): string | null {
    const wanted = flatten(name).trim();
    if (wanted === '' || !(start >= 0 && start < end)) return null;
    const cut = wanted.replace(CUT_MARK, '');
    const isCut = cut !== wanted && cut.length >= SHORTEST_CUT;
    const there = Array.from(this.#places(start, end), (place) =>
      this.text.slice(place.start, place.end),
    );
    const isNamed = (words: string, whole: string): boolean =>
      words === whole || (isCut && words.startsWith(whole.replace(CUT_MARK, '')));
    // White space before the words may be that of a place which is one too early.
    const found =
      there.find((words) => isNamed(flatten(words), flatten(name))) ??
      there.find((words) => isNamed(flatten(words).trimEnd(), wanted)) ??
      there.find((words) => isNamed(flatten(words).trim(), wanted));
    if (found !== undefined) return found;
    const length = end - start;
    const isAsLong =
      codePointLength(wanted) <= length && length <= wanted.length + wanted.split(' ').length - 1;
    return isAsLong ? this.#find(wanted, start) : null;
  }

  /** Where positions lead that count code points or UTF-16, and a line end as it is or as one. */
  *#places(start: number, end: number): Generator<Span> {
    if (end <= this.#map.length) {
      yield { start: this.#map.toUtf16(start), end: this.#map.toUtf16(end) };
    }
    if (end <= this.text.length) yield { start, end };
    if (this.#pairs.length === 0) return;
    if (end <= this.#flatMap.length) {
      yield this.#unflatten(this.#flatMap.toUtf16(start), this.#flatMap.toUtf16(end));
    }
    if (end <= this.#flat.length) yield this.#unflatten(start, end);
  }

  /** Words that stand elsewhere, as they stand nearest. */
  #find(wanted: string, near: number): string | null {
    if (this.#left < 0) return null;
    this.#left -= this.#flat.length;
    const [before, after] = [
      this.#flat.lastIndexOf(wanted, near),
      this.#flat.indexOf(wanted, near),
    ];
    const isAfter = before < 0 || (after >= 0 && after - near < near - before);
    const at = isAfter ? after : before;
    if (at < 0) return null;
    const { start, end } = this.#unflatten(at, at + wanted.length);
    return this.text.slice(start, end);
  }

  #unflatten(start: number, end: number): Span {
    const toText = (at: number): number => at + firstWhere(this.#pairs, (pair) => pair >= at);
    return { start: toText(start), end: toText(end) };
  }
}
