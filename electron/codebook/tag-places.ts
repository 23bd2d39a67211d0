import type { ArticleStep } from '#core/article/document.ts';
import { planArticleEdit, type EditError } from '#core/article/edit.ts';
import type { LibraryEdit } from '#core/contract/library.ts';
import type { StoreError } from '#core/contract/store.ts';
import { countOf } from '#core/numbers.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { AcknowledgedLibrary, Library } from '../store/library/library.ts';

type Places = Extract<LibraryEdit, { kind: 'tag-places' }>['articles'];

/** Tags places in several articles as one change: all of them or none, those aside that are tagged so already. */
export function tagPlaces(
  {
    library,
    newId,
    now,
  }: { readonly library: Library; readonly newId: () => string; readonly now: () => Date },
  requestId: string,
  places: Places,
): Promise<Result<AcknowledgedLibrary, EditError | StoreError>> {
  const ids = places.map(({ id }) => id);
  return library.changeArticles<EditError>(requestId, ids, (document, opened) => {
    const articles = new Map<string, readonly ArticleStep[]>();
    const context = {
      codebook: document.codebook,
      annotator: document.self,
      now: now().toISOString(),
      newId,
    };
    let tags = 0;
    for (const { id, bodies } of places) {
      const article = opened.get(id);
      if (!article) continue;
      const steps: ArticleStep[] = [];
      for (const body of bodies) {
        const { text } = article;
        const edit = { kind: 'create-tag', body } as const;
        const planned = planArticleEdit(article.document, edit, { ...context, text });
        if (planned.ok) steps.push(...planned.value.steps);
        else if (planned.error.type !== 'duplicate') return planned;
      }
      tags += steps.length;
      if (steps.length > 0) articles.set(id, steps);
    }
    if (tags === 0) return err({ type: 'nothing-changed' });
    const where = articles.size === 1 ? '' : ` in ${countOf(articles.size, 'article')}`;
    return ok({ steps: [], articles, label: `tag ${countOf(tags, 'place')}${where}` });
  });
}
