import type { Category } from '#core/codebook/codebook.ts';

/** What the surface needs to know of a category. */
export type CategoryStyle = Pick<Category, 'id' | 'label' | 'letter' | 'line' | 'color'>;

/** For a colour that the browser does not know; the palette's neutral grey. */
const FALLBACK = { light: '#6b6b6b', dark: '#a3a3a3' } as const;

/** Stands in for a category that the codebook lacks, so that its tags are still seen. */
export function unknownCategory(id: string): CategoryStyle {
  return { id, label: id, letter: '?', line: 'double', color: FALLBACK };
}

/** Name of the custom property that holds a category's colour in the present theme. */
export function categoryColor(id: string): string {
  return `--category-${id}`;
}

/** A category's colour as a CSS value. */
export function colorOf(id: string): string {
  return `var(${categoryColor(id)}, ${FALLBACK.light})`;
}

/**
 * Sets `--category-<id>` for every theme on the document; returns what takes them away again.
 * Through CSSOM, because the window's content policy allows no inline style sheets.
 */
export function registerPalette(categories: readonly CategoryStyle[]): () => void {
  const valid = (value: string, theme: 'light' | 'dark'): string =>
    CSS.supports('color', value) ? value : FALLBACK[theme];
  const declare = (theme: 'light' | 'dark'): string =>
    categories
      .map(({ id, color }) => `${categoryColor(id)}:${valid(color[theme], theme)};`)
      .join('');
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`:root{${declare('light')}}`, 0);
  sheet.insertRule(
    `:root[data-theme='dark'],:root[data-theme='high-contrast']{${declare('dark')}}`,
    1,
  );
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
