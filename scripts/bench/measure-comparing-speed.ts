// How long it takes to compare an event, in seconds of processor.
import type { Comparison } from '../../core/compare/comparison/comparison.ts';
import { compareEvent } from '../../core/compare/comparison/compare-event.ts';
import type { EventToCompare } from '../../core/compare/comparison/input.ts';
import { passagesOf, readEvent, type ComparedEvent } from '../../core/compare/evidence/items.ts';
import { speakersOfEvent } from '../../core/compare/evidence/speakers-of-event.ts';
import { buildFamilies } from '../../core/compare/families/families.ts';
import { figuresOf } from '../../core/compare/findings/figure-findings.ts';
import { findSharedPassages } from '../../core/compare/passages/shared-passages.ts';
import { tableOf } from '../../core/compare/table/table.ts';
import { readArticle, type ArticleReading } from '../../core/compare/texts/article-reading.ts';
import { createEventDocument } from '../../core/event/document.ts';
import type { Family } from '../../core/event/records.ts';
import { describeSpan } from '../../core/text/selector.ts';
import { manyArticles, manyQuotations } from './many-articles.ts';

export interface SpeedMeasured {
  readonly articles: number;
  readonly quotations: number;
  /** Milliseconds of processor, the middle of several rounds. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

const ROUNDS = 3;
const NOTHING_SAID = createEventDocument('11111111-1111-4111-8111-111111111111');

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function middle(work: () => unknown): number {
  const all = Array.from({ length: ROUNDS }, () => processorTime(work)).sort((a, b) => a - b);
  return all[Math.floor(ROUNDS / 2)] ?? 0;
}

function eventOf(readings: readonly ArticleReading[]): ComparedEvent {
  const names = readings.flatMap(({ quotations }) => quotations.map(({ speaker }) => speaker));
  return readEvent(
    readings.map((reading) => ({ reading, passages: passagesOf(reading, []) })),
    speakersOfEvent([], names),
  );
}

/** A table after a link of two quotations, of which each round makes another one. */
function middleOfLinks(comparison: Comparison): number {
  tableOf(comparison, NOTHING_SAID);
  let round = 0;
  return middle(() => {
    round += 1;
    const renderings = comparison.items.slice(round * 2, round * 2 + 2).map((item) => {
      const { id, text } = comparison.articles[item.article] ?? { id: '', text: '' };
      const fragments = item.fragments.map((span) => describeSpan(text, span));
      const rendering = numberedId(100 * round + item.index);
      return { id: rendering, article: id, fragments, tag: null, class: null, relation: null };
    });
    const moment = '2026-01-01T00:00:00.000Z';
    const said = { label: '', base: null, note: '', created: moment, modified: moment };
    const family: Family = {
      ...{ id: numberedId(round), kind: 'utterance', creator: numberedId(0) },
      ...{ ...said, renderings },
    };
    const families = NOTHING_SAID.families.with(family);
    return tableOf(comparison, { ...NOTHING_SAID, families });
  });
}

function numberedId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function measure(input: EventToCompare): SpeedMeasured {
  const readings = new Map(input.articles.map(({ id, text }) => [id, readArticle(text)]));
  const all = [...readings.values()];
  const event = eventOf(all);
  const comparison = compareEvent(input, { readings });
  return {
    articles: input.articles.length,
    quotations: comparison.items.length,
    milliseconds: {
      'texts read': middle(() => input.articles.map(({ text }) => readArticle(text))),
      'words weighed, items made': middle(() => eventOf(all)),
      families: middle(() => buildFamilies(event)),
      passages: middle(() => findSharedPassages(event)),
      figures: middle(() => figuresOf(event)),
      'all, texts read before': middle(() => compareEvent(input, { readings })),
      'all, nothing read before': middle(() => compareEvent(input)),
      'table made anew': middle(() => tableOf({ ...comparison }, NOTHING_SAID)),
      'one more link, table made again': middleOfLinks(comparison),
    },
  };
}

export function measureSpeed(): SpeedMeasured[] {
  return [manyArticles(50), manyArticles(200), manyQuotations(5_000)].map(measure);
}
