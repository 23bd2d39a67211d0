import type { Evidence } from '../evidence/evidence.ts';
import { comparedWords, type ComparedEvent, type Item } from '../evidence/items.ts';
import { lastWhere } from '../../collections/search.ts';
import type { Classifier } from '../renderings/class.ts';
import { spanOfWords, wordsWithin } from '../texts/article-reading.ts';
import type { LinkReason } from './comparison.ts';

/** Words around both that are named. */
const NAMED = 3;

/** What speaks for an item and a member of a family, as data; `base` is the family's. */
export function reasonFor(
  event: ComparedEvent,
  classifier: Classifier,
  pair: { readonly item: Item; readonly member: Item; readonly base: Item },
  evidence: Evidence,
): LinkReason {
  const { item, member, base } = pair;
  return {
    words: evidence.aligned,
    content: evidence.content,
    longest: longestStretch(event, item, evidence),
    source: evidence.source,
    around: wordsAroundBoth(event, item, member),
    context: Math.min(1, evidence.context),
    isEqual: evidence.isEqual,
    class: classifier.classOf(item, base),
  };
}

function longestStretch(event: ComparedEvent, item: Item, { run, runStart }: Evidence): string {
  const reading = event.articles[item.article];
  if (!reading || run === 0) return '';
  const words = comparedWords(event, item);
  const from = words[runStart.a] ?? 0;
  const { start, end } = spanOfWords(reading, { from, to: from + run });
  return reading.text.slice(start, end);
}

/** The heaviest content words that stand around both, as they stand around the item. */
function wordsAroundBoth({ articles, words }: ComparedEvent, item: Item, other: Item): string[] {
  const theirs = new Set(other.around);
  const common = item.around.filter((stem) => theirs.has(stem));
  const named = [...common]
    .sort((a, b) => (words.weights[b] ?? 0) - (words.weights[a] ?? 0) || a - b)
    .slice(0, NAMED);
  const reading = articles[item.article];
  const stems = words.stems[item.article];
  const first = item.fragments[0];
  if (!reading || !stems || !first || named.length === 0) return [];
  const sentence = lastWhere(reading.sentences, ({ start }) => start <= first.start);
  const last = item.fragments.at(-1)?.end ?? first.end;
  const from = wordsWithin(reading, reading.sentences[sentence] ?? first).from;
  const to = wordsWithin(reading, {
    start: last,
    end: reading.sentences.find(({ end }) => end >= last)?.end ?? last,
  }).to;
  return named.flatMap((stem) => {
    for (let at = from; at < to; at += 1) {
      if (stems[at] === stem)
        return [reading.text.slice(reading.words.starts[at], reading.words.ends[at])];
    }
    return [];
  });
}
