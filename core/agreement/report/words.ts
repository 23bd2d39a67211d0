import { FEWEST_ITEMS, type Figure, type UndefinedReason } from '../measures/figure.ts';
import type { Counts } from '../measures/comparison.ts';
import { assertNever } from '../../result.ts';
import { countOf, grouped } from '../../numbers.ts';

/** What a comparison is about, in the words of the window. */
export interface ComparisonNames {
  /** Name of the category, or of all of them together. */
  readonly subject: string;
  readonly a: string;
  readonly b: string;
}

/** The comparison in words and counts, which come before every coefficient. */
export function summarizeCounts(counts: Counts, { subject, a, b }: ComparisonNames): string {
  const all = counts.all.length;
  if (all === 0) return `${subject}: nobody tagged any.`;
  const parts: [number, string][] = [
    [counts.identical.length, 'the same'],
    [counts.boundary.length, 'with other boundaries'],
    [counts.attribute.length, 'with other attributes'],
    [counts.category.length, 'under another name'],
    [counts['only-a'].length, `only ${a}`],
    [counts['only-b'].length, `only ${b}`],
    [counts.split.length, `part of a longer tag by ${a}`],
    [counts.merged.length, `part of a longer tag by ${b}`],
  ];
  const details = parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : []));
  const sentences = [
    `${subject}: ${matchesInWords(counts.match.length, all)}: ${details.join(', ')}.`,
  ];
  if (all < FEWEST_ITEMS) {
    sentences.push(`Only ${countOf(all, 'item')}: treat the score with care.`);
  }
  return sentences.join(' ');
}

/** “17 of 21 match (81 %)”. */
export function matchesInWords(matches: number, all: number): string {
  return `${matches} of ${all} match (${percent(matches, all)} %)`;
}

/** Rounded, but 0 and 100 only where it is none and all. */
function percent(part: number, whole: number): number {
  const rounded = Math.round((100 * part) / whole);
  if (part === 0 || part === whole) return rounded;
  return Math.min(99, Math.max(1, rounded));
}

/** What a figure rests on: “21 of 23”, or “21 of 23 items” where it is said what is counted. */
export function restsOn({ n, of }: Pick<Figure, 'n' | 'of'>, noun?: 'item' | 'tag'): string {
  const all = noun === undefined ? grouped(of) : countOf(of, noun);
  return n === of ? all : `${grouped(n)} of ${all}`;
}

/** Why there is no value. */
export function reasonInWords(reason: UndefinedReason): string {
  switch (reason) {
    case 'noTags':
      return 'There are no tags to compare.';
    case 'noVariation':
      return 'Everything is the same everywhere, so agreement cannot be told from chance.';
    case 'oneLabel':
      return 'Only one name was used, so there was nothing to confuse it with.';
    case 'tooManyTags':
      return 'So many annotators and tags cannot be aligned exactly; compare them two by two.';
    default:
      return assertNever(reason);
  }
}
