// What other programs would make of a text, for tests alone.
import type { Way } from '../positions.ts';

const WIDTHS = {
  'code-points': (text: string) => [...text].length,
  'utf-16': (text: string) => text.length,
  'utf-8': (text: string) => new TextEncoder().encode(text).length,
} as const;

/** What a program counts before an offset, by what it would have before it. */
export function positionOf(text: string, offset: number, { unit, lineEnds, mark }: Way): number {
  const before = text.slice(0, offset);
  const seen = {
    'as-is': before,
    one: before.replaceAll('\r\n', '\n'),
    two: before.replaceAll(/\r?\n/gu, '\r\n'),
  }[lineEnds];
  return WIDTHS[unit](`${mark ? '\ufeff' : ''}${seen}`);
}
