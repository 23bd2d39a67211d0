import type { PdfItem } from './layout/page-text.ts';

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

/** Characters between two pieces that one of the lists may have alone. */
const WINDOW = 4000;

/**
 * Which pieces of a page's text are not drawn: a layer of recognised text under a picture, or words
 * hidden on purpose. Pieces are looked up in what is drawn one after another; the library leaves out
 * what stands outside of the page, and turns words round that are read from right to left.
 */
export function invisibleItems(
  items: readonly PdfItem[],
  { fnArray, argsArray }: Drawing,
  codes: DrawingCodes,
): boolean[] {
  const drawn: string[] = [];
  const flags: boolean[] = [];
  let mode = 0;
  const saved: number[] = [];
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (code === codes.save || code === codes.paintFormXObjectBegin) saved.push(mode);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) mode = saved.pop() ?? 0;
    else if (code === codes.setTextRenderingMode) mode = Number(firstOf(args)) & 3;
    else if (code === codes.showText) {
      const text = lettersOf(unicodeOf(firstOf(args)));
      drawn.push(text);
      for (let left = text.length; left > 0; left -= 1) flags.push(mode === INVISIBLE);
    }
  }
  if (!flags.includes(true)) return items.map(() => false);
  if (!flags.includes(false)) return items.map(() => true);
  const all = drawn.join('');
  let at = 0;
  return items.map(({ str }) => {
    const text = lettersOf(str);
    const near = all.slice(at, at + text.length + WINDOW);
    const found = [text, Array.from(text).toReversed().join('')]
      .map((each) => near.indexOf(each))
      .filter((index) => index >= 0);
    at += found.length > 0 ? Math.min(...found) : 0;
    const own = flags.slice(at, at + text.length);
    at += text.length;
    return own.filter(Boolean).length * 2 > own.length;
  });
}

function firstOf(args: unknown): unknown {
  return Array.isArray(args) ? args[0] : undefined;
}

function unicodeOf(glyphs: unknown): string {
  if (!Array.isArray(glyphs)) return '';
  return glyphs
    .map((glyph: unknown) =>
      typeof glyph === 'object' && glyph !== null && 'unicode' in glyph
        ? String(glyph.unicode)
        : '',
    )
    .join('');
}

/** Without spaces, which one of the lists adds; ligatures taken apart, as the other does. */
function lettersOf(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}
