import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { EventStep } from '#core/event/document.ts';
import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { articleIdOf, serializeSet, type SetFile } from '../articles/article-folder.ts';
import type { Ground } from '../articles/article-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import {
  createArticle,
  mustApply,
  stepsForKnown,
  type NewArticle,
} from '../articles/new-article.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { ReceiptToStore } from '../articles/receipts.ts';
import type { OwnStore } from './own-set.ts';
import type { AcknowledgedLibrary } from './saved-lines.ts';
import type { SharedChange } from './shared-changes.ts';
import type { Staging, StagedArticle } from './staging.ts';
import { Turns } from '../../disk/turns.ts';
import type { LibraryStatus } from '../articles/status.ts';
import { describeFailure } from '../../disk/failure.ts';

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
  /** Receipts of sources that the steps name. */
  readonly receipts: readonly ReceiptToStore[];
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
  // In UTF-8 a text is well-formed.
  const bad = items.find(({ text }) => typeof text === 'string' && !text.isWellFormed());
  if (bad) return err({ type: 'not-well-formed', name: bad.source.name });
  const fresh = new Map<string, StagedArticle>();
  const known = new Map<string, KnownArticle>();
  const restored = new Set<string>();
  const turns = new Turns();
  for (const item of items) {
    await turns.pass();
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
    const isBegun = staged === undefined && found.value === null;
    const isNamed = isBegun || steps.some(({ op }) => op === 'put-source');
    const receipts = item.receipt && isNamed ? [item.receipt] : [];
    if (staged || found.value === null) {
      fresh.set(id, {
        text: item.text,
        document: mustApply(document, steps),
        sets: [...(staged?.sets ?? []), ...sets],
        receipts: [...(staged?.receipts ?? []), ...receipts],
      });
      continue;
    }
    if (isTrashed(id)) restored.add(id);
    if (steps.length === 0) continue;
    const before = known.get(id);
    known.set(id, {
      steps: [...(before?.steps ?? []), ...steps],
      sets: [...(before?.sets ?? []), ...sets],
      receipts: [...(before?.receipts ?? []), ...receipts],
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

/** What adding articles needs of the library. */
export interface AdderNeeds {
  readonly ground: Pick<Ground, 'now'>;
  readonly newId: () => string;
  readonly store: Pick<OwnStore, 'document'>;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly catalogue: Pick<Catalogue, 'has' | 'folderOf'>;
  readonly articles: Pick<OpenArticles, 'acquire'>;
  readonly staging: Pick<Staging, 'stage' | 'placeBeside' | 'drop'>;
  /** Makes a change of several documents. */
  readonly change: (change: SharedChange) => Promise<Result<AcknowledgedLibrary, StoreError>>;
}

export interface AddOptions {
  /** How it is called in the undo menu. */
  readonly label?: string;
  /** What changes with it of what all articles share. */
  readonly steps?: (document: LibraryDocument) => readonly LibraryStep[];
  /** What changes with it of what is said of events, by the id of the event. */
  readonly events?: ReadonlyMap<string, readonly EventStep[]> | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Adds articles in one step that can be undone. Nothing else may change the documents meanwhile. */
export class ArticleAdder {
  readonly #needs: AdderNeeds;

  constructor(needs: AdderNeeds) {
    this.#needs = needs;
  }

  async add(
    requestId: string,
    items: readonly NewArticle[],
    more: AddOptions,
  ): Promise<Result<AcknowledgedLibrary, AddError | StoreError>> {
    const { ground, newId, store, status, catalogue, staging, change } = this.#needs;
    const { readOnly } = status;
    if (readOnly) return err({ type: 'read-only', reason: readOnly });
    const at = ground.now().toISOString();
    const planned = await planAddition(items, {
      at,
      newId,
      isTrashed: (id) => store.document.trashed.has(id),
      documentOf: (id) => this.#documentOf(id),
    });
    if (!planned.ok) return planned;
    const { fresh, known, restored } = planned.value;
    const receipts = [...fresh.values(), ...known.values()].flatMap((each) => each.receipts);
    const staged = fresh.size + receipts.length > 0 ? newId() : undefined;
    const drop = async (): Promise<void> => {
      if (staged !== undefined) await staging.drop(staged);
    };
    let takeAway: () => Promise<void>;
    try {
      if (staged !== undefined) await staging.stage(staged, fresh, receipts, more.onProgress);
      takeAway = await staging.placeBeside(
        [...known].map(([id, { sets, receipts: its }]) => {
          return { folder: catalogue.folderOf(id), sets, receipts: its };
        }),
      );
    } catch (error) {
      await drop();
      return err({ type: 'not-saved', ...describeFailure(error) });
    }
    const done = await change({
      requestId,
      label: more.label ?? describeAddition(planned.value),
      steps: [
        ...(more.steps?.(store.document) ?? []),
        ...restored.map((id) => ({ op: 'remove-trashed' as const, id })),
      ],
      articles: new Map([...known].map(([id, { steps }]) => [id, steps])),
      events: more.events,
      staged:
        staged === undefined
          ? undefined
          : { token: staged, documents: [...fresh.values()].map(({ document }) => document) },
      undoneBy: [...fresh.keys()].map((id) => ({
        op: 'put-trashed' as const,
        trashed: { id, at },
      })),
    });
    // Where the disk failed the line may be on it all the same; the next start will know.
    if (!done.ok && done.error.type !== 'not-saved') {
      await drop();
      await takeAway();
    }
    return done;
  }

  async #documentOf(articleId: string): Promise<Result<ArticleDocument | null, StoreError>> {
    const { catalogue, articles } = this.#needs;
    if (!catalogue.has(articleId)) return ok(null);
    const opened = await articles.acquire(articleId);
    return opened.ok ? ok(opened.value.store.document) : opened;
  }
}
