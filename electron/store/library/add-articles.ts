import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import { articleIdOf, serializeSet, type SetFile } from './article-folder.ts';
import type { StagedArticle } from './staging.ts';
import { createArticle, mustApply, stepsForKnown, type NewArticle } from './new-article.ts';

export type AddError =
  | { readonly type: 'nothing-new' }
  /** The text has half a surrogate pair and cannot be kept in UTF-8 without being altered. */
  | { readonly type: 'not-well-formed'; readonly name: string };

/** What adding articles comes to in the library as it is. */
export interface Addition {
  /** Articles that the library lacks, by id. */
  readonly fresh: ReadonlyMap<string, StagedArticle>;
  /** What is added to articles that it has, by id. */
  readonly known: ReadonlyMap<string, KnownArticle>;
  /** Articles that come back from the trash. */
  readonly restored: readonly string[];
}

/** What an article gets that the library has already. */
export interface KnownArticle {
  readonly steps: readonly ArticleStep[];
  /** Other annotators' sets that the steps name. */
  readonly sets: readonly SetFile[];
}

/** Everything of the library that planning an addition needs. */
export interface AdditionContext {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly newId: () => string;
  readonly isTrashed: (articleId: string) => boolean;
  /** The document of an article that the library has; `null` for one that it lacks. */
  readonly documentOf: (articleId: string) => Promise<Result<ArticleDocument | null, StoreError>>;
}

/** Sorts what is to be added by whether the library has the text already. */
export async function planAddition(
  items: readonly NewArticle[],
  { at, newId, isTrashed, documentOf }: AdditionContext,
): Promise<Result<Addition, AddError | StoreError>> {
  const bad = items.find(({ text }) => !text.isWellFormed());
  if (bad) return err({ type: 'not-well-formed', name: bad.source.name });
  const fresh = new Map<string, StagedArticle>();
  const known = new Map<string, KnownArticle>();
  const restored = new Set<string>();
  for (const item of items) {
    const id = articleIdOf(item.text);
    const staged = fresh.get(id);
    const found = staged ? ok(staged.document) : await documentOf(id);
    if (!found.ok) return found;
    const document = found.value ?? createArticle(item, at, newId);
    const sets = (item.sets ?? [])
      .map((set) => serializeSet({ ...set, articleId: id }))
      .filter(({ reference }) => document.sets.get(reference.id)?.sha256 !== reference.sha256);
    const steps = [
      ...stepsForKnown(document, item, newId),
      ...sets.map(({ reference }) => ({ op: 'put-set' as const, set: reference })),
    ];
    if (staged || found.value === null) {
      fresh.set(id, {
        text: item.text,
        document: mustApply(document, steps),
        sets: [...(staged?.sets ?? []), ...sets],
      });
      continue;
    }
    if (isTrashed(id)) restored.add(id);
    if (steps.length === 0) continue;
    const before = known.get(id);
    known.set(id, {
      steps: [...(before?.steps ?? []), ...steps],
      sets: [...(before?.sets ?? []), ...sets],
    });
  }
  if (fresh.size + known.size + restored.size === 0) return err({ type: 'nothing-new' });
  return ok({ fresh, known, restored: [...restored] });
}

/** How an addition is called in the undo menu. */
export function describeAddition({ fresh, restored }: Addition): string {
  const articles = fresh.size + restored.length;
  if (articles === 0) return 'add to articles';
  return articles === 1 ? 'add article' : `add ${articles} articles`;
}
