import type { ArticleChanges } from '#core/contract/articles.ts';
import type { Bridge } from '#core/contract/contract.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import type { Tag } from '#core/tags/tag.ts';

import type { AppState } from '../state/app-state.ts';
import { versionsOf } from '../state/article-list.ts';
import { isRequestError, requestErrorSentence, storeErrorSentence } from '../state/messages.ts';
import type { Store } from '../state/store.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import { versionChanges, type VersionChange } from './version-changes.ts';

interface VersionsNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'articles'>>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** What two versions were found to differ in. */
export type FoundChanges =
  | {
      readonly type: 'found';
      readonly answer: ArticleChanges;
      readonly changes: readonly VersionChange[];
    }
  /** `problem`: a whole sentence. */
  | { readonly type: 'failed'; readonly problem: string };

/** Versions of one article that stand together in the list: what changed from one to the other. */
export class Versions {
  constructor(private readonly needs: VersionsNeeds) {}

  /** Shows what changed in an article since the version before it; in the first one what came after. */
  showChanges(id: string | undefined): void {
    const { store, dialogs, notices } = this.needs;
    const versions = id === undefined ? [] : versionsOf(store.get().articles, id);
    const at = versions.findIndex((version) => version.id === id);
    const other = versions[at === 0 ? 1 : at - 1];
    if (id === undefined || !other) {
      notices.say('This article has no other version here.');
      return;
    }
    const [before, after] = at === 0 ? [id, other.id] : [other.id, id];
    dialogs.show({ type: 'what-changed', before, after });
  }

  /** Asks how two versions differ, and which of one's own tags stand in what changed. */
  async find(before: string, after: string): Promise<FoundChanges> {
    const { bridge } = this.needs;
    const answer = await bridge.invoke('articles:changed', { articleId: after, other: before });
    if (!answer.ok) {
      const { error } = answer;
      const problem = isRequestError(error)
        ? requestErrorSentence(error)
        : storeErrorSentence(error);
      return { type: 'failed', problem };
    }
    const [was, is] = await Promise.all([
      this.tagsOf(answer.value.before),
      this.tagsOf(answer.value.after),
    ]);
    const changes = versionChanges(answer.value, { before: was, after: is });
    return { type: 'found', answer: answer.value, changes };
  }

  /** One's own tags on an article, whether it is on screen or not. */
  private async tagsOf(articleId: string): Promise<readonly Tag[]> {
    const { article } = this.needs.store.get();
    if (article?.id === articleId) return [...article.tags];
    const opened = await this.needs.bridge.invoke('articles:open', { articleId });
    return opened.ok ? fromJsonText(opened.value.tags) : [];
  }
}
