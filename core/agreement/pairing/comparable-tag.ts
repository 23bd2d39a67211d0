import type { TagOf } from '../../tags/tag.ts';
import { compareSpans, mergeSpans, spanHull, spanLength, type Span } from '../../text/span.ts';
import { compareText } from '../../collections/order.ts';

/** What pairing needs to know of a tag; the program's own tags fit as they are. */
export type ComparableTag = Pick<TagOf<Span>, 'id' | 'category' | 'fragments' | 'attributes'>;

/** A tag as the measures take it: what was marked, how it was named, and by whom. */
export interface AgreementTag extends ComparableTag {
  /** Annotator id. */
  readonly annotator: string;
}

/** One of the program's tags as the measures take it. */
export function toAgreementTag(tag: TagOf<Span>): AgreementTag {
  const { id, category, fragments, attributes, creator } = tag;
  return { id, category, fragments, attributes, annotator: creator };
}

/** A tag's region, the union of its fragments: sorted, neither overlapping nor touching. */
export function regionOf({ fragments }: { readonly fragments: readonly Span[] }): readonly Span[] {
  return fragments.length === 1 ? fragments : mergeSpans(fragments);
}

/** UTF-16 code units in a region. */
export function regionLength(region: readonly Span[]): number {
  return region.reduce((sum, span) => sum + spanLength(span), 0);
}

/** UTF-16 code units that two regions have in common. */
export function sharedLength(a: readonly Span[], b: readonly Span[]): number {
  return a.reduce(
    (sum, one) =>
      sum +
      b.reduce(
        (shared, other) =>
          shared + Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start)),
        0,
      ),
    0,
  );
}

/** First and last boundary of a tag. */
export function boundariesOf({ fragments }: { readonly fragments: readonly Span[] }): Span {
  const [first] = fragments;
  if (!first) return { start: 0, end: 0 };
  return fragments.length === 1 ? first : (spanHull(fragments) ?? first);
}

function spanText(fragments: readonly Span[]): string {
  return fragments.map(({ start, end }) => `${start}-${end}`).join(',');
}

/** Position, then id; category and fragments follow so that only equal tags compare as equal. */
export function compareByPosition(a: ComparableTag, b: ComparableTag): number {
  return (
    compareSpans(boundariesOf(a), boundariesOf(b)) ||
    compareText(a.id, b.id) ||
    compareText(a.category, b.category) ||
    compareText(spanText(a.fragments), spanText(b.fragments))
  );
}

/** What two tags share if they mark the same fragments under the same name. */
export function exactKey(tag: ComparableTag): string {
  return `${tag.category} ${spanText(tag.fragments)}`;
}
