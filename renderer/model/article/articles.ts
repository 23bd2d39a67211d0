// The article on screen: opening, changing, finding, importing, going on to the next. What is done to
// its tags is in tags, what is decided about others' in review.
import type { OpenedArticle } from '#core/contract/articles.ts';
import type { AnswerOf, Bridge } from '#core/contract/contract.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { ok, type Result } from '#core/result.ts';
import type { Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import { ArticleModel } from '../state/article-model.ts';
import type { Focus, Stage } from '../window/focus.ts';
import { isRequestError, requestErrorSentence, storeErrorSentence } from '../state/messages.ts';
import type { Notices } from '../window/notices.ts';
import type { Page } from '../state/page.ts';
import type { Preferences } from '../window/preferences.ts';
import type { ShownTags } from '../window/shown-tags.ts';
import type { Store } from '../state/store.ts';

/** How long after a change the untagged quotations are counted, in milliseconds. */
const COUNT_DELAY = 150;

type OpenRefusal = Extract<AnswerOf<'articles:open'>, { ok: false }>['error'];

interface ArticlesNeeds {
  readonly store: Store<
    Pick<
      AppState,
      | 'article'
      | 'articleVersion'
      | 'articles'
      | 'failed'
      | 'library'
      | 'finishAsked'
      | 'selection'
      | 'pointed'
      | 'selectedTags'
      | 'mode'
      | 'view'
      | 'shownSet'
      | 'tagFilter'
      | 'review'
      | 'returned'
      | 'gaps'
      | 'find'
      | 'leftDrawer'
      | 'selectedArticles'
      | 'eventRow'
      | 'settings'
    >
  >;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly stage: Stage;
  readonly page: Pick<Page, 'giveWay' | 'whenIdle'>;
  readonly focus: Pick<Focus, 'leaveDetail' | 'isLost'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly preferences: Pick<Preferences, 'change'>;
  readonly shownTags: Pick<ShownTags, 'showSet'>;
  /** Nothing was opened on this computer yet: the tour begins at the first quotation. */
  readonly isFirstArticle: boolean;
}

/** Which article is on screen: opening one, showing it, and reading it again. */
export class Articles {
  private readonly followers: (() => void)[] = [];
  private readonly askedFollowers: (() => void)[] = [];
  private gapsTimer: ReturnType<typeof setTimeout> | undefined;
  private isFirstArticle: boolean;
  /** How often an article was asked for. */
  private openings = 0;
  /** The article that is on its way; `null` where none is. */
  private coming: string | null = null;
  /** Whether it was changed since it was read. */
  private comingIsOld = false;
  /** Where the caret goes once the article that is being opened stands in the window. */
  private pendingPlace: { readonly articleId: string; readonly span: Span } | null = null;

  constructor(private readonly needs: ArticlesNeeds) {
    this.isFirstArticle = needs.isFirstArticle;
  }

  /** Calls `follower` whenever the text of an article stands in the window, perhaps read again. */
  whenShown(follower: () => void): void {
    this.followers.push(follower);
  }

  /** Calls `follower` when somebody asks to see an article, before it is opened. */
  whenAsked(follower: () => void): void {
    this.askedFollowers.push(follower);
  }

  /** The article to go on from: the one that was asked for last, also while it is on its way. */
  get current(): string | undefined {
    return this.coming ?? this.needs.store.get().article?.id;
  }

  /**
   * Opens an article that was asked for; `at` is a span to select and show. What was said of the one
   * before ends. Answers whether it is open.
   */
  async open(articleId: string, at?: Span): Promise<boolean> {
    const { store, notices } = this.needs;
    for (const follower of this.askedFollowers) follower();
    if (store.get().article?.id !== articleId) notices.say('');
    return this.openQuietly(articleId, at);
  }

  /** The same where something has been said that is to stay: of an import, or of an article that is gone. */
  async openQuietly(articleId: string, at?: Span): Promise<boolean> {
    const { store, focus, notices, preferences } = this.needs;
    const wasOpen = store.get().article?.id === articleId;
    this.openings += 1;
    this.coming = null;
    if (!wasOpen) {
      const opening = this.openings;
      this.coming = articleId;
      focus.leaveDetail();
      const answer = await this.read(articleId, () => opening === this.openings);
      if (answer === null) return false;
      this.coming = null;
      if (!answer.ok) {
        if (isRequestError(answer.error)) notices.say(requestErrorSentence(answer.error));
        else {
          store.set({
            failed: { articleId, error: answer.error },
            article: null,
            selectedTags: [],
          });
          notices.say(storeErrorSentence(answer.error));
        }
        return false;
      }
      this.pendingPlace = at ? { articleId, span: at } : null;
      this.put(answer.value);
      const isLast = store.get().settings.lastArticle === articleId;
      if (!isLast) void preferences.change({ lastArticle: articleId });
    }
    if (at && wasOpen && this.needs.stage.surface) this.selectPlace(at);
    // Its text is not in the window while outlets are compared.
    else if (at && wasOpen) this.pendingPlace = { articleId, span: at };
    return true;
  }

  /**
   * The window's copy of an article, made in steps between which it answers; `null` once `isAsked` no longer
   * holds: what was asked for last is shown, whichever comes first from the disk.
   */
  private async read(
    articleId: string,
    isAsked: () => boolean,
  ): Promise<Result<ArticleModel, OpenRefusal> | null> {
    const { store, bridge, page } = this.needs;
    for (;;) {
      const answer = await bridge.invoke('articles:open', { articleId });
      if (!isAsked()) return null;
      if (!answer.ok) return answer;
      const { library } = store.get();
      this.comingIsOld = false;
      await page.giveWay();
      const sets = fromJsonText(answer.value.sets);
      await page.giveWay();
      const tags = fromJsonText(answer.value.tags);
      await page.giveWay();
      const article = new ArticleModel(answer.value, { sets, tags });
      await page.giveWay();
      article.prepareDrawing();
      await page.giveWay();
      if (!isAsked()) return null;
      // What it is told of meanwhile is not in the copy.
      if (!this.comingIsOld && store.get().library === library) return ok(article);
    }
  }

  /** Something other than this window has changed an article. */
  isChanged(articleId: string): void {
    if (articleId === this.coming) this.comingIsOld = true;
    if (articleId === this.needs.store.get().article?.id) void this.reopen();
  }

  /** The text of an article stands in the window now: the caret goes where the work is. */
  isShown(article: ArticleModel): void {
    const { store, stage, focus, shownTags } = this.needs;
    for (const follower of this.followers) follower();
    const { view, shownSet } = store.get();
    // Read again, it may have lost the set that was shown.
    if (view === 'annotate' && shownSet !== null) shownTags.showSet(shownSet);
    if (this.pendingPlace?.articleId === article.id) {
      const { span } = this.pendingPlace;
      this.pendingPlace = null;
      this.selectPlace(span);
      return;
    }
    const caret = this.isFirstArticle ? (article.quotations[0]?.start ?? 0) : 0;
    this.isFirstArticle = false;
    stage.surface?.setSelection(caret, caret, { takeFocus: focus.isLost() });
  }

  /** The text leaves the window for a while: where the caret is, it will be again. */
  keepPlace(): void {
    const { article, selection } = this.needs.store.get();
    if (article && selection) this.pendingPlace = { articleId: article.id, span: selection.span };
  }

  private selectPlace(span: Span): void {
    const { surface } = this.needs.stage;
    surface?.setSelection(span.start, span.end);
    surface?.reveal(span, { block: 'center' });
    surface?.flash(span);
  }

  /** Puts an article that has been opened on screen. */
  show(opened: OpenedArticle): ArticleModel {
    const article = new ArticleModel(opened);
    this.put(article);
    return article;
  }

  private put(article: ArticleModel): void {
    const { store } = this.needs;
    const { mode, articles } = store.get();
    store.set({
      article,
      // Opening may have mended its title.
      articles: articles.map((each) => (each.id === article.id ? article.summary : each)),
      finishAsked: null,
      failed: null,
      selection: null,
      pointed: null,
      selectedTags: [],
      selectedArticles: [],
      eventRow: null,
      mode: mode.type === 'brush' ? mode : { type: 'browse' },
      shownSet: null,
      tagFilter: '',
      review: null,
      returned: [],
      gaps: null,
      find: null,
      leftDrawer: false,
    });
    this.countGaps();
  }

  /** Reads the article again, because something other than this window changed it. */
  async reopen(): Promise<void> {
    const { store, bridge } = this.needs;
    const before = store.get().article;
    if (!before) return;
    const answer = await bridge.invoke('articles:open', { articleId: before.id });
    if (!answer.ok || store.get().article?.id !== before.id) return;
    const article = new ArticleModel(answer.value);
    const { articleVersion, selectedTags } = store.get();
    store.set({
      article,
      articleVersion: articleVersion + 1,
      selectedTags: selectedTags.filter((id) => article.tags.has(id)),
    });
    this.countGaps();
  }

  /** Counts the untagged quotations once the window is idle. */
  countGaps(): void {
    const { store, page } = this.needs;
    clearTimeout(this.gapsTimer);
    this.gapsTimer = setTimeout(() => {
      page.whenIdle(() => {
        const { article } = store.get();
        if (article) store.set({ gaps: article.gaps().length });
      });
    }, COUNT_DELAY);
  }
}
