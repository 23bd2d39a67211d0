import type { ArticleStep } from '#core/article/document.ts';
import { planArticleEdit, type EditError } from '#core/article/edit.ts';
import type { LibraryEdit } from '#core/contract/library.ts';
import type { StoreError } from '#core/contract/store.ts';
import { countOf } from '#core/numbers.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Watch } from '../store/library/changes/many-articles.ts';
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
  watch: Watch = {},
): Promise<Result<AcknowledgedLibrary, EditError | StoreError>> {
  const bodiesOf = new Map(places.map(({ id, bodies }) => [id, bodies]));
  return library.changeArticles<EditError>(
    requestId,
    [...bodiesOf.keys()],
    (document) => {
      const context = {
        codebook: document.codebook,
        annotator: document.self,
        now: now().toISOString(),
        newId,
      };
      let tags = 0;
      return ok({
        steps: [],
        readsTexts: true,
        follow: ({ document: article, text }) => {
          const steps: ArticleStep[] = [];
          for (const body of bodiesOf.get(article.id) ?? []) {
            const edit = { kind: 'create-tag', body } as const;
            const planned = planArticleEdit(article, edit, { ...context, text });
            if (planned.ok) steps.push(...planned.value.steps);
            else if (planned.error.type !== 'duplicate') return planned;
          }
          tags += steps.length;
          return ok(steps);
        },
        conclude: (articles) => {
          if (tags === 0) return err({ type: 'nothing-changed' });
          const where = articles === 1 ? '' : ` in ${countOf(articles, 'article')}`;
          return ok(`tag ${countOf(tags, 'place')}${where}`);
        },
      });
    },
    watch,
  );
}
