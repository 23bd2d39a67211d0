import type { ArticleDetails } from '#core/article/article.ts';
import type { ArticleEdit } from '#core/article/edit.ts';
import type { TagStep } from '#core/contract/articles.ts';
import type { Bridge } from '#core/contract/contract.ts';
import {
  unpackLibrary,
  type Applied,
  type LibraryEdit,
  type LibraryState,
} from '#core/contract/library.ts';
import { err, type Result } from '#core/result.ts';
import { tagHull } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import { inListOrder, NO_EVENT, ranksAsListed, tagsOf } from '../state/article-list.ts';
import type { Articles } from './articles.ts';
import type { Focus, Stage } from '../window/focus.ts';
import {
  asReport,
  changeErrorSentence,
  isRequestError,
  libraryErrorSentence,
  nothingToUndo,
  requestErrorSentence,
  storeErrorSentence,
} from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Saving } from '../window/saving.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<
  AppState,
  | 'article'
  | 'articles'
  | 'articleVersion'
  | 'eventRow'
  | 'failed'
  | 'history'
  | 'library'
  | 'selectedArticles'
  | 'selectedTags'
  | 'selection'
  | 'settings'
  | 'status'
>;

interface ChangesNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly stage: Stage;
  readonly articles: Pick<Articles, 'open' | 'openQuietly' | 'countGaps'>;
  readonly focus: Pick<Focus, 'keep'>;
  readonly names: Pick<Names, 'nameOfTag'>;
  readonly notices: Pick<Notices, 'say' | 'dismissToast'>;
  readonly saving: Pick<Saving, 'begin'>;
  readonly selection: Pick<Selection, 'mayScroll' | 'selectTags'>;
}

/** Changes on their way to the disk and back: asking for them, taking them over, undo and redo. */
export class Changes {
  private readonly followers: ((steps: readonly TagStep[]) => void)[] = [];
  private readonly sharedFollowers: (() => void)[] = [];
  private readonly everyFollower: ((applied: Applied) => void)[] = [];

  constructor(private readonly needs: ChangesNeeds) {}

  /** Calls `follower` with the steps of each change of the article on screen that is on disk. */
  whenApplied(follower: (steps: readonly TagStep[]) => void): void {
    this.followers.push(follower);
  }

  /** Calls `follower` with each change that is on disk, whatever it was of. */
  whenTaken(follower: (applied: Applied) => void): void {
    this.everyFollower.push(follower);
  }

  /** Calls `follower` after each change of what all articles share. */
  whenShared(follower: () => void): void {
    this.sharedFollowers.push(follower);
  }

  /**
   * Sends one edit of the article on screen and takes the acknowledged steps over. While the disk
   * does not answer, `provisional` stays marked in the text as not saved. `follow` is what the window
   * does next: in the same turn, so that it is drawn once for both.
   */
  async editArticle(
    edit: ArticleEdit,
    provisional: readonly Span[] = [],
    follow?: (applied: Applied) => void,
  ): Promise<Applied | null> {
    const { store, bridge, names, notices, saving, selection } = this.needs;
    const { article } = store.get();
    if (!article) return null;
    if (article.readOnly) {
      notices.say(storeErrorSentence({ type: 'read-only', reason: article.readOnly }));
      return null;
    }
    const requestId = crypto.randomUUID();
    const done = saving.begin(requestId, provisional);
    const answer = await bridge.invoke('annotations:apply-change', {
      articleId: article.id,
      requestId,
      edit,
    });
    done();
    if (answer.ok) {
      this.take(answer.value);
      follow?.(answer.value);
      return answer.value;
    }
    if (
      answer.error.type === 'duplicate' &&
      edit.kind === 'update-tags' &&
      edit.changes.length > 1
    ) {
      const name = names.nameOfTag(answer.error.id);
      notices.say(`Nothing was changed: the words of one of them are tagged as ${name} already.`);
    } else if (answer.error.type === 'duplicate') {
      const name = names.nameOfTag(answer.error.id);
      selection.selectTags([answer.error.id]);
      notices.say(`Already tagged as ${name} — opened it`);
    } else if (answer.error.type !== 'nothing-changed')
      notices.say(changeErrorSentence(answer.error));
    return null;
  }

  /** Changes what is said about the article on screen. */
  async editDetails(details: Partial<ArticleDetails>): Promise<boolean> {
    const applied = await this.editArticle({ kind: 'edit-details', details });
    if (applied) this.needs.notices.say(`${asReport(applied.label)}.`);
    return applied !== null;
  }

  /** Sends one edit of what all articles share, and says why where it is refused. */
  async editLibrary(edit: LibraryEdit): Promise<Applied | null> {
    const answer = await this.requestLibrary(edit);
    if (answer.ok) return answer.value;
    this.needs.notices.say(answer.error);
    return null;
  }

  /** The same for who says it elsewhere: the error is a sentence. */
  async requestLibrary(edit: LibraryEdit): Promise<Result<Applied, string>> {
    const { bridge, saving } = this.needs;
    const requestId = crypto.randomUUID();
    const done = saving.begin(requestId);
    const answer = await bridge.invoke('library:apply-change', { requestId, edit });
    done();
    if (!answer.ok) return err(libraryErrorSentence(answer.error));
    this.take(answer.value);
    return answer;
  }

  /** Stops what is being changed, taken back or repeated; who asked for it says what became of it. */
  async stop(): Promise<void> {
    await this.needs.bridge.invoke('library:stop-change', undefined);
  }

  /** Takes over a change that is on disk. */
  take(applied: Applied): void {
    const { store, focus } = this.needs;
    const { article } = store.get();
    const isHere = article !== null && applied.articleId === article.id;
    store.set({
      history: applied.history,
      status: { type: 'saved', at: applied.at },
      ...(isHere && this.applyTo(article, applied.steps)),
    });
    if (isHere) for (const follower of this.followers) follower(applied.steps);
    if (applied.library) this.takeLibrary(unpackLibrary(applied.library));
    for (const follower of this.everyFollower) follower(applied);
    focus.keep();
  }

  /** Brings the window's copy of an article and its drawing up to date; what else that changes. */
  private applyTo(
    article: NonNullable<AppState['article']>,
    steps: readonly TagStep[],
  ): Partial<Seen> {
    const { store, stage, articles } = this.needs;
    const change = article.apply(steps);
    if (change.put.length > 0 || change.removed.length > 0) {
      stage.surface?.applyTagChanges({ put: change.put, removed: change.removed });
    }
    if (change.regionsChanged) stage.surface?.setRegions(article.regions);
    const { selectedTags, articleVersion, articles: listed } = store.get();
    const gone = new Set(change.removed);
    if (change.articleChanged) articles.countGaps();
    return {
      ...(selectedTags.some((id) => gone.has(id)) && {
        selectedTags: selectedTags.filter((id) => !gone.has(id)),
      }),
      ...(change.articleChanged && {
        articleVersion: articleVersion + 1,
        articles: listed.map((each) => (each.id === article.id ? article.summary : each)),
      }),
    };
  }

  /** Takes over what all articles share; where the article on screen is gone, the first is opened. */
  takeLibrary(library: LibraryState): void {
    const { store, articles: opening, focus } = this.needs;
    const { article, selectedArticles, eventRow } = store.get();
    const isThere = new Set(library.articles.map(({ id }) => id));
    const isEventThere = eventRow === NO_EVENT || library.events.some(({ id }) => id === eventRow);
    store.set({
      selectedArticles: selectedArticles.filter((id) => isThere.has(id)),
      eventRow: isEventThere ? eventRow : null,
    });
    const { articles: before, settings } = store.get();
    const ranks = ranksAsListed(before);
    store.set({ library, articles: inListOrder(library, settings.articleOrder, ranks) });
    for (const follower of this.sharedFollowers) follower();
    const { articles, failed, articleVersion } = store.get();
    const summary = articles.find(({ id }) => id === article?.id);
    if (article && summary) {
      article.summary = summary;
      store.set({ articleVersion: articleVersion + 1 });
    } else if (article) {
      store.set({ article: null, selectedTags: [], selection: null });
      const [next] = articles;
      if (next) void opening.openQuietly(next.id);
      else focus.keep();
    } else if (articles[0] && !failed) void opening.openQuietly(articles[0].id);
  }

  /**
   * Takes back or repeats the last command, in whatever article it was, and shows that article. Answers
   * whether it was done; if not, a message says why.
   */
  async travel(direction: 'undo' | 'redo'): Promise<boolean> {
    const { store, bridge, articles, notices, saving, selection } = this.needs;
    const { history } = store.get();
    const target = history[direction];
    if (!target) {
      notices.say(direction === 'undo' ? nothingToUndo(history) : 'Nothing to redo.');
      return false;
    }
    const other = target.articleId === store.get().article?.id ? null : target.articleId;
    if (other !== null && !(await articles.openQuietly(other))) return false;
    const requestId = crypto.randomUUID();
    const done = saving.begin(requestId);
    const mayScroll = selection.mayScroll();
    const answer = await bridge.invoke(direction === 'undo' ? 'history:undo' : 'history:redo', {
      requestId,
    });
    done();
    if (!answer.ok) {
      notices.say(
        isRequestError(answer.error)
          ? requestErrorSentence(answer.error)
          : storeErrorSentence(answer.error),
      );
      return false;
    }
    notices.dismissToast();
    this.take(answer.value);
    const { touched, steps } = answer.value;
    const [first] = touched;
    const isElsewhere = first !== undefined && !touched.includes(store.get().article?.id ?? '');
    const went = isElsewhere && (await articles.openQuietly(first));
    this.selectChanged(steps, mayScroll());
    const { article } = store.get();
    const title = article?.summary.details.title ?? '';
    const where = other !== null && article ? ` in “${title}”` : '';
    // Counted by the library: an article that a change of several was about is drawn anew only later.
    const opened = went ? ` Opened “${title}”.` : '';
    const what = `${direction === 'undo' ? 'Undid' : 'Redid'}: ${answer.value.label}${where}.${opened}`;
    notices.say(article ? `${what} ${countOf(tagsOf(article.summary), 'tag')}.` : what);
    return true;
  }

  /** Selects the tags that some steps have put there, and brings the last one into view. */
  private selectChanged(steps: readonly TagStep[], isRevealed: boolean): void {
    const { store, stage, selection } = this.needs;
    const changed = steps.flatMap((step) => (step.op === 'put-tag' ? [step.tag] : []));
    const last = changed.at(-1);
    if (!store.get().article || !last) return;
    selection.selectTags(changed.map(({ id }) => id));
    if (isRevealed) stage.surface?.reveal(tagHull(last));
  }
}
