import type { OpenedArticle } from '#core/contract/articles.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { StoreNotice } from '#core/contract/store.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import type { Articles } from './articles.ts';
import type { Changes } from './changes.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Focus } from '../window/focus.ts';
import {
  broughtInSentence,
  changeErrorSentence,
  isRequestError,
  locateErrorSentence,
  requestErrorSentence,
  storeErrorSentence,
} from '../state/messages.ts';
import type { Store } from '../state/store.ts';
import type { Notices } from '../window/notices.ts';

interface RecoveryNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly articles: Pick<Articles, 'show'>;
  readonly changes: Pick<Changes, 'take'>;
  readonly store: Store<Pick<AppState, 'notices'>>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly focus: Pick<Focus, 'keep'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Articles that could not be opened as they were: what can be done, and what was restored. */
export class Recovery {
  constructor(private readonly needs: RecoveryNeeds) {}

  /** Shows what is known of a damaged article. */
  async describe(articleId: string): Promise<void> {
    const answer = await this.needs.bridge.invoke('recovery:describe', { articleId });
    if (answer.ok) this.needs.dialogs.show({ type: 'recovery', report: answer.value });
    else if (isRequestError(answer.error))
      this.needs.notices.say(requestErrorSentence(answer.error));
    else this.needs.notices.say(storeErrorSentence(answer.error));
  }

  /** Asks for a file that has the article's lost text, and shows the article with it. */
  async locateText(articleId: string): Promise<void> {
    const answer = await this.needs.bridge.invoke('articles:locate-text', { articleId });
    if (!answer.ok) {
      this.needs.notices.say(locateErrorSentence(answer.error));
      return;
    }
    const { summary, tags } = this.needs.articles.show(answer.value);
    this.needs.notices.say(`Opened “${summary.details.title}” with ${countOf(tags.size, 'tag')}.`);
    this.needs.focus.keep();
  }

  /** Brings in, as a set, what copies beside the data hold that a synchronising program has made. */
  async bringInCopies(notice: StoreNotice): Promise<void> {
    const { bridge, changes, notices } = this.needs;
    const done = await bridge.invoke('library:bring-in-copies', undefined);
    if (!done.ok) {
      notices.say(changeErrorSentence(done.error));
      return;
    }
    const { applied } = done.value;
    if (applied) changes.take(applied);
    this.dismiss(notice);
    notices.say(broughtInSentence(done.value));
  }

  /** Takes a notice away. */
  dismiss(notice: StoreNotice): void {
    const { store } = this.needs;
    store.set({ notices: store.get().notices.filter((each) => each !== notice) });
  }

  /** Shows an article that has just been restored. */
  show(opened: OpenedArticle): void {
    const article = this.needs.articles.show(opened);
    this.needs.notices.say(
      `Restored “${article.summary.details.title}” with ${countOf(article.tags.size, 'tag')}.`,
    );
  }
}
