import { splitParagraphs } from '#core/text/paragraphs.ts';

import { ArticleSurface } from './article-surface.ts';
import { registerPalette, type CategoryStyle } from './paint/palette.ts';
import type { LoadedArticle, SurfaceCallbacks } from './surface.ts';

/** One call of a callback: its name and its arguments. */
type Told = readonly [string, ...unknown[]];

const CATEGORIES: readonly CategoryStyle[] = [
  {
    id: 'quote',
    label: 'Quote',
    letter: 'Q',
    line: 'solid',
    color: { light: '#0072B2', dark: '#56B4E9' },
  },
  {
    id: 'claim',
    label: 'Claim',
    letter: 'C',
    line: 'dashed',
    color: { light: '#B34700', dark: '#F0A35E' },
  },
  {
    id: 'framing',
    label: 'Framing',
    letter: 'F',
    line: 'wavy',
    color: { light: '#007A5A', dark: '#35C79A' },
  },
];

const told: Told[] = [];
let text = '';

const tell =
  (name: string) =>
  (...args: unknown[]): void => {
    told.push([name, ...args]);
  };

const callbacks: SurfaceCallbacks = {
  describeTag: ({ category, fragments }) =>
    `${category}: ${fragments.map(({ start, end }) => text.slice(start, end)).join(' … ')}`,
  onSelectionChange: tell('selection'),
  onPointerSelect: tell('pointer-select'),
  onTagClick: (ids) => {
    told.push(['tag-click', ids]);
  },
  onHover: tell('hover'),
  onEditAttempt: tell('edit-attempt'),
  onHandleDrag: tell('handle-drag'),
  onError: (error) => {
    told.push(['error', error.message]);
  },
};

registerPalette(CATEGORIES);
const container = document.getElementById('surface');
if (!container) throw new Error('The page has no element for the surface.');

const surface = new ArticleSurface({
  container,
  ariaLabel: 'Article text, cannot be changed. Select text, then press 1 to 9 to tag',
  callbacks,
  categories: CATEGORIES,
  highlightPrefix: 'harness',
});

const harness = {
  surface,
  /** Everything the surface has told since it was made or since this was emptied. */
  told,
  load(
    article: Omit<LoadedArticle, 'paragraphs' | 'regions' | 'structure'> & Partial<LoadedArticle>,
  ): void {
    text = article.text;
    const paragraphs = splitParagraphs(article.text);
    surface.load({ paragraphs, regions: [], structure: [], ...article });
  },
};

/** What tests and measurements reach the surface by. */
export type Harness = typeof harness;

Object.assign(window, { harness });
