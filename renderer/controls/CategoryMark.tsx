import type { Category } from '#core/codebook/codebook.ts';

import { colorOf } from '../editor/paint/palette.ts';
import './category-mark.css';

/** A category's letter over its line, so that colour is never the only carrier. */
export function CategoryMark({ category }: { readonly category: Category | undefined }) {
  return (
    <span
      className="category-mark"
      style={category && { color: colorOf(category.id) }}
      data-line={category?.line ?? 'double'}
      data-letter={category?.letter ?? '?'}
      aria-hidden
    />
  );
}
