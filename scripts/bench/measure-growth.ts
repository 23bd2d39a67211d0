// How the work on a text grows with it, for texts that nobody writes.
import { cpuUsage } from 'node:process';

import { proposeBoilerplate } from '../../core/article/proposals.ts';
import { readArticle } from '../../core/compare/texts/article-reading.ts';
import { suggestOrInherit } from '../../core/text/units/inherited-speaker.ts';
import { splitParagraphs } from '../../core/text/paragraphs.ts';
import { findQuotations } from '../../core/text/units/quotations.ts';
import { splitSentences } from '../../core/text/units/sentences.ts';
import { HOSTILE_SHAPES } from '../../core/text/testing/hostile-shapes.ts';
import { findMatches } from '../../core/text/text-search.ts';
import { splitTokens } from '../../core/text/units/words.ts';

/** UTF-16 code units of the smaller text; the larger one is as many times as long. */
const LENGTH = 50_000;
const TIMES = 4;
/** Times under so many milliseconds say nothing about growth. */
const LEAST = 25;

const SEARCH = { caseSensitive: false, wholeWord: true, ignoreQuotesAndAccents: true } as const;

const WORK: Readonly<Record<string, (text: string) => unknown>> = {
  quotations: findQuotations,
  sentences: splitSentences,
  words: (text) => splitTokens(text),
  'page furniture': (text) => proposeBoilerplate(text, splitParagraphs(text)),
  'a search': (text) => findMatches(text, 'aaaaaab said', SEARCH),
  'a speaker': (text) =>
    suggestOrInherit(text, { start: text.length >> 1, end: (text.length >> 1) + 20 }),
  'reading for Compare': readArticle,
};

/** Milliseconds of processor for one piece of work on one shape, and how they grow. */
export interface GrowthMeasured {
  readonly work: string;
  readonly shape: string;
  /** For the longer text. */
  readonly milliseconds: number;
  /** How many times as long as for the shorter one. */
  readonly growth: number;
}

/** Every piece of work on every shape, the worst shape of each by time and by growth. */
export function measureGrowth(): {
  readonly length: number;
  readonly times: number;
  readonly worst: readonly GrowthMeasured[];
} {
  const worst = Object.entries(WORK).flatMap(([work, run]): GrowthMeasured[] => {
    const all = Object.entries(HOSTILE_SHAPES).map(([shape, textOf]): GrowthMeasured => {
      const short = millisecondsOf(run, textOf(LENGTH));
      const milliseconds = millisecondsOf(run, textOf(TIMES * LENGTH));
      const growth = milliseconds < LEAST ? 0 : milliseconds / Math.max(1, short);
      return { work, shape, milliseconds, growth };
    });
    const slowest = all.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
    const steepest = all.reduce((a, b) => (b.growth > a.growth ? b : a));
    return slowest === steepest ? [slowest] : [slowest, steepest];
  });
  return { length: TIMES * LENGTH, times: TIMES, worst };
}

/** The better of two runs: the first one also compiles. */
function millisecondsOf(run: (text: string) => unknown, text: string): number {
  const once = (): number => {
    const before = cpuUsage();
    run(text);
    const { user, system } = cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once());
}
