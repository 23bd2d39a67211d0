import type { FindingType } from '../findings/finding.ts';
import type { Span } from '../../text/span.ts';

/**
 * What a finding is known by: its type, and for each place the article with where the words stand. The same
 * for a computed finding and for an analyst's word on it, whatever was tagged or linked between.
 */
export function findingKey(
  type: FindingType,
  places: readonly { readonly article: string; readonly fragments: readonly Span[] }[],
): string {
  const inWords = places.map(
    ({ article, fragments }) =>
      `${article}:${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}`,
  );
  return [type, ...inWords].join('|');
}
