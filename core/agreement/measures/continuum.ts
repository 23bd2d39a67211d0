import { compareSpans, type Span } from '../../text/span.ts';
import type { ComparableTag } from '../pairing/comparable-tag.ts';
import { compareText, groupBy } from '../../collections/order.ts';

/** One fragment of a tag, as the measures over a whole text take it. Offsets are UTF-16. */
export interface Unit extends Span {
  readonly category: string;
}

/**
 * One article as annotators divided it. Measures that take several articles join them end to end
 * without ever joining a unit or a gap across the seam, so that their order does not matter.
 */
export interface Continuum {
  /** UTF-16 code units. */
  readonly length: number;
  /** Units of each annotator, in a fixed order of annotators; an annotator may have none. */
  readonly coders: readonly (readonly Unit[])[];
}

/** Every fragment of the tags as a unit of its own, in document order. */
export function unitsOf(tags: readonly ComparableTag[]): Unit[] {
  return tags
    .flatMap(({ fragments, category }) =>
      fragments.map(({ start, end }): Unit => ({ start, end, category })),
    )
    .sort((a, b) => compareSpans(a, b) || compareText(a.category, b.category));
}

/** The continua with the units of one category only. */
export function onlyCategory(continua: readonly Continuum[], category: string): Continuum[] {
  return continua.map(({ length, coders }) => ({
    length,
    coders: coders.map((units) => units.filter((unit) => unit.category === category)),
  }));
}

/** Whether nobody marked anything. */
export function isUntagged(continua: readonly Continuum[]): boolean {
  return continua.every(({ coders }) => coders.every((units) => units.length === 0));
}

/** Categories in use, sorted. */
export function categoriesOf(continua: readonly Continuum[]): string[] {
  const used = new Set(
    continua.flatMap(({ coders }) => coders.flat().map((unit) => unit.category)),
  );
  return [...used].sort(compareText);
}

/**
 * One annotator's units with those of one category that overlap joined into one; units that only
 * touch stay apart. α_U and the u-α family are defined for such units only.
 */
export function mergeOverlapping(units: readonly Unit[]): Unit[] {
  return [...groupBy([...units].sort(compareSpans), ({ category }) => category).values()]
    .flatMap((ofCategory) => {
      const merged: Unit[] = [];
      for (const unit of ofCategory) {
        const last = merged.at(-1);
        if (last && unit.start < last.end) {
          merged[merged.length - 1] = { ...last, end: Math.max(last.end, unit.end) };
        } else {
          merged.push(unit);
        }
      }
      return merged;
    })
    .sort((a, b) => compareSpans(a, b) || compareText(a.category, b.category));
}

/** The tags of one annotator that have a unit which is joined with another one of their category. */
export function joinedTags<T extends ComparableTag>(tags: readonly T[]): Set<T> {
  const joined = new Set<T>();
  for (const ofCategory of groupBy(tags, ({ category }) => category).values()) {
    const units = ofCategory
      .flatMap((tag) => tag.fragments.map(({ start, end }) => ({ start, end, tag })))
      .sort(compareSpans);
    let last = units[0];
    for (const unit of units.slice(1)) {
      if (last && unit.start < last.end) joined.add(last.tag).add(unit.tag);
      if (!last || unit.end > last.end) last = unit;
    }
  }
  return joined;
}

/** How many units disappear where overlapping ones of one annotator and category are joined. */
export function mergedUnitCount(continua: readonly Continuum[]): number {
  return continua
    .flatMap(({ coders }) => coders)
    .reduce((sum, units) => sum + units.length - mergeOverlapping(units).length, 0);
}

/** A stretch of the text that carries one label throughout. */
export interface LabelledStretch extends Span {
  /** The category; several that one annotator gave to the same stretch, sorted, with `+` between. */
  readonly label: string;
}

/** Stands between the categories of a label; not allowed in a category's id. */
const TOGETHER = '+';

/** The categories that a label is made of. */
export function categoriesOfLabel(label: string): string[] {
  return label.split(TOGETHER);
}

/**
 * One annotator's text cut into stretches that do not overlap: overlapping units of one category
 * are joined, and where units of several categories overlap, their common stretch carries all their
 * names as one label. So two annotators who did the same always come out as agreeing.
 *
 * Each unit's own boundaries remain boundaries. O(n log n + the stretches that come out).
 */
export function stretchesOf(units: readonly Unit[]): LabelledStretch[] {
  const merged = mergeOverlapping(units);
  const cuts = [...new Set(merged.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const stretches: LabelledStretch[] = [];
  let open: Unit[] = [];
  let next = 0;
  cuts.forEach((start, index) => {
    const end = cuts[index + 1];
    open = open.filter((unit) => unit.end > start);
    for (let unit = merged[next]; unit && unit.start === start; unit = merged[next]) {
      open.push(unit);
      next += 1;
    }
    if (end === undefined || open.length === 0) return;
    const label = open
      .map(({ category }) => category)
      .sort(compareText)
      .join(TOGETHER);
    stretches.push({ start, end, label });
  });
  return stretches;
}
