import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { PlannedChange } from '#core/article/edit.ts';
import type { StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Gate } from '../../disk/gate.ts';
import type { SavedChange } from '../../document/change.ts';
import type { ArticleStore } from '../articles/article-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { OpenArticle, OpenArticles } from '../articles/open-articles.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { OneHistory } from './one-history.ts';
import type { OwnStore } from './own-set.ts';
import { describeLine, type AcknowledgedArticle } from './saved-lines.ts';
import type { UndoRedo } from './undo.ts';

/** What changing one article needs of the library. */
interface ArticleChangesNeeds {
  readonly gate: Pick<Gate, 'shared'>;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly history: Pick<OneHistory, 'record'>;
  readonly catalogue: Pick<Catalogue, 'update'>;
  readonly articles: Pick<OpenArticles, 'acquire'>;
  /** What all articles share, once it is open. */
  readonly library: () => OwnStore['document'];
  /** Whether the last change of the history is about all of these. */
  readonly coversLast: UndoRedo['coversLast'];
}

/** Changes of one article at a time. */
export class ArticleChanges {
  readonly #needs: ArticleChangesNeeds;

  constructor(needs: ArticleChangesNeeds) {
    this.#needs = needs;
  }

  /**
   * Makes one change of one article durable. `plannerFor`: reads what the plan needs beside the
   * article. `joins` names the tags or decisions that it is about where it belongs to the last change
   * of the history: it is then taken back with that one, if that one is about them all.
   */
  change<E>(
    articleId: string,
    requestId: string,
    plannerFor: (
      opened: OpenArticle,
    ) => Promise<(document: ArticleDocument) => Result<PlannedChange, E>>,
    joins: readonly string[],
  ): Promise<Result<AcknowledgedArticle, E | StoreError>> {
    const { gate, status, articles, library, coversLast } = this.#needs;
    return gate.shared(async () => {
      const { readOnly } = status;
      if (readOnly) return err({ type: 'read-only', reason: readOnly });
      if (library().trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
      const opened = await articles.acquire(articleId);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      const unlisted = joins.length > 0 && coversLast(store, articleId, joins);
      const plan = await plannerFor(opened.value);
      const done = await store.change({ id: requestId, unlisted, plan });
      return done.ok ? ok(this.acknowledge(store, done.value)) : done;
    });
  }

  /** Takes over a change that is on disk. */
  acknowledge(
    store: ArticleStore,
    { line, steps, inverse, document }: SavedChange<ArticleDocument, ArticleStep>,
  ): AcknowledgedArticle {
    const { catalogue, history } = this.#needs;
    catalogue.update(store.document, store.seq, { seq: line.seq, steps, inverse });
    history.record(line, { articleId: document.id });
    return { ...describeLine(line), articleId: document.id, steps, inverse, document };
  }
}
