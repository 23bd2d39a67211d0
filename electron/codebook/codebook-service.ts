// Changes of the codebook and of what all articles share, and codebooks and samples from files.
// What a change of a codebook means is in core/codebook.
import { UseCounter, type CodebookUse } from '#core/codebook/usage.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { withAdditions } from '#core/codebook/delivered.ts';
import { planCodebookEdit } from '#core/codebook/plan-edit.ts';
import type { CodebookEdit } from '#core/codebook/edit.ts';
import { highestVersion, type LibraryDocument } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';
import { planFollowing } from '#core/article/follow-codebook.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { LibraryEditError } from '#core/contract/library.ts';

import type { Watch } from '../store/library/changes/many-articles.ts';
import type { AcknowledgedLibrary, Library } from '../store/library/library.ts';

/** Makes an edit of the codebook durable, with all own tags that follow it, as one change. */
export async function applyCodebookEdit(
  { library, now }: { readonly library: Library; readonly now: () => Date },
  requestId: string,
  edit: CodebookEdit,
  watch: Watch = {},
): Promise<Result<AcknowledgedLibrary, LibraryEditError | StoreError>> {
  const { codebook, self } = library.document;
  const planned = planCodebookEdit(codebook, edit);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const concerned = [...plan.touched, ...(plan.mustBeUnused === null ? [] : [plan.mustBeUnused])];
  const articleIds = library
    .summaries()
    .filter(({ tagCounts }) => concerned.some((id) => (tagCounts[id] ?? 0) > 0))
    .map(({ id }) => id);
  return library.changeArticles<LibraryEditError>(
    requestId,
    articleIds,
    (document) => {
      // Whatever came between is planned on, not overwritten.
      const again = planCodebookEdit(document.codebook, edit, highestVersion(document));
      if (!again.ok) return again;
      const following = again.value;
      const context = { annotator: self, now: now().toISOString() };
      let tags = 0;
      return ok({
        steps: [{ op: 'set-codebook', codebook: following.codebook }],
        follow: ({ document: article }) => {
          for (const { category, creator } of article.annotations) {
            if (category === following.mustBeUnused && creator === self) tags += 1;
          }
          return ok(planFollowing(article, following, context));
        },
        conclude: () => (tags > 0 ? err({ type: 'in-use', tags }) : ok(following.label)),
      });
    },
    watch,
  );
}

/**
 * Adds to the library's codebook what the delivered one has got since its additions were last taken
 * over, and once: what is deleted in the codebook does not come again. It is no step of the analyst's,
 * so undo goes past it.
 */
export async function takeAdditions(
  library: Library,
  requestId: string,
  delivered: Codebook,
): Promise<void> {
  const additionsTo = ({ codebook, ...document }: LibraryDocument): Codebook | null =>
    withAdditions(
      codebook,
      delivered,
      document.delivered,
      highestVersion({ codebook, ...document }),
    );
  if (library.status.type === 'read-only' || !additionsTo(library.document)) return;
  const taking = library.changeLibrary(requestId, (document) => {
    const codebook = additionsTo(document);
    if (!codebook) return err({ type: 'nothing-changed' as const });
    const { version } = delivered;
    return ok({
      steps: [{ op: 'set-codebook', codebook, delivered: version }],
      label: `add to codebook what version ${version} has`,
      unlisted: true,
    });
  });
  // A disk that refuses makes the change wait; the window is not to wait with it.
  const refused = new Promise<void>((resolve) => {
    const look = ({ type }: Library['status']): void => {
      if (type === 'not-saved') resolve();
    };
    const stop = library.onStatus(look);
    look(library.status);
    void taking.finally(stop).catch(() => undefined);
  });
  await Promise.race([taking, refused]);
}

/** Counts the tags of every article that is not in the trash. */
export async function countCodebookUse(
  library: Pick<Library, 'document' | 'summaries' | 'readArticle'>,
): Promise<CodebookUse> {
  const { codebook, self } = library.document;
  const counter = new UseCounter(codebook, self);
  for (const { id } of library.summaries()) {
    const read = await library.readArticle(id);
    // What cannot be read now cannot be counted; opening the article says so.
    if (!read.ok) continue;
    const { document, sets } = read.value;
    counter.addArticle([
      ...document.annotations,
      ...sets.flatMap(({ annotations }) => annotations),
    ]);
  }
  return counter.use;
}
