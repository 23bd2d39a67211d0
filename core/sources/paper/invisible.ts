import type { PdfItem } from './page-text.ts';

/** What draws a page, as the library lists it. */
export interface Drawing {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** The numbers that the library gives to what is looked at here. */
export interface DrawingCodes {
  readonly save: number;
  readonly restore: number;
  readonly setTextRenderingMode: number;
  readonly showText: number;
  readonly paintFormXObjectBegin: number;
  readonly paintFormXObjectEnd: number;
}

/** Drawn neither filled nor stroked. */
const INVISIBLE = 3;

/**
 * Which pieces of a page's text are not drawn: a layer of recognised text under a picture, or words
 * hidden on purpose. `null` where the two lists do not have the same characters.
 */
export function invisibleItems(
  items: readonly PdfItem[],
  { fnArray, argsArray }: Drawing,
  codes: DrawingCodes,
): boolean[] | null {
  const flags: boolean[] = [];
  let mode = 0;
  const saved: number[] = [];
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (code === codes.save || code === codes.paintFormXObjectBegin) saved.push(mode);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) mode = saved.pop() ?? 0;
    else if (code === codes.setTextRenderingMode) mode = Number(firstOf(args)) & 3;
    else if (code === codes.showText) {
      const isInvisible = mode === INVISIBLE;
      for (let left = countGlyphs(firstOf(args)); left > 0; left -= 1) flags.push(isInvisible);
    }
  }
  if (!flags.includes(true)) return items.map(() => false);
  if (!flags.includes(false)) return items.map(() => true);
  let at = 0;
  const found = items.map(({ str }) => {
    const length = countCharacters(str);
    const own = flags.slice(at, at + length);
    at += length;
    return own.filter(Boolean).length * 2 > own.length;
  });
  return at === flags.length ? found : null;
}

function firstOf(args: unknown): unknown {
  return Array.isArray(args) ? args[0] : undefined;
}

function countGlyphs(glyphs: unknown): number {
  if (!Array.isArray(glyphs)) return 0;
  let count = 0;
  for (const glyph of glyphs) {
    if (typeof glyph !== 'object' || glyph === null || !('unicode' in glyph)) continue;
    count += countCharacters(String(glyph.unicode));
  }
  return count;
}

/** Without spaces, which one of the lists adds; as the other takes ligatures apart. */
function countCharacters(text: string): number {
  return text.normalize('NFKC').replace(/\s/gu, '').length;
}
