// The window without its drawing: one state, and a slice for each subject that changes it. No slice
// knows the document, the preload or React; each is given the few things that it needs.
import type { Bootstrap } from '#core/contract/bootstrap.ts';
import { unpackLibrary } from '#core/contract/library.ts';
import type { Bridge } from '#core/contract/contract.ts';

import type { Surface } from '../editor/surface.ts';
import { Agreement } from './review/agreement.ts';
import { Alignment } from './review/alignment.ts';
import type { AppState } from './state/app-state.ts';
import { Arrange } from './article/arrange.ts';
import { Articles } from './article/articles.ts';
import { Boilerplate } from './article/boilerplate.ts';
import { Boundaries } from './tags/boundaries.ts';
import { Brush } from './tags/brush.ts';
import { ChosenArticles } from './article/chosen-articles.ts';
import { Changes } from './article/changes.ts';
import { ContextMenus } from './window/context-menus.ts';
import { Claims } from './compare/claims.ts';
import { Compare } from './compare/compare.ts';
import { EventReport } from './compare/event-report.ts';
import { Findings } from './compare/findings.ts';
import { LinkReview } from './compare/link-review.ts';
import { Links } from './compare/links.ts';
import { Spellings } from './compare/spellings.ts';
import { Decisions } from './review/decisions.ts';
import { Dialogs } from './window/dialogs.ts';
import { Find } from './article/find.ts';
import { Drafts } from './window/drafts.ts';
import { Export } from './article/export.ts';
import { Focus } from './window/focus.ts';
import { Import } from './article/import.ts';
import { initialState } from './initial-state.ts';
import { LastPlace } from './last-place.ts';
import { Leads } from './review/leads.ts';
import { KeyUse } from './window/key-use.ts';
import { Names } from './window/names.ts';
import { NextArticle } from './article/next-article.ts';
import { Notices } from './window/notices.ts';
import { OpenCounts } from './review/open-counts.ts';
import type { Page } from './state/page.ts';
import { Panes } from './window/panes.ts';
import { People } from './people/people.ts';
import { Places } from './review/places.ts';
import { Preferences } from './window/preferences.ts';
import { Queue } from './window/queue.ts';
import { Recovery } from './article/recovery.ts';
import { Returns } from './review/return.ts';
import { Review } from './review/review.ts';
import { Saving } from './window/saving.ts';
import { Search } from './article/search.ts';
import { Selection } from './window/selection.ts';
import { Versions } from './article/versions.ts';
import { ShownTags } from './window/shown-tags.ts';
import { Store } from './state/store.ts';
import { Tags } from './tags/tags.ts';
import { TypeAhead } from './window/type-ahead.ts';

/** Everything the window does, apart from drawing it: one object, one state, no other writers. */
export class Workspace {
  readonly store: Store<AppState>;
  readonly agreement: Agreement;
  readonly alignment: Alignment;
  readonly saving: Saving;
  readonly queue: Queue;
  readonly notices: Notices;
  readonly names: Names;
  readonly focus: Focus;
  readonly typeAhead: TypeAhead;
  readonly dialogs: Dialogs;
  readonly menus: ContextMenus;
  readonly preferences: Preferences;
  readonly keyUse: KeyUse;
  readonly selection: Selection;
  readonly shownTags: ShownTags;
  readonly articles: Articles;
  readonly chosenArticles: ChosenArticles;
  readonly changes: Changes;
  readonly arrange: Arrange;
  readonly panes: Panes;
  readonly people: People;
  readonly tags: Tags;
  readonly boilerplate: Boilerplate;
  readonly boundaries: Boundaries;
  readonly brush: Brush;
  readonly nextArticle: NextArticle;
  readonly find: Find;
  readonly search: Search;
  readonly import: Import;
  readonly export: Export;
  readonly recovery: Recovery;
  readonly versions: Versions;
  readonly drafts: Drafts;
  readonly openCounts: OpenCounts;
  readonly compare: Compare;
  readonly links: Links;
  readonly linkReview: LinkReview;
  readonly findings: Findings;
  readonly claims: Claims;
  readonly spellings: Spellings;
  readonly eventReport: EventReport;
  readonly review: Review;
  readonly leads: Leads;
  readonly places: Places;
  readonly decisions: Decisions;
  readonly returns: Returns;
  readonly lastPlace: LastPlace;
  readonly platform: Bootstrap['platform'];
  readonly formats: Bootstrap['formats'];
  readonly version: string;
  /** The article on screen, while one is mounted. */
  surface: Surface | null = null;

  constructor(
    bootstrap: Bootstrap,
    readonly bridge: Bridge,
    readonly page: Page,
  ) {
    this.platform = bootstrap.platform;
    this.version = bootstrap.version;
    this.formats = bootstrap.formats;
    this.store = new Store(initialState(bootstrap, page.width()));
    this.alignment = new Alignment(this.store, page);
    this.saving = new Saving(this.store, (spans) => this.surface?.setMarks('pending', spans));
    this.notices = new Notices(this.store);
    this.names = new Names(this.store);
    this.queue = new Queue(this.store, this);
    // What every slice can be given; each names the part of it that it takes.
    const given = {
      store: this.store,
      bridge,
      page,
      stage: this,
      keys: this,
      saving: this.saving,
      notices: this.notices,
      names: this.names,
    };
    this.preferences = new Preferences(given);
    this.drafts = new Drafts(given);
    this.focus = new Focus(given);
    const { focus, preferences } = this;
    this.typeAhead = new TypeAhead({ page, queue: this.queue, focus });
    this.dialogs = new Dialogs({ ...given, focus });
    this.menus = new ContextMenus({ ...given, focus });
    this.selection = new Selection({ ...given, focus });
    const { dialogs, selection } = this;
    this.shownTags = new ShownTags({ ...given, selection });
    this.keyUse = new KeyUse({ ...given, preferences });
    this.panes = new Panes({ ...given, focus, preferences });
    const { panes, shownTags } = this;
    const isFirstArticle = bootstrap.settings.lastArticle === null;
    this.articles = new Articles({ ...given, focus, preferences, shownTags, isFirstArticle });
    const { articles } = this;
    this.chosenArticles = new ChosenArticles({ ...given, articles, preferences });
    this.changes = new Changes({ ...given, articles, focus, selection });
    const { changes } = this;
    this.arrange = new Arrange({ ...given, changes });
    this.people = new People({ ...given, changes });
    const { people } = this;
    this.tags = new Tags({ ...given, changes, selection, preferences, dialogs, panes, people });
    this.boilerplate = new Boilerplate({ ...given, changes, dialogs });
    this.boundaries = new Boundaries({ ...given, focus, selection, tags: this.tags });
    const { tags } = this;
    this.brush = new Brush({ ...given, selection, tags, boundaries: this.boundaries });
    this.nextArticle = new NextArticle({ ...given, articles, changes, focus });
    this.find = new Find({ ...given, focus });
    this.search = new Search({ ...given, panes });
    const { chosenArticles } = this;
    this.openCounts = new OpenCounts({ ...given, articles, changes, chosenArticles });
    this.import = new Import({ ...given, articles, changes, dialogs });
    this.export = new Export(given);
    this.versions = new Versions({ ...given, dialogs });
    this.recovery = new Recovery({ ...given, articles, changes, dialogs, focus });
    const { alignment, openCounts } = this;
    const ofArticle = { articles, changes, focus, panes, selection, shownTags };
    this.compare = new Compare({ ...given, changes, focus });
    const { compare } = this;
    this.claims = new Claims({ ...given, compare, dialogs });
    this.links = new Links({ ...given, claims: this.claims, compare, dialogs });
    this.linkReview = new LinkReview({ ...given, compare, dialogs });
    this.findings = new Findings({ ...given, compare, dialogs });
    this.spellings = new Spellings({ ...given, compare, people });
    this.eventReport = new EventReport({ ...given, dialogs });
    this.review = new Review({ ...given, ...ofArticle, alignment, compare, openCounts });
    const { review } = this;
    this.leads = new Leads({ ...given, alignment, articles, openCounts, panes, review });
    this.places = new Places({ ...given, review });
    this.decisions = new Decisions({ ...given, review, places: this.places, selection });
    this.agreement = new Agreement(given);
    this.returns = new Returns({ ...given, alignment, articles, changes, panes, review });
    this.lastPlace = new LastPlace({ ...given, alignment, articles, focus, review, selection });
    this.listen(page);
  }

  /** Takes over what the main process and the page tell of their own accord. */
  private listen(page: Page): void {
    const { bridge, store } = this;
    bridge.on('store:status', (status) => {
      this.saving.takeStatus(status);
    });
    bridge.on('notice:added', (notice) => {
      store.set({ notices: [...this.state.notices, notice] });
    });
    bridge.on('library:changed', ({ library, history }) => {
      store.set({ history });
      this.people.forget();
      this.changes.takeLibrary(unpackLibrary(library));
    });
    bridge.on('article:changed', ({ articleId }) => {
      this.articles.isChanged(articleId);
    });
    bridge.on('event:changed', ({ eventId }) => {
      this.compare.isChanged(eventId);
    });
    bridge.on('compare:progress', (progress) => {
      this.compare.takeProgress(progress);
    });
    bridge.on('compare:report-progress', (reporting) => {
      store.set({ reporting });
    });
    bridge.on('screen-reader:changed', ({ on }) => {
      store.set({ screenReader: on });
    });
    bridge.on('import:progress', (importing) => {
      store.set({ importing });
    });
    bridge.on('library:progress', (changing) => {
      store.set({ changing });
    });
    bridge.on('export:progress', (exporting) => {
      store.set({ exporting });
    });
    bridge.on('window:closing', (status) => {
      this.dialogs.show({ type: 'closing', status });
    });
    page.onResize(() => {
      store.set({ windowWidth: page.width() });
    });
  }

  get state(): AppState {
    return this.store.get();
  }

  get mac(): boolean {
    return this.platform === 'darwin';
  }

  takeSurface(surface: Surface | null): void {
    this.surface = surface;
  }
}
