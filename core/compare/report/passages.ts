import { h, written, type Child } from '../../agreement/report/page/html.ts';
import { PASSAGE_NAMES, sharedByPair, sharedInWords } from '../sentences/passages.ts';
import type { EventReportInput } from './input.ts';

/** Pairs whose texts are listed, those with most words in common. */
const LISTED = 60;

/** What articles share, pair by pair, and the words themselves. */
export function passagesContent({ comparison }: EventReportInput): Child[] {
  const pairs = sharedByPair(comparison.passages);
  if (pairs.length === 0) {
    return [h('p', {}, 'No two articles have seven words and more in the same order.')];
  }
  const shown = pairs.slice(0, LISTED);
  const more = pairs.length - shown.length;
  return [
    ...shown.flatMap((pair): Child[] => [
      h('h3', {}, written(sharedInWords(comparison, pair))),
      h(
        'ul',
        {},
        ...pair.passages.map(({ a, words, kind, isCommonText }) => {
          const text = comparison.articles[a.article]?.text.slice(a.start, a.end) ?? '';
          const name = `${PASSAGE_NAMES[kind]}${isCommonText ? ', common text' : ''}`;
          return h('li', {}, `${String(words)} words, ${name}: `, written(text));
        }),
      ),
    ]),
    more > 0 ? h('p', {}, `${String(more)} more pairs share less, and are not listed.`) : null,
  ];
}
