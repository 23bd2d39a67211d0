import type { z } from 'zod';

import type { CodePointMap } from '../../text/code-points.ts';
import type { Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import type { FileSelector } from './schema.ts';

/** A stretch of the text in both units. */
export function toFilePosition(
  map: CodePointMap,
  { start, end }: Span,
): { utf16: Span; codePoints: Span } {
  return {
    utf16: { start, end },
    codePoints: { start: map.toCodePoint(start), end: map.toCodePoint(end) },
  };
}

/** A stretch with its words, as it stands in a file. */
export function toFileSelector(
  map: CodePointMap,
  selector: Selector,
): z.infer<typeof FileSelector> {
  return {
    ...toFilePosition(map, selector),
    exact: selector.exact,
    prefix: selector.prefix,
    suffix: selector.suffix,
  };
}
