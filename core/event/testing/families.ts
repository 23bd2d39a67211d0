import { createHash } from 'node:crypto';

import type { Family, Place, Rendering } from '../records.ts';
import { describeSpan } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';

export const WHEN = '2026-03-04T05:06:07.000Z';
const SOMEBODY = '11111111-1111-4111-8111-111111111111';

/** An id for a test, told apart from those of tags by its middle. */
export function linkId(n: number): string {
  return `00000000-0000-4000-a000-${n.toString(16).padStart(12, '0')}`;
}

/** A passage of a text. */
export function makePlace(text: string, ...spans: readonly Span[]): Place {
  return {
    article: createHash('sha256').update(text, 'utf8').digest('hex'),
    fragments: spans.map((span) => describeSpan(text, span)),
  };
}

/** The passage of a text that has these words. */
export function placeOf(text: string, words: string): Place {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`There is no ${words}.`);
  return makePlace(text, { start, end: start + words.length });
}

export function makeRendering(n: number, place: Place, more: Partial<Rendering> = {}): Rendering {
  return { id: linkId(n), ...place, tag: null, class: null, relation: null, ...more };
}

/** A family of passages, whose renderings have the ids after its own. */
export function makeFamily(
  n: number,
  places: readonly Place[],
  more: Partial<Family> = {},
): Family {
  return {
    id: linkId(n),
    kind: 'utterance',
    label: '',
    base: null,
    renderings: places.map((place, index) => makeRendering(n + 1 + index, place)),
    note: '',
    creator: SOMEBODY,
    created: WHEN,
    modified: WHEN,
    ...more,
  };
}
