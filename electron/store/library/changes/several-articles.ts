import type { ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import {
  eventsSaid,
  planArrangement,
  type ArrangeError,
  type Arrangement,
} from '#core/library/arrange.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { StoreBasis } from '../articles/article-stores.ts';
import type { ArticleTexts } from '../articles/article-texts.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { OwedParts } from '../owed/owed-parts.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { ArticlePart } from '../owed/part-files.ts';
import type { EventWords } from './event-words.ts';
import { ManyArticles, type ArticlesPlan, type Watch } from './many-articles.ts';
import type { AcknowledgedLibrary } from './saved-lines.ts';
import type { SharedChange } from './shared-changes.ts';

interface Needs {
  readonly basis: StoreBasis;
  readonly newId: () => string;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly catalogue: Catalogue;
  readonly articles: Pick<OpenArticles, 'find'>;
  readonly texts: Pick<ArticleTexts, 'read'>;
  readonly owed: Pick<OwedParts, 'files'>;
  /** What all articles share. */
  readonly library: () => LibraryDocument;
  readonly findSaid: EventWords['findSaid'];
  /** Makes a change of several documents. */
  readonly change: (change: SharedChange) => Promise<Result<AcknowledgedLibrary, StoreError>>;
}

/** What a change of what all articles share plans. */
export type PlannedLibraryChange = Pick<SharedChange, 'label' | 'unlisted' | 'steps' | 'events'>;

type Parts = Pick<SharedChange, 'articles' | 'many'>;

/** Changes of several articles, of few or of all, in one step. Nothing else may change them meanwhile. */
export class SeveralArticles {
  /** Those of which each has its part in a file. */
  readonly many: ManyArticles;
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.many = new ManyArticles({ ...needs, files: needs.owed.files });
  }

  /** Makes what a plan says of what all articles share. */
  async changeLibrary<E>(
    requestId: string,
    plan: (document: LibraryDocument) => Result<PlannedLibraryChange, E>,
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    const planned = plan(this.#needs.library());
    return planned.ok ? this.#needs.change({ requestId, ...planned.value }) : planned;
  }

  /** Makes what a plan says of these articles, all of it or nothing. */
  async change<E>(
    requestId: string,
    articleIds: readonly string[],
    plan: (document: LibraryDocument) => Result<ArticlesPlan<E>, E>,
    watch: Watch = {},
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    const { many } = this;
    const { status, library } = this.#needs;
    const { readOnly } = status;
    if (readOnly) return err({ type: 'read-only', reason: readOnly });
    const planned = plan(library());
    if (!planned.ok) return planned;
    const { steps, conclude } = planned.value;
    const ids = [...new Set(articleIds)].sort();
    const parts = await this.#collect(many.plan(ids, planned.value, watch), ids.length);
    if (!parts.ok) return parts;
    const { articles, many: written } = parts.value;
    const label = conclude(written?.followed.size ?? articles?.size ?? 0);
    if (label.ok) return this.#make({ requestId, label: label.value, steps, ...parts.value });
    if (written) await many.drop(written);
    return label;
  }

  /** Makes what was asked of several articles, and of the events that they are listed under. */
  async arrange(
    requestId: string,
    edit: Arrangement,
    watch: Watch = {},
  ): Promise<Result<AcknowledgedLibrary, ArrangeError | StoreError>> {
    const { many } = this;
    const { basis, newId, status, catalogue, library, findSaid, change } = this.#needs;
    const { readOnly } = status;
    if (readOnly) return err({ type: 'read-only', reason: readOnly });
    const said = await findSaid(eventsSaid(edit));
    if (!said.ok) return said;
    const planned = planArrangement(library(), edit, {
      details: catalogue.details(),
      said: said.value,
      now: basis.now().toISOString(),
      newId,
    });
    if (!planned.ok) return planned;
    const { articles, ...rest } = planned.value;
    if (articles.size <= basis.limits.together) return change({ requestId, ...rest, articles });
    const written = await many.write(many.ofDetails(articles, watch));
    return written.ok ? this.#make({ requestId, ...rest, many: written.value }) : written;
  }

  /** The parts of a change that concerns at most so many articles: in memory where they are few, else in files. */
  async #collect<E>(
    parts: AsyncIterable<Result<ArticlePart, E>>,
    most: number,
  ): Promise<Result<Parts, E | StoreError>> {
    const { many } = this;
    if (most > this.#needs.basis.limits.together) {
      const written = await many.write(parts);
      if (!written.ok) return written;
      if (written.value.followed.size > 0) return ok({ many: written.value });
      await many.drop(written.value);
      return ok({});
    }
    const articles = new Map<string, readonly ArticleStep[]>();
    for await (const part of parts) {
      if (!part.ok) return part;
      articles.set(part.value.articleId, part.value.steps);
    }
    return ok({ articles });
  }

  /** Makes a change that may have parts in files, which go where it is refused. */
  async #make(change: SharedChange): Promise<Result<AcknowledgedLibrary, StoreError>> {
    const done = await this.#needs.change(change);
    // Where the disk failed the line may be on it all the same; the next start will know.
    if (!done.ok && done.error.type !== 'not-saved' && change.many) {
      await this.many.drop(change.many);
    }
    return done;
  }
}
