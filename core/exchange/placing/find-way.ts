import {
  Positions,
  sameWay,
  simplestWay,
  traitsOf,
  WAYS,
  type Traits,
  type Way,
} from '../../text/positions.ts';
import type { Span } from '../../text/span.ts';
import type { LooseArticle, LooseSpan, LooseTag } from '../content/loose.ts';
import { joinPositions, NOTHING_ODD, type CountedWay, type PositionsRead } from './placed.ts';
import { hasWords } from './same-words.ts';

/** Words of a file with the positions that it gives them. */
interface Worded {
  readonly parts: readonly Span[];
  readonly words: string;
}

/** Whether a span has whole numbers for a position. */
export function hasPosition(span: LooseSpan): span is LooseSpan & Span {
  return Number.isSafeInteger(span.start) && Number.isSafeInteger(span.end);
}

/** Adds the words of a tag and of its values. There are very many tags: nothing is made in between. */
function addWorded({ fragments, attributeSpans, words }: LooseTag, worded: Worded[]): void {
  if (words !== undefined && fragments.every(hasPosition)) worded.push({ parts: fragments, words });
  for (const span of fragments) addSpan(span, worded);
  for (const span of Object.values(attributeSpans)) {
    if (span.parts) for (const part of span.parts) addSpan(part, worded);
    else addSpan(span, worded);
  }
}

function addSpan(span: LooseSpan, worded: Worded[]): void {
  if (span.exact !== null && span.exact !== '' && hasPosition(span)) {
    worded.push({ parts: [span], words: span.exact });
  }
}

/** Where a span stands if positions are counted in some way; `null` where it is no place. */
export function placeIn(positions: Positions, span: Span): Span | null {
  const start = positions.toUtf16(span.start);
  const end = positions.toUtf16(span.end);
  return start === null || end === null || start >= end ? null : { start, end };
}

/** The same for all spans of a tag; `null` where one of them is no place. */
export function placeAll(positions: Positions, spans: readonly Span[]): readonly Span[] | null {
  const places: Span[] = [];
  for (const span of spans) {
    const place = placeIn(positions, span);
    if (!place) return null;
    places.push(place);
  }
  return places;
}

/** The same for several spans, without those that are no places. */
export function placeEach(positions: Positions, spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => placeIn(positions, span) ?? []);
}

/** Whether words of one part are just those of the text: nearly all are, and nothing is made to say so. */
function standsWordForWord(text: string, positions: Positions, { parts, words }: Worded): boolean {
  const [part] = parts;
  if (part === undefined || parts.length > 1 || words === '') return false;
  const start = positions.toUtf16(part.start);
  return (
    start !== null &&
    text.startsWith(words, start) &&
    positions.toUtf16(part.end) === start + words.length
  );
}

interface Split {
  readonly way: Way;
  readonly right: readonly Worded[];
  readonly wrong: readonly Worded[];
}

/** A text with the tags that a file has on it: what their words show of how the file counts. */
export class ArticleOnText {
  /** What the format says that positions count. */
  readonly declared: Way;
  /** Whether the text is known to have had a byte order mark. */
  readonly hasMark: boolean;
  #worded: readonly Worded[] | undefined;
  readonly #positions: { readonly way: Way; readonly positions: Positions }[] = [];
  #traits: Traits | undefined;
  #split: Split | undefined;

  /** @param isCutMark whether a byte order mark stood before the text in the file */
  constructor(
    readonly loose: LooseArticle,
    readonly text: string,
    isCutMark = false,
  ) {
    this.declared = { unit: loose.unit, lineEnds: 'as-is', mark: isCutMark };
    this.hasMark = loose.hasMark ?? false;
  }

  /** What makes ways of counting differ in the text. */
  get traits(): Traits {
    return (this.#traits ??= traitsOf(this.text));
  }

  positionsIn(way: Way): Positions {
    const known = this.#positions.find((each) => sameWay(each.way, way));
    if (known) return known.positions;
    const positions = new Positions(this.text, way);
    this.#positions.push({ way, positions });
    return positions;
  }

  /** The words of all its tags. */
  get worded(): readonly Worded[] {
    if (this.#worded) return this.#worded;
    const worded: Worded[] = [];
    for (const tag of this.loose.tags) addWorded(tag, worded);
    return (this.#worded = worded);
  }

  /** Words that stand at their place if positions are counted in a way, and the others. */
  split(way: Way): Pick<Split, 'right' | 'wrong'> {
    // It is asked about for the file, and then for the article.
    if (this.#split && sameWay(this.#split.way, way)) return this.#split;
    const { worded } = this;
    let right = this.fitting(way, worded);
    let wrong: readonly Worded[] = [];
    if (right.length === worded.length) right = worded;
    else {
      const known = new Set(right);
      wrong = worded.filter((each) => !known.has(each));
    }
    this.#split = { way, right, wrong };
    return this.#split;
  }

  /** Those of some words that stand at their place if positions are counted in a way. */
  fitting(way: Way, worded: readonly Worded[]): readonly Worded[] {
    // The format's own is asked about in every file, where nothing else needs to be known.
    const asked = sameWay(way, this.declared) ? way : simplestWay(way, this.traits);
    const positions = this.positionsIn(asked);
    return worded.filter((each) => {
      if (standsWordForWord(this.text, positions, each)) return true;
      const places = placeAll(positions, each.parts);
      return places !== null && hasWords(this.text, places, each.words);
    });
  }
}

/**
 * Shortest words, all together, that show a way. One letter stands almost anywhere; two at just the
 * place that a way names hardly do so by chance.
 */
const LEAST_LENGTH = 2;

/**
 * Words that a way needs for each of those against it. So many wrong tags are in the files of people;
 * with less than these, nothing may speak against it.
 */
const FOR_ONE_AGAINST = 20;

/** In which way each of the articles of a file counts. */
export interface Counting {
  readonly ways: readonly Way[];
  /** Whether it is shown, so that more than the format's word is known. */
  readonly isShown: boolean;
  /** Whether no words show it, and the edges of words do. */
  readonly isByEdges: boolean;
}

/**
 * In which way each of the articles of a file counts. A file counts in one way, which the words of
 * all its tags show together; an article is another only if two of its own words at least say so.
 * The format's own way is kept where it fits as many words as any other.
 */
export function findWays(articles: readonly ArticleOnText[]): Counting {
  const ofFile = decide(articles, null, 1);
  const ways = articles.map((article) => {
    const way = articles.length > 1 ? decide([article], ofFile, 2) : ofFile;
    return way ?? article.declared;
  });
  const isShown = articles.some((article, index) => {
    const way = ways[index];
    return way !== undefined && article.split(way).right.length > 0;
  });
  return { ways, isShown, isByEdges: false };
}

/** Which ways other than the format's own make a difference to how many tags. */
export function countWays(
  articles: readonly ArticleOnText[],
  { ways, isByEdges }: Counting,
): readonly CountedWay[] {
  const each = articles.flatMap((article, index): PositionsRead[] => {
    const { declared, loose } = article;
    const way = ways[index] ?? declared;
    const tags = loose.tags.length;
    if (tags === 0 || sameWay(way, declared)) return [];
    // That a mark is not counted which the file has before the text is no other way for a person.
    const asGiven = { ...way, mark: way.mark && !declared.mark };
    const isSame = sameWay(
      simplestWay(asGiven, article.traits),
      simplestWay({ ...declared, mark: false }, article.traits),
    );
    return isSame
      ? []
      : [
          {
            ...NOTHING_ODD,
            counted: [
              {
                ...{ way: asGiven, declared: declared.unit, isByEdges },
                hasMark: asGiven.mark && article.hasMark,
                ...{ tags, articles: 1 },
              },
            ],
          },
        ];
  });
  return each.reduce(joinPositions, NOTHING_ODD).counted;
}

/** Whether a file has words of a tag. */
export function hasAnyWords(tag: LooseTag): boolean {
  return tag.words !== undefined || tag.fragments.some(({ exact }) => exact !== null);
}

/**
 * The way that fits more words than the preferred one; `null` stands for the format's own.
 *
 * @param least how many words must show it
 */
function decide(
  articles: readonly ArticleOnText[],
  preferred: Way | null,
  least: number,
): Way | null {
  const split = articles.map((article) => ({
    article,
    ...article.split(preferred ?? article.declared),
  }));
  const odd = split.filter(({ wrong }) => wrong.length > 0);
  const most = odd.reduce((sum, { wrong }) => sum + wrong.length, 0);
  let best = preferred;
  let gain = 0;
  for (const way of nearestFirst(articles[0]?.declared)) {
    // Nothing fits more than all.
    if (gain === most) break;
    const shown = odd.flatMap(({ article, wrong }) => article.fitting(way, wrong));
    // A byte order mark moves everything by one, as a slip does: one tag alone does not show it.
    const isSlip = way.mark && preferred?.mark !== true && !articles.some(({ hasMark }) => hasMark);
    const length = shown.reduce((sum, { words }) => sum + words.length, 0);
    if (shown.length < (isSlip ? Math.max(least, 2) : least) || length < LEAST_LENGTH) continue;
    if (shown.length <= gain) continue;
    const against = split.reduce(
      (sum, { article, right }) => sum + right.length - article.fitting(way, right).length,
      0,
    );
    if (shown.length - against <= gain || against * FOR_ONE_AGAINST > shown.length) continue;
    best = way;
    gain = shown.length - against;
  }
  return best;
}

/** All ways, those first that differ least from the format's own: of two that fit the same it is one of these. */
function nearestFirst(declared: Way | undefined): readonly Way[] {
  const differences = (way: Way): number =>
    Number(way.unit !== declared?.unit) + Number(way.lineEnds !== 'as-is') + Number(way.mark);
  return WAYS.toSorted((a, b) => differences(a) - differences(b));
}
