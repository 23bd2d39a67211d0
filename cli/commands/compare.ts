import { compareEvent } from '#core/compare/comparison/compare-event.ts';
import type { ComparedItem, Comparison } from '#core/compare/comparison/comparison.ts';
import { describeFinding } from '#core/compare/sentences/findings.ts';
import { articleName, CLASS_WORDS, leftOutInWords } from '#core/compare/sentences/names.ts';
import { sharedByPair, sharedInWords } from '#core/compare/sentences/passages.ts';
import { countOf } from '#core/numbers.ts';
import { CodePointMap } from '#core/text/code-points.ts';
import type { Span } from '#core/text/span.ts';

import { BY_OPTION, readNamedEvent } from '../files/event-to-compare.ts';
import { INPUT_OPTIONS } from '../files/inputs.ts';
import type { CommandLine } from '../terminal/command.ts';

/** Compares the articles of an event. */
export const COMPARE: CommandLine = {
  name: 'compare',
  usage: 'compare FILE… [--by NAME] [--annotator FILE=NAME]… [--from FORMAT]',
  summary:
    'Compares articles on one event: whose words each gives and how, findings, shared passages.',
  options: { ...INPUT_OPTIONS, ...BY_OPTION },
  run: async (call, streams) => {
    const { event, notes } = await readNamedEvent(call, streams);
    const comparison = compareEvent(event);
    const few =
      comparison.articles.length < 2 ? ['Comparing needs two articles in the same event.'] : [];
    const left = leftOutInWords(comparison.leftOut);
    return {
      text: inWords(comparison),
      json: inBothUnits(comparison),
      notes: [...notes, ...few, ...(left === '' ? [] : [left])],
    };
  },
};

function inWords(comparison: Comparison): string {
  const { articles, items, families, findings, passages } = comparison;
  const line = ({ article, words }: ComparedItem): string =>
    `${articleName(articles[article])}\t${words.replaceAll(/\s+/gu, ' ')}`;
  const linked = families.filter(({ members }) => members.length > 1);
  return `${[
    `${countOf(items.length, 'quotation')} in ${countOf(articles.length, 'article')}: ${countOf(linked.length, 'family', 'families')} of two and more`,
    ...linked.flatMap(({ members }, index) => [
      `Family ${String(index + 1)}`,
      ...members.map(({ item, state, class: own }) => {
        const found = items[item];
        return `  ${CLASS_WORDS[own].sign}\t${state}\t${found ? line(found) : ''}`;
      }),
    ]),
    countOf(findings.length, 'finding'),
    ...findings.map((finding) => `  ${describeFinding(comparison, finding)}`),
    'Shared passages',
    ...sharedByPair(passages).map((pair) => `  ${sharedInWords(comparison, pair)}`),
  ].join('\n')}\n`;
}

/** The comparison with every place in UTF-16 and in code points; the texts are left out. */
function inBothUnits({ articles, ...rest }: Comparison) {
  const maps = articles.map(({ text }) => new CodePointMap(text));
  const both = (article: number, { start, end }: Span) => ({
    start,
    end,
    codePoints: {
      start: maps[article]?.toCodePoint(start) ?? start,
      end: maps[article]?.toCodePoint(end) ?? end,
    },
  });
  const placed = (value: unknown, article: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => placed(each, article));
    if (typeof value !== 'object' || value === null) return value;
    const own = 'article' in value && typeof value.article === 'number' ? value.article : article;
    const entries = Object.entries(value).map(([key, each]) => [key, placed(each, own)]);
    const copy = Object.fromEntries(entries) as Record<string, unknown>;
    const { start, end } = copy;
    return typeof start === 'number' && typeof end === 'number'
      ? { ...copy, ...both(own, { start, end }) }
      : copy;
  };
  return {
    offsetUnit: 'utf-16',
    articles: articles.map(({ text: _text, ...article }, index) => placed(article, index)),
    ...(placed(rest, -1) as object),
  };
}
