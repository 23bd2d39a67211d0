import { groupBy } from '../../collections/order.ts';
import type { EventReading } from '../evidence/items.ts';
import { readFigures, type Figure } from './figures.ts';
import { placeOfSpan, type Finding } from './finding.ts';

/** The share of the lighter sentence's weight that two sentences with figures in conflict have in common. */
const SAME_MATTER = 0.5;
/** Digits that are left when a figure is rounded. */
const ROUNDED = 2;
/** Figures with one noun that are held against each other. */
const CROWD_LIMIT = 200;
/** Sums of money are of the same thing if none is this many times another. */
const MONEY_FACTOR = 2;
const MONEY = /^(?:dollar|euro|pound|rouble|rubl|hryvnia|yen|yuan)$/u;

/** Every figure of an event, in order. */
export function figuresOf(event: EventReading): Figure[] {
  return event.articles.flatMap((_, article) => readFigures(event, article));
}

/** Figures that outlets give differently: hedged to another side, or in conflict. */
export function findFigures(event: EventReading, figures: readonly Figure[]): Finding[] {
  return [...groupBy(figures, ({ noun }) => noun).values()].flatMap((all) => {
    const same = all.slice(0, CROWD_LIMIT);
    return [...findHedged(same), ...findConflicts(event, same)];
  });
}

/** The same figure on two sides in two articles: the first place of each side. */
function findHedged(figures: readonly Figure[]): Finding[] {
  return [...groupBy(figures, ({ value }) => value).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const sides = new Map([[first.hedge, first]]);
    const findings: Finding[] = [];
    for (const figure of same) {
      if (sides.has(figure.hedge) || figure.article === first.article) continue;
      sides.set(figure.hedge, figure);
      findings.push({
        type: 'figure-hedged',
        here: placeOfSpan(first.article, first.span),
        there: placeOfSpan(figure.article, figure.span),
        noun: first.noun,
        value: first.value,
        hedges: [first.hedge, figure.hedge],
      });
    }
    return findings;
  });
}

function areDisjoint(a: Figure, b: Figure): boolean {
  return a.range[1] < b.range[0] || b.range[1] < a.range[0];
}

/** Whether one is the other with fewer digits: 574 and 570. */
function isRounding(a: Figure, b: Figure): boolean {
  const digits = Math.floor(Math.log10(Math.max(a.value, b.value, 1))) + 1;
  if (digits <= ROUNDED) return false;
  const step = 10 ** (digits - ROUNDED);
  return Math.round(a.value / step) === Math.round(b.value / step);
}

/** Figures of the same noun that cannot both be true, in sentences about the same matter. */
function findConflicts(event: EventReading, figures: readonly Figure[]): Finding[] {
  const stems = figures.map((figure) => contentOfSentence(event, figure));
  const likeness = (a: number, b: number): number =>
    commonShare(event, stems[a] ?? new Set(), stems[b] ?? new Set());
  const best = figures.map((figure, at) => {
    let nearest = -1;
    let most = 0;
    for (const [other, each] of figures.entries()) {
      if (each.article === figure.article) continue;
      const share = likeness(at, other);
      if (share > most) [nearest, most] = [other, share];
    }
    return { nearest, most };
  });
  return figures.flatMap((here, at): Finding[] => {
    const { nearest, most } = best[at] ?? { nearest: -1, most: 0 };
    const there = figures[nearest];
    if (!there || nearest < at || best[nearest]?.nearest !== at || most < SAME_MATTER) return [];
    if (!areDisjoint(here, there) || isRounding(here, there)) return [];
    const factor = Math.max(here.value, there.value) / Math.min(here.value, there.value);
    if (MONEY.test(here.noun) && factor > MONEY_FACTOR) return [];
    const agrees = figures.some(
      (each) =>
        (each.article === here.article && each !== here && !areDisjoint(each, there)) ||
        (each.article === there.article && each !== there && !areDisjoint(each, here)),
    );
    if (agrees) return [];
    return [
      {
        type: 'figures-conflict',
        here: placeOfSpan(here.article, here.span),
        there: placeOfSpan(there.article, there.span),
        noun: here.noun,
        values: [here.value, there.value],
      },
    ];
  });
}

function contentOfSentence({ articles, words }: EventReading, figure: Figure): Set<number> {
  const reading = articles[figure.article];
  const stems = words.stems[figure.article];
  const from = reading?.sentenceStarts[figure.sentence] ?? 0;
  const to = reading?.sentenceStarts[figure.sentence + 1] ?? stems?.length ?? 0;
  return new Set(stems?.subarray(from, to).filter((stem) => words.isContent[stem] === 1));
}

function commonShare(
  { words }: EventReading,
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
): number {
  const weigh = (stems: Iterable<number>): number => {
    let sum = 0;
    for (const stem of stems) sum += words.weights[stem] ?? 0;
    return sum;
  };
  const lighter = Math.min(weigh(a), weigh(b));
  return lighter > 0 ? weigh([...a].filter((stem) => b.has(stem))) / lighter : 0;
}
