import type { Span } from '../../text/span.ts';
import type { LooseSpan, LooseTag } from '../content/loose.ts';
import { ArticleOnText, countWays, findWays, type Counting } from './find-way.ts';

/** What is to be added to the ends of stretches that are not named from the first character to behind the last one. */
interface Shift {
  readonly start: 0 | -1;
  readonly end: 0 | 1;
}

/** The end is the last character itself, where the first character of a text is 0, and where it is 1. */
const SHIFTS: readonly Shift[] = [
  { start: 0, end: 1 },
  { start: -1, end: 0 },
];

/** Words that show it, at least, and how many of all those in the file they must be. */
const LEAST_SHOWN = 3;
const SHARE_SHOWN = 0.9;

/** The articles of a file with the stretches of their tags as the program has them, and how positions count. */
export interface WithOpenEnds {
  readonly articles: readonly ArticleOnText[];
  readonly counting: Counting;
  /** Tags of which the file names the last character as their end. */
  readonly closed: number;
  /** Whether it counts the first character of a text as 1, too. */
  readonly isFromOne: boolean;
}

/**
 * Reads the end of each tag as its last character where nearly all words of a file stand so, and hardly
 * any as every format says: up to what is behind them. Of a few words it would be a guess.
 */
export function withOpenEnds(articles: readonly ArticleOnText[]): WithOpenEnds {
  const counting = findWays(articles);
  const asSaid: WithOpenEnds = { articles, counting, closed: 0, isFromOne: false };
  const all = articles.reduce((sum, { worded }) => sum + worded.length, 0);
  const most = all * (1 - SHARE_SHOWN);
  if (all < LEAST_SHOWN || countRight(articles, counting) > most) return asSaid;
  const shown = SHIFTS.map((shift) => shiftAll(articles, shift)).filter((each) => {
    const right = countRight(each.articles, each.counting);
    return right >= LEAST_SHOWN && right >= all * SHARE_SHOWN;
  });
  // Of two it is the one that otherwise counts as the format says: from 1 looks like a byte order mark, too.
  const isPlain = (each: WithOpenEnds): boolean =>
    countWays(each.articles, each.counting).length === 0;
  return shown.find(isPlain) ?? shown[0] ?? asSaid;
}

function shiftAll(articles: readonly ArticleOnText[], shift: Shift): WithOpenEnds {
  const shifted = articles.map((article) => shiftArticle(article, shift));
  return {
    articles: shifted,
    counting: findWays(shifted),
    closed: articles.reduce((sum, { loose }) => sum + loose.tags.length, 0),
    isFromOne: shift.start < 0,
  };
}

/** How many words of a file stand where it says. */
function countRight(articles: readonly ArticleOnText[], { ways }: Counting): number {
  return articles.reduce(
    (sum, article, index) => sum + article.split(ways[index] ?? article.declared).right.length,
    0,
  );
}

function shiftArticle({ loose, text, declared }: ArticleOnText, shift: Shift): ArticleOnText {
  const tags = loose.tags.map((tag) => shiftTag(tag, shift));
  return new ArticleOnText({ ...loose, tags }, text, declared.mark);
}

function shiftTag(tag: LooseTag, shift: Shift): LooseTag {
  const { fragments, attributeSpans, codePoints } = tag;
  const ofValues = Object.entries(attributeSpans).map(
    ([name, span]) => [name, shiftSpan(span, shift)] as const,
  );
  return {
    ...tag,
    fragments: fragments.map((span) => shiftSpan(span, shift)),
    attributeSpans: Object.fromEntries(ofValues),
    codePoints: codePoints?.map((span) => addShift(span, shift)),
  };
}

function shiftSpan(span: LooseSpan, shift: Shift): LooseSpan {
  const { start, end, parts } = span;
  return {
    ...span,
    ...(start !== null && end !== null && addShift({ start, end }, shift)),
    ...(parts && { parts: parts.map((part) => shiftSpan(part, shift)) }),
  };
}

function addShift({ start, end }: Span, shift: Shift): Span {
  return { start: start + shift.start, end: end + shift.end };
}
