import type { PlacedText, TestFont } from './pdf-writer.ts';

/** A column of text: where it stands and how it is set, in points. */
export interface TestColumn {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly font: string;
  readonly size: number;
  readonly leading: number;
  /** Of first lines. */
  readonly indent?: number;
  /** Lines fill the column. */
  readonly isJustified?: boolean;
}

/**
 * Sets a paragraph: words go into lines one after another, and one with a soft hyphen in it is cut there
 * where its first half fits at the end of a line. With `breaksAnywhere` as Japanese is set.
 */
export function setParagraph(
  text: string,
  column: TestColumn,
  fonts: Readonly<Record<string, TestFont>>,
): { readonly texts: readonly PlacedText[]; readonly y: number } {
  const { x, width, font, size, leading, indent = 0, isJustified = false } = column;
  const measure = (words: string): number => ((fonts[font]?.width(words) ?? 0) * size) / 1000;
  const lines: { words: string; isLast: boolean }[] = [];
  let line = '';
  const room = (): number => width - (lines.length === 0 ? indent : 0);
  const close = (isLast: boolean): void => {
    if (line !== '') lines.push({ words: line, isLast });
    line = '';
  };
  for (const word of text.split(' ')) {
    const whole = word.replaceAll('\u00ad', '');
    const begun = line === '' ? '' : `${line} `;
    if (measure(begun + whole) <= room()) {
      line = begun + whole;
      continue;
    }
    const halves = word.split('\u00ad');
    let taken = 0;
    for (let count = halves.length - 1; count > 0 && taken === 0; count -= 1) {
      if (measure(`${begun}${halves.slice(0, count).join('')}-`) <= room()) taken = count;
    }
    if (taken > 0) line = `${begun}${halves.slice(0, taken).join('')}-`;
    close(false);
    line = halves.slice(taken).join('');
  }
  close(true);
  let { y } = column;
  const texts = lines.map(({ words, isLast }, index) => {
    const shift = index === 0 ? indent : 0;
    const gaps = words.split(' ').length - 1;
    const rest = width - shift - measure(words);
    const wordSpace = isJustified && !isLast && gaps > 0 ? rest / gaps : 0;
    const placed = { text: words, x: x + shift, y, font, size, wordSpace };
    y += leading;
    return placed;
  });
  return { texts, y };
}
