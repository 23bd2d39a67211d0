/** What is known of several articles as one form: what they share, and what the form changes. */
import type { ArticleDetails } from '#core/article/article.ts';
import type { SharedDetails } from '#core/library/arrange.ts';

import { textOf } from './article-form.ts';

/** Fields that several articles can have in common. */
export const SHARED_FIELDS = ['outlet', 'author', 'published'] as const;
export type SharedField = (typeof SHARED_FIELDS)[number];

/** The texts of the form; `null` where the articles differ and nobody has written anything. */
export type SeveralForm = Readonly<Record<SharedField, string | null>>;

/** The form as it opens. */
export function severalFormOf(details: readonly ArticleDetails[]): SeveralForm {
  const shared = (field: SharedField): string | null => {
    const [first, ...others] = details.map((each) => each[field] ?? '');
    return others.every((each) => each === first) ? (first ?? '') : null;
  };
  return { outlet: shared('outlet'), author: shared('author'), published: shared('published') };
}

/** What is to be said of all of them; empty for nothing. */
export function sharedChanges(before: SeveralForm, after: SeveralForm): SharedDetails {
  return Object.fromEntries(
    SHARED_FIELDS.flatMap((field) => {
      const written = after[field];
      if (written === null || written === before[field]) return [];
      return [[field, textOf(written)] as const];
    }),
  );
}
