import { simplestWay, WAYS, type Way } from '../../text/positions.ts';
import type { Span } from '../../text/span.ts';
import { hasPosition, placeEach, placeIn, type ArticleOnText, type Counting } from './find-way.ts';

/** Scripts in which words stand apart, and nothing but words is tagged: no particles grow on them. */
const LETTER =
  /^[\p{N}\p{M}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]$/u;

/** Ends inside words that the format's own way must have for another one to be taken. */
const LEAST_CUTS = 4;

/** Of so many ends inside words, another way may have one. */
const FOR_ONE_CUT = 20;

/** Tags that begin or end inside a word, and how many of all they must be, for it to be told. */
const LEAST_TOLD = 3;
const SHARE_TOLD = 0.2;

/** Whether a place of a text has letters of one word on both sides. */
function isInWord(text: string, offset: number): boolean {
  const isLetter = (codePoint: number | undefined): boolean =>
    codePoint !== undefined && LETTER.test(String.fromCodePoint(codePoint));
  return isLetter(text.codePointAt(offset - 1)) && isLetter(text.codePointAt(offset));
}

/** How many of the ends of a span stand inside a word. */
function cutsOf(text: string, { start, end }: Span): number {
  return Number(isInWord(text, start)) + Number(isInWord(text, end));
}

/** Spans of tags that have a position and no words. */
function bareSpans({ loose }: ArticleOnText): Span[] {
  if (loose.isAligned === true) return [];
  return loose.tags.flatMap(({ words, fragments }) =>
    words === undefined && fragments.every(({ exact }) => exact === null)
      ? fragments.filter(hasPosition)
      : [],
  );
}

/**
 * The way that places tags without words on whole words where the format's own cuts words; `null`
 * where it does not, or where none does so clearly better. A tag that is shifted cuts a word at about
 * every second end; one that is where a person made it does so hardly ever.
 */
function wayOfEdges(articles: readonly ArticleOnText[]): Way | null {
  const bare = articles.map((article) => ({ article, spans: bareSpans(article) }));
  const cutsIn = (way: Way | null): number =>
    bare.reduce((sum, { article, spans }) => {
      const { text, declared, traits } = article;
      const asked = way ? simplestWay({ ...way, mark: declared.mark }, traits) : declared;
      const positions = article.positionsIn(asked);
      return spans.reduce((cuts, span) => {
        const place = placeIn(positions, span);
        return cuts + (place ? cutsOf(text, place) : 2);
      }, sum);
    }, 0);
  const ofFormat = cutsIn(null);
  let best: Way | null = null;
  let fewest = Math.floor(ofFormat / FOR_ONE_CUT) + 1;
  if (ofFormat < LEAST_CUTS) return null;
  for (const way of WAYS) {
    // Bytes differ from everything else in most texts; a mark is a slip of one.
    if (way.unit === 'utf-8' || way.mark) continue;
    const cuts = cutsIn(way);
    if (cuts < fewest) {
      best = way;
      fewest = cuts;
    }
  }
  return best;
}

/** How a file counts, where no words show it by the edges of words. */
export function followEdges(counting: Counting, articles: readonly ArticleOnText[]): Counting {
  const way = counting.isShown ? null : wayOfEdges(articles);
  if (!way) return counting;
  const ways = articles.map(({ declared: { mark } }) => ({ ...way, mark }));
  return { ways, isShown: true, isByEdges: true };
}

/** How many tags without words begin or end inside a word, if so many are that they may be shifted. */
export function countInWords(articles: readonly ArticleOnText[], ways: readonly Way[]): number {
  let all = 0;
  let cut = 0;
  for (const [index, article] of articles.entries()) {
    const positions = article.positionsIn(ways[index] ?? article.declared);
    const places = placeEach(positions, bareSpans(article));
    all += places.length;
    cut += places.filter((place) => cutsOf(article.text, place) > 0).length;
  }
  return cut >= LEAST_TOLD && cut >= all * SHARE_TOLD ? cut : 0;
}
