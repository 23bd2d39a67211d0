import { Comparison } from '../evidence/evidence.ts';
import type { ComparedEvent, Item } from '../evidence/items.ts';
import type { Span } from '../../text/span.ts';
import type { ArticleReading } from '../texts/article-reading.ts';
import { placeOf, placeOfSpan, type Finding } from './finding.ts';

/** A first line longer than this, in UTF-16 code units, is a paragraph. */
const HEADLINE_LIMIT = 180;

/** A sentence ends so, and a headline does not; initials end a line as well: "in the U.S." */
const ENDS_SENTENCE = /(?<!\p{Lu}\.\p{Lu})\.\s*$/u;

/** The first line with words, if it is short and no paragraph, and more follows. */
function headlineOf({ text, lines }: ArticleReading): Span | null {
  const withWords = lines.filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
  const [first] = withWords;
  if (!first || withWords.length < 2 || first.end - first.start > HEADLINE_LIMIT) return null;
  return ENDS_SENTENCE.test(text.slice(first.start, first.end)) ? null : first;
}

/** Quotations of a headline whose words stand nowhere in the article, with what comes nearest. */
export function findMissingFromBody(event: ComparedEvent): Finding[] {
  const comparison = new Comparison(event);
  return event.articles.flatMap((reading, article) => {
    const headline = headlineOf(reading);
    if (!headline) return [];
    const own = event.items.filter((item) => item.article === article);
    const isAbove = ({ fragments }: Item): boolean => (fragments.at(-1)?.end ?? 0) <= headline.end;
    const body = own.filter((item) => !isAbove(item));
    return own.filter(isAbove).flatMap((item): Finding[] => {
      if (item.content === 0 || standsAfter(event, item, headline.end)) return [];
      const nearest = nearestOf(comparison, item, body);
      const first = reading.sentences.find(({ start }) => start >= headline.end) ?? headline;
      const there = nearest ? placeOf(nearest) : placeOfSpan(article, first);
      return [{ type: 'headline-quotation-missing', here: placeOf(item), there }];
    });
  });
}

/** Whether the words of an item stand in its article behind an offset, with or without marks. */
function standsAfter(event: ComparedEvent, item: Item, offset: number): boolean {
  const reading = event.articles[item.article];
  const keys = event.words.keys[item.article];
  if (!reading || !keys) return false;
  const from = reading.words.starts.findIndex((start) => start >= offset);
  if (from < 0) return false;
  for (let at = from; at + item.keys.length <= keys.length; at += 1) {
    if (item.keys.every((key, index) => keys[at + index] === key)) return true;
  }
  return false;
}

function nearestOf(comparison: Comparison, item: Item, body: readonly Item[]): Item | undefined {
  let best: Item | undefined;
  let most = 0;
  for (const each of body) {
    const { mass } = comparison.linkEvidence(item, each);
    if (mass > most) [best, most] = [each, mass];
  }
  return best;
}
