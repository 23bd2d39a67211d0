import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { ArticleDetails, ArticleSummary } from '#core/article/article.ts';
import type { ArticleEdit } from '#core/article/edit.ts';
import { findCategory, type Category } from '#core/codebook/codebook.ts';
import type { Bootstrap } from '#core/contract/bootstrap.ts';
import { err, type Result } from '#core/result.ts';
import { snapToGraphemes } from '#core/text/segmentation.ts';
import type { SettingsPatch } from '#core/contract/settings.ts';
import { spansEqual, trimSpan, type Span } from '#core/text/span.ts';
import type { OpenedArticle, TagSet, TagStep } from '#core/contract/articles.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { Applied, LibraryEdit, LibraryState } from '#core/contract/library.ts';

import { textIsEvidence } from './key-sentences.ts';
import { keyHints } from './key-words.ts';
import type { ArticleSelection } from '../editor/text/article-selection.ts';
import type { Surface } from '../editor/surface.ts';
import type { AppState, DialogState, Mode } from './app-state.ts';
import { ArticleModel } from './article-model.ts';
import {
  asSentence,
  changeErrorSentence,
  countOf,
  isRequestError,
  libraryErrorSentence,
  quoted,
  requestErrorSentence,
  storeErrorSentence,
} from './messages.ts';
import { Alignment } from './alignment.ts';
import type { Page } from './page.ts';
import { Saving, SLOW_SAVE } from './saving.ts';
import { Store } from './store.ts';

/** How long a toast stays, in milliseconds. */
const TOAST_TIME = 8000;

/** Who follows what happens to the article on screen. */
export interface ArticleFollower {
  /** The text of an article stands in the window now, perhaps read again. */
  readonly isShown: () => void;
  /** A change of the article is on disk. */
  readonly hasChanged: (steps: readonly TagStep[]) => void;
}

/** Everything the window does, apart from drawing it: one object, one state, no other writers. */
export class Workspace {
  readonly store: Store<AppState>;
  readonly alignment: Alignment;
  readonly saving: Saving;
  readonly platform: Bootstrap['platform'];
  readonly formats: Bootstrap['formats'];
  readonly version: string;
  /** The article on screen, while one is mounted. */
  surface: Surface | null = null;
  private readonly followers: ArticleFollower[] = [];
  private toastTimer: ReturnType<typeof setTimeout> | undefined;
  private gapsTimer: ReturnType<typeof setTimeout> | undefined;
  /** Commands that were asked for, the one that is running first. */
  private readonly waiting: (() => unknown)[] = [];
  /** Nothing was opened here yet: the tour begins at the first quotation. */
  private isFirstArticle: boolean;
  private recent: readonly string[] = [];
  /** How often an article was asked for. */
  private openings = 0;
  /** Where the caret goes once the article that is being opened stands in the window. */
  private pendingPlace: { readonly articleId: string; readonly span: Span } | null = null;

  constructor(
    bootstrap: Bootstrap,
    readonly bridge: Bridge,
    readonly page: Page,
  ) {
    this.platform = bootstrap.platform;
    this.version = bootstrap.version;
    this.formats = bootstrap.formats;
    this.isFirstArticle = bootstrap.settings.lastArticle === null;
    this.store = new Store<AppState>({
      library: bootstrap.library,
      articles: inListOrder(bootstrap.library),
      settings: bootstrap.settings,
      history: bootstrap.history,
      status: bootstrap.status,
      notices: bootstrap.notices,
      article: null,
      articleVersion: 0,
      failed: null,
      finishAsked: null,
      selection: null,
      pointed: null,
      selectedTags: [],
      lastChoice: null,
      mode: { type: 'browse' },
      view: 'annotate',
      review: null,
      returned: [],
      returnViews: new Map(),
      aligning: null,
      isAnonymous: false,
      isBlind: false,
      agreement: null,
      listed: null,
      tagsHidden: false,
      hiddenCategories: new Set(),
      shownSet: null,
      tagFilter: '',
      articleFilter: '',
      dialog: null,
      find: null,
      search: null,
      message: '',
      toast: null,
      gaps: null,
      askName: false,
      screenReader: bootstrap.screenReader,
      importing: null,
      exporting: null,
      leftDrawer: false,
      rightDrawer: false,
      windowWidth: page.width(),
    });
    this.alignment = new Alignment(this.store);
    this.saving = new Saving(this.store, (spans) => this.surface?.setMarks('pending', spans));
    bridge.on('store:status', (status) => {
      this.saving.takeStatus(status);
    });
    bridge.on('notice:added', (notice) =>
      this.store.set({ notices: [...this.state.notices, notice] }),
    );
    bridge.on('library:changed', ({ library, history }) => {
      this.store.set({ history });
      this.takeLibrary(library);
    });
    bridge.on('article:changed', ({ articleId }) => {
      if (articleId === this.state.article?.id) void this.reopenArticle();
    });
    bridge.on('screen-reader:changed', ({ on }) => this.store.set({ screenReader: on }));
    bridge.on('import:progress', (importing) => this.store.set({ importing }));
    bridge.on('export:progress', (exporting) => this.store.set({ exporting }));
    bridge.on('window:closing', (status) => this.showDialog({ type: 'closing', status }));
    page.onResize(() => {
      this.store.set({ windowWidth: page.width() });
    });
  }

  get state(): AppState {
    return this.store.get();
  }

  get mac(): boolean {
    return this.platform === 'darwin';
  }

  /**
   * Runs commands one after the other, so that quick keys cannot overtake the disk: what is typed
   * behind a change sees its outcome. A disk that does not answer is not waited for; keys that were
   * typed before a sheet opened are dropped, they were not meant for what is under it.
   */
  async inOrder(run: () => unknown): Promise<void> {
    this.waiting.push(run);
    if (this.waiting.length > 1) return;
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      this.surface?.settleSelection();
      const outcome = next();
      if (outcome instanceof Promise) await Promise.race([outcome, rest(SLOW_SAVE)]);
      if (this.state.dialog) this.waiting.length = 0;
      else this.waiting.shift();
    }
  }

  /** Tells somebody of what happens to the article on screen from now on. */
  follow(follower: ArticleFollower): void {
    this.followers.push(follower);
  }

  takeSurface(surface: Surface | null): void {
    this.surface = surface;
  }

  /** Says something in the status region, for eyes and screen readers alike. */
  say(message: string): void {
    this.store.set({ message });
  }

  // ---- articles -------------------------------------------------------------------------------

  /** Opens an article; `at` is a span to select and show. Answers whether it is open. */
  async openArticle(articleId: string, at?: Span): Promise<boolean> {
    const wasOpen = this.state.article?.id === articleId;
    this.openings += 1;
    if (!wasOpen) {
      const opening = this.openings;
      this.page.leaveDetail();
      const answer = await this.bridge.invoke('articles:open', { articleId });
      // What was asked for last is shown, whichever comes first from the disk.
      if (opening !== this.openings) return false;
      if (!answer.ok) {
        if (isRequestError(answer.error)) this.say(requestErrorSentence(answer.error));
        else {
          this.store.set({
            failed: { articleId, error: answer.error },
            article: null,
            selectedTags: [],
          });
          this.say(storeErrorSentence(answer.error));
        }
        return false;
      }
      this.pendingPlace = at ? { articleId, span: at } : null;
      this.showArticle(answer.value);
      void this.changeSettings({ lastArticle: articleId });
    }
    if (at && wasOpen) {
      this.surface?.setSelection(at.start, at.end);
      this.surface?.reveal(at, { block: 'center' });
      this.surface?.flash(at);
    }
    return true;
  }

  /** The text of an article stands in the window now: the caret goes where the work is. */
  articleIsShown(article: ArticleModel): void {
    for (const follower of this.followers) follower.isShown();
    // Read again, it may have lost the set that was shown.
    if (this.state.view === 'annotate' && this.state.shownSet !== null)
      this.showSet(this.state.shownSet);
    if (this.pendingPlace?.articleId === article.id) {
      const { span } = this.pendingPlace;
      this.pendingPlace = null;
      this.surface?.setSelection(span.start, span.end);
      this.surface?.reveal(span, { block: 'center' });
      this.surface?.flash(span);
      return;
    }
    const caret = this.isFirstArticle ? (article.quotations[0]?.start ?? 0) : 0;
    this.isFirstArticle = false;
    this.surface?.setSelection(caret, caret, {
      takeFocus: this.page.focused() === null,
    });
  }

  /** Puts an article that has been opened on screen. */
  showArticle(opened: OpenedArticle): ArticleModel {
    const article = new ArticleModel(opened);
    this.store.set({
      article,
      finishAsked: null,
      failed: null,
      selection: null,
      pointed: null,
      selectedTags: [],
      mode: this.state.mode.type === 'brush' ? this.state.mode : { type: 'browse' },
      shownSet: null,
      review: null,
      returned: [],
      gaps: null,
      find: null,
      leftDrawer: false,
    });
    this.countGaps();
    return article;
  }

  /** Reads the article again, because something other than this window changed it. */
  async reopenArticle(): Promise<void> {
    const before = this.state.article;
    if (!before) return;
    const answer = await this.bridge.invoke('articles:open', { articleId: before.id });
    if (!answer.ok || this.state.article?.id !== before.id) return;
    const article = new ArticleModel(answer.value);
    this.store.set({
      article,
      articleVersion: this.state.articleVersion + 1,
      selectedTags: this.state.selectedTags.filter((id) => article.tags.has(id)),
    });
    this.countGaps();
  }

  /** Changes what is said about the article on screen. */
  async editDetails(details: Partial<ArticleDetails>): Promise<boolean> {
    const applied = await this.editArticle({ kind: 'edit-details', details });
    if (applied) this.say(`${asSentence(applied.label)}.`);
    return applied !== null;
  }

  // ---- changes --------------------------------------------------------------------------------

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
    const { article } = this.state;
    if (!article) return null;
    if (article.readOnly) {
      this.say(storeErrorSentence({ type: 'read-only', reason: article.readOnly }));
      return null;
    }
    const requestId = crypto.randomUUID();
    const done = this.saving.begin(requestId, provisional);
    const answer = await this.bridge.invoke('annotations:apply-change', {
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
    if (answer.error.type === 'duplicate') {
      const name = this.nameOfTag(answer.error.id);
      this.selectTags([answer.error.id]);
      this.say(`Already tagged as ${name} — opened it`);
    } else if (answer.error.type !== 'nothing-changed') this.say(changeErrorSentence(answer.error));
    return null;
  }

  /** Sends one edit of what all articles share, and says why where it is refused. */
  async editLibrary(edit: LibraryEdit): Promise<Applied | null> {
    const answer = await this.requestLibrary(edit);
    if (answer.ok) return answer.value;
    this.say(answer.error);
    return null;
  }

  /** The same for who says it elsewhere: the error is a sentence. */
  async requestLibrary(edit: LibraryEdit): Promise<Result<Applied, string>> {
    const requestId = crypto.randomUUID();
    const done = this.saving.begin(requestId);
    const answer = await this.bridge.invoke('library:apply-change', { requestId, edit });
    done();
    if (!answer.ok) return err(libraryErrorSentence(answer.error));
    this.take(answer.value);
    return answer;
  }

  /** Takes over a change that is on disk. */
  take(applied: Applied): void {
    const { article } = this.state;
    const patch: { -readonly [K in keyof AppState]?: AppState[K] } = {
      history: applied.history,
      status: { type: 'saved', at: applied.at },
    };
    if (article && applied.articleId === article.id) {
      const change = article.apply(applied.steps);
      if (change.put.length > 0 || change.removed.length > 0) {
        this.surface?.applyTagChanges({ put: change.put, removed: change.removed });
      }
      if (change.regionsChanged) this.surface?.setRegions(article.regions);
      const gone = new Set(change.removed);
      if (this.state.selectedTags.some((id) => gone.has(id))) {
        patch.selectedTags = this.state.selectedTags.filter((id) => !gone.has(id));
      }
      if (change.articleChanged) {
        patch.articleVersion = this.state.articleVersion + 1;
        patch.articles = this.state.articles.map((each) =>
          each.id === article.id ? article.summary : each,
        );
        this.countGaps();
      }
    }
    this.store.set(patch);
    if (article && applied.articleId === article.id) {
      for (const follower of this.followers) follower.hasChanged(applied.steps);
    }
    if (applied.library) this.takeLibrary(applied.library);
    this.keepFocus();
  }

  /** Closes the sheet; then, with the focus in the article, does what was chosen in it. */
  closeDialogAnd(act: () => void): void {
    this.closeDialog();
    // The sheet gives the focus back to its opener first.
    this.page.nextFrame(() => {
      this.surface?.focus();
      act();
    });
  }

  /** Gives the focus to the article when what had it is no longer there. */
  keepFocus(): void {
    this.page.nextFrame(() => {
      if (this.page.focused() === null && !this.state.dialog) this.surface?.focus();
    });
  }

  private takeLibrary(library: LibraryState): void {
    const { article } = this.state;
    this.store.set({ library, articles: inListOrder(library) });
    const { articles } = this.state;
    const summary = articles.find(({ id }) => id === article?.id);
    if (article && summary) {
      article.summary = summary;
      this.store.set({ articleVersion: this.state.articleVersion + 1 });
    } else if (article) {
      this.store.set({ article: null, selectedTags: [], selection: null });
      const [next] = articles;
      if (next) void this.openArticle(next.id);
    } else if (articles[0] && !this.state.failed) void this.openArticle(articles[0].id);
  }

  /** Takes back or repeats the last command, in whatever article it was, and shows that article. */
  async travel(direction: 'undo' | 'redo'): Promise<void> {
    const target = this.state.history[direction];
    if (!target) {
      this.say(direction === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.');
      return;
    }
    const other = target.articleId === this.state.article?.id ? null : target.articleId;
    if (other !== null && !(await this.openArticle(other))) return;
    const requestId = crypto.randomUUID();
    const done = this.saving.begin(requestId);
    const answer = await this.bridge.invoke(
      direction === 'undo' ? 'history:undo' : 'history:redo',
      {
        requestId,
      },
    );
    done();
    if (!answer.ok) {
      this.say(
        isRequestError(answer.error)
          ? requestErrorSentence(answer.error)
          : storeErrorSentence(answer.error),
      );
      return;
    }
    this.dismissToast();
    this.take(answer.value);
    const { touched } = answer.value;
    const [first] = touched;
    const isElsewhere = first !== undefined && !touched.includes(this.state.article?.id ?? '');
    const went = isElsewhere && (await this.openArticle(first));
    const { article } = this.state;
    const changed = answer.value.steps.flatMap((step) => (step.op === 'put-tag' ? [step.tag] : []));
    if (article && changed.length > 0) {
      this.selectTags(changed.map(({ id }) => id));
      const last = changed.at(-1);
      if (last) this.surface?.reveal(tagHull(last));
    }
    const title = article?.summary.details.title ?? '';
    const where = other !== null && article ? ` in “${title}”` : '';
    const opened = went ? ` Opened “${title}”.` : '';
    const what = `${direction === 'undo' ? 'Undid' : 'Redid'}: ${answer.value.label}${where}.${opened}`;
    this.say(article ? `${what} ${countOf(article.tags.size, 'tag')}.` : what);
  }

  // ---- selection ------------------------------------------------------------------------------

  /** The article reports where its selection is. */
  takeSelection(selection: ArticleSelection): void {
    const { pointed } = this.state;
    this.store.set({
      selection,
      pointed: pointed && spansEqual(pointed, selection.span) ? pointed : null,
    });
  }

  /** The selected words without white space around them, or why there are none. */
  selectedSpan(): Span | null {
    this.surface?.settleSelection();
    const { article, selection } = this.state;
    if (!article || !selection || selection.collapsed) {
      const picks = keyHints(this, [
        ['pick-word', 'word'],
        ['pick-sentence', 'sentence'],
        ['pick-quotation', 'quotation'],
      ]);
      this.say(`Nothing selected. ${picks}`);
      return null;
    }
    const span = trimSpan(article.text, selection.span);
    if (span.start >= span.end) {
      this.say('That selection has no words.');
      return null;
    }
    return snapToGraphemes(article.text, span);
  }

  /** Selects tags, the active one last; the list, the margin and the details follow. */
  selectTags(ids: readonly string[]): void {
    if (ids.at(-1) !== this.state.selectedTags.at(-1)) this.page.leaveDetail();
    const { mode } = this.state;
    this.surface?.setSelectedTags(ids, ids.at(-1));
    this.store.set({ selectedTags: ids });
    // Boundaries belong to the active tag: with another one they are left as they were.
    if (mode.type === 'adjust' && mode.tagId !== ids.at(-1)) this.setMode({ type: 'browse' });
    this.markAttributeSpans();
  }

  /** Shows where the speaker and the cue of the active tag stand. */
  markAttributeSpans(): void {
    const tag = this.activeTag();
    const known = new Set(tag && this.categoryOf(tag)?.attributes.map(({ id }) => id));
    this.surface?.setMarks(
      'attribute',
      Object.entries(tag?.attributeSpans ?? {}).flatMap(([id, span]) =>
        known.has(id) ? [span] : [],
      ),
    );
  }

  activeTag(): Tag | undefined {
    const { article, selectedTags } = this.state;
    const id = selectedTags.at(-1);
    return id === undefined ? undefined : article?.tags.get(id);
  }

  /** Selects a tag and brings it into view. */
  goToTag(tag: Tag): void {
    this.selectTags([tag.id]);
    const hull = tagHull(tag);
    this.surface?.setSelection(hull.start, hull.start, { scroll: false, takeFocus: false });
    this.surface?.reveal(hull);
  }

  categoryOf(tag: Pick<Tag, 'category'>): Category | undefined {
    return findCategory(this.state.library.codebook, tag.category);
  }

  nameOfTag(id: string): string {
    const tag = this.state.article?.tags.get(id);
    return tag ? (this.categoryOf(tag)?.label ?? tag.category).toLowerCase() : 'that';
  }

  /** A tag in words, for screen readers: category, speaker, the words, the place. */
  describeTag(tag: Tag): string {
    const { article } = this.state;
    const label = this.categoryOf(tag)?.label ?? tag.category;
    if (!article) return label;
    const speaker = tag.attributes['speaker'];
    const who = speaker ? `, ${speaker}` : '';
    const note = tag.note === '' ? '' : ', with a note';
    return `${label}${who}: ${quoted(article.wordsOf(tag), 80)}, paragraph ${article.paragraphNumber(tagHull(tag).start)}${note}`;
  }

  // ---- tagging --------------------------------------------------------------------------------

  /** Category ids, the last used first. */
  recentCategories(): readonly string[] {
    return this.recent;
  }

  categoryWasUsed(id: string): void {
    this.recent = [id, ...this.recent.filter((other) => other !== id)];
  }

  hideSelectionBar(): void {
    if (this.state.pointed) this.store.set({ pointed: null });
  }

  // ---- boundaries -----------------------------------------------------------------------------

  setMode(mode: Mode): void {
    this.store.set({ mode });
  }

  setTagsHidden(tagsHidden: boolean): void {
    this.store.set({ tagsHidden });
    this.surface?.setTagsHidden(tagsHidden);
    const hint = keyHints(this, [['toggle-tags', 'shows them.']]);
    this.say(tagsHidden ? `Tags are hidden. ${hint}` : 'Tags are shown.');
  }

  /** Paints a category or leaves it out; its tags stay in the list. */
  toggleCategory(id: string): void {
    const hidden = new Set(this.state.hiddenCategories);
    if (!hidden.delete(id)) hidden.add(id);
    this.store.set({ hiddenCategories: hidden });
    this.surface?.setHiddenCategories(hidden);
  }

  // ---- sheets, toast, settings ----------------------------------------------------------------

  showDialog(dialog: DialogState): void {
    this.store.set({ dialog });
  }

  closeDialog(): void {
    this.store.set({ dialog: null });
  }

  showToast(text: string, undo: boolean): void {
    clearTimeout(this.toastTimer);
    this.store.set({ toast: { text, undo } });
    this.toastTimer = setTimeout(() => this.dismissToast(), TOAST_TIME);
  }

  dismissToast(): void {
    clearTimeout(this.toastTimer);
    if (this.state.toast) this.store.set({ toast: null });
  }

  async changeSettings(patch: SettingsPatch): Promise<void> {
    this.store.set({ settings: { ...this.state.settings, ...definedOnly(patch) } });
    const answer = await this.bridge.invoke('settings:update', patch);
    if (answer.ok) this.store.set({ settings: answer.value });
    else this.say(requestErrorSentence(answer.error));
  }

  /** Ticks off a step of the tour that the analyst has just done. */
  tourStep(step: 'select' | 'tag' | 'details' | 'find'): void {
    const { tour } = this.state.settings;
    if (tour === null || tour.includes(step)) return;
    void this.changeSettings({ tour: [...tour, step] });
  }

  /** The analyst tried to type into the article. */
  explainFrozen(): void {
    if (this.state.settings.toldTextIsFrozen) return;
    this.say(textIsEvidence(this));
    void this.changeSettings({ toldTextIsFrozen: true });
  }

  // ---- import ---------------------------------------------------------------------------------

  /** Lists and paints another annotator's tags beside one's own; `null` for one's own only. */
  showSet(annotatorId: string | null): void {
    const set = this.state.article?.sets.find(({ annotator }) => annotator.id === annotatorId);
    this.store.set({ shownSet: set ? annotatorId : null });
    // A tag that is no longer listed must not be the one that Delete is about.
    if (set) this.selectTags([]);
    this.showOtherSets(set ? [set] : []);
  }

  /** Paints the tags of other annotators, hollow and with their initials. */
  showOtherSets(sets: readonly TagSet[]): void {
    this.surface?.setOtherSets(
      sets.map(({ annotator, tags }) => ({
        id: annotator.id,
        initials: initialsOf(this.nameOfAnnotator(annotator.id)),
        tags,
      })),
    );
  }

  /** Who made a tag, as it is shown; where names are hidden, a letter that says nothing. */
  nameOfAnnotator(id: string): string {
    const { library, article, isAnonymous } = this.state;
    if (id === library.self.id) return library.self.name;
    if (isAnonymous) {
      const place = article?.sets.findIndex(({ annotator }) => annotator.id === id) ?? -1;
      return place < 0 ? 'Somebody' : `Annotator ${String.fromCharCode(65 + (place % 26))}`;
    }
    const known = article?.sets.find(({ annotator }) => annotator.id === id)?.annotator;
    return (known ?? library.annotators.find((each) => each.id === id))?.name ?? 'Somebody';
  }

  // ---- gaps -----------------------------------------------------------------------------------

  /** Counts the untagged quotations once the window is idle. */
  private countGaps(): void {
    clearTimeout(this.gapsTimer);
    this.gapsTimer = setTimeout(() => {
      this.page.whenIdle(() => {
        const { article } = this.state;
        if (article) this.store.set({ gaps: article.gaps().length });
      });
    }, 150);
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The articles by event, in an event as they were added. */
function inListOrder({ events, articles }: LibraryState): readonly ArticleSummary[] {
  const ranks = new Map(events.map(({ id }, index) => [id, index]));
  const rankOf = ({ details }: ArticleSummary): number =>
    (details.event === null ? undefined : ranks.get(details.event)) ?? events.length;
  return [...articles].sort((a, b) => rankOf(a) - rankOf(b));
}

/** Up to two first letters of a name: as many as fit into the margin. */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  return words
    .slice(0, 2)
    .map((word) => /^./u.exec(word)?.[0].toUpperCase() ?? '')
    .join('');
}

function definedOnly<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
