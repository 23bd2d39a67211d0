import { compareText } from '../../../collections/order.ts';
import type { Annotation } from '../../../tags/tag.ts';
import type { LooseTag } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { positionIn } from '../../content/read-file.ts';

/** A stretch with the name of its category; UTF-16, half-open. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly annotation: Annotation;
}

/**
 * Every fragment of tags in document order, for formats in which a tag is a stretch with a label
 * and nothing else tells two of them apart; what is lost by that is counted.
 */
export function labelledSpans(
  annotations: readonly Annotation[],
  names: ReadonlyMap<string, string>,
  losses: LossCounter,
): LabelledSpan[] {
  const seen = new Set<string>();
  return annotations
    .flatMap((annotation) => {
      const { fragments, category } = annotation;
      if (fragments.length > 1) losses.add('fragments');
      const name = names.get(category) ?? category;
      return fragments.map(({ start, end }) => ({ start, end, name, annotation }));
    })
    .sort(
      (a, b) =>
        a.start - b.start ||
        a.end - b.end ||
        compareText(a.name, b.name) ||
        compareText(a.annotation.id, b.annotation.id),
    )
    .filter(({ start, end, name }) => {
      const key = `${start} ${end} ${name}`;
      if (seen.has(key)) losses.add('duplicates');
      return !seen.has(key) && seen.add(key);
    });
}

/** A tag of which a file says nothing but place and label, and its words perhaps. */
export function plainTag(
  place: string,
  start: unknown,
  end: unknown,
  label: unknown,
  exact: string | null = null,
): LooseTag {
  return {
    place,
    id: null,
    label: typeof label === 'string' ? label : '',
    fragments: [
      {
        start: positionOf(start),
        end: positionOf(end),
        exact,
      },
    ],
    attributes: {},
    attributeSpans: {},
    note: '',
    confidence: null,
    author: null,
    created: null,
    modified: null,
  };
}

/** A position as a file has it; `null` where it has none. */
export function positionOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  return positionIn(value);
}
