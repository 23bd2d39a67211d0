/** Least contrast of a line or a letter with the page that it is drawn on (WCAG 1.4.11). */
export const LEAST_CONTRAST = 3;

/** A page that articles are shown on, by the theme's name. */
export interface Page {
  readonly theme: 'light' | 'sepia' | 'dark' | 'high-contrast';
  readonly background: string;
  readonly text: string;
}

/** The page of each theme: the one place that names its colours. */
export const PAGE_OF: Readonly<Record<Page['theme'], Page>> = {
  light: { theme: 'light', background: '#fdfdfb', text: '#1a1a1a' },
  sepia: { theme: 'sepia', background: '#f6efe0', text: '#2b2218' },
  dark: { theme: 'dark', background: '#16181b', text: '#e6e3dc' },
  'high-contrast': { theme: 'high-contrast', background: '#000000', text: '#ffffff' },
};

/** The pages that each of a category's two colours is drawn on. */
export const PAGES: Readonly<Record<'light' | 'dark', readonly Page[]>> = {
  light: [PAGE_OF.light, PAGE_OF.sepia],
  dark: [PAGE_OF.dark, PAGE_OF['high-contrast']],
};

/** Red, green and blue of `#RRGGBB`, from 0 to 255. */
function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of two `#RRGGBB` colours as WCAG defines it, from 1 to 21. */
export function contrastRatio(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** How well a colour is seen on one page. */
export interface PageContrast {
  readonly page: Page;
  readonly ratio: number;
}

/** How well a category's light or dark colour is seen on each page that it is drawn on. */
export function contrastsOf(colour: string, mode: 'light' | 'dark'): readonly PageContrast[] {
  return PAGES[mode].map((page) => ({ page, ratio: contrastRatio(colour, page.background) }));
}

/** The page on which a colour is seen worst. */
export function worstContrast(colour: string, mode: 'light' | 'dark'): PageContrast {
  return contrastsOf(colour, mode).reduce((worst, each) =>
    each.ratio < worst.ratio ? each : worst,
  );
}

/** Whether a colour can be seen on every page that it is drawn on. */
export function isLegible(colour: string, mode: 'light' | 'dark'): boolean {
  return worstContrast(colour, mode).ratio >= LEAST_CONTRAST;
}

/** Steps from a colour to black or white, in which a legible one is looked for. */
const STEPS = 32;

/** The colour itself where it is legible; else the nearest one towards black or white that is. */
export function legibleColour(colour: string, mode: 'light' | 'dark'): string {
  const end = mode === 'light' ? 0 : 255;
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = channelsOf(colour).map((from) =>
      Math.round(from + ((end - from) * step) / STEPS),
    );
    const made = `#${mixed.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
    if (isLegible(made, mode)) return step === 0 ? colour : made;
  }
  return mode === 'light' ? '#000000' : '#ffffff';
}

/** Colours for new categories by name, in the order in which they are taken; legible on every page. */
export const CATEGORY_COLOURS = [
  { name: 'Blue', light: '#0072B2', dark: '#56B4E9' },
  { name: 'Orange', light: '#B34700', dark: '#F0A35E' },
  { name: 'Green', light: '#007A5A', dark: '#35C79A' },
  { name: 'Pink', light: '#A0447F', dark: '#E39AC6' },
  { name: 'Grey', light: '#6B6B6B', dark: '#A3A3A3' },
  { name: 'Violet', light: '#5B4BB5', dark: '#B0A4F5' },
  { name: 'Red', light: '#A3261B', dark: '#FF9A8F' },
  { name: 'Olive', light: '#6B6300', dark: '#C9C24A' },
  { name: 'Teal', light: '#006F7F', dark: '#4FC3D6' },
  { name: 'Brown', light: '#7A4B22', dark: '#D9A878' },
] as const;
