// What the window holds, and what can be worked out from it alone. No action and no question to the main
// process; React and the document are not known anywhere in the model.
import type { ArticleSummary } from '#core/article/article.ts';
import type { CommandId } from '#core/contract/commands/commands.ts';
import type { ViewName } from '#core/contract/commands/row.ts';
import type { CompareProgress } from '#core/contract/compare.ts';
import type { ExportProgress } from '#core/contract/export.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { OpenCount } from '#core/review/open-count.ts';
import type { Span } from '#core/text/span.ts';
import type { HistoryState, StoreError, StoreNotice, StoreStatus } from '#core/contract/store.ts';
import type { RecoveryReport, SearchHit } from '#core/contract/articles.ts';
import type { LibraryState } from '#core/contract/library.ts';
import type { NameInUse } from '#core/contract/people.ts';
import type { ImportPreview, ImportProgress } from '#core/contract/import.ts';
import type { ChangeProgress } from '#core/contract/library.ts';

import type { ArticleSelection } from '../../editor/text/article-selection.ts';
import type { AgreementSheetState } from './agreement-choice.ts';
import type { ListedItems } from './agreement-view.ts';
import type { CompareState } from './compare-state.ts';
import type { LinkSource } from './link-source.ts';
import type { ReturnedBy, ReturnView } from './return-state.ts';
import type { ReviewState } from './review-state.ts';
import type { ArticleModel } from './article-model.ts';

/** What keys and mouse do at the moment. */
export type Mode =
  | { readonly type: 'browse' }
  /** Every mouse selection is tagged with this category. */
  | { readonly type: 'brush'; readonly category: string }
  /** The live selection is the new place of one fragment of a tag. */
  | { readonly type: 'adjust'; readonly tagId: string; readonly fragment: number };

/** Which sheet lies over the window. */
export type DialogState =
  | { readonly type: 'go-to'; readonly initial: string }
  | { readonly type: 'import'; readonly preview: ImportPreview }
  /** `articles`: those that are meant; left out where the sheet asks. */
  | { readonly type: 'export'; readonly articles?: readonly string[] }
  | { readonly type: 'settings' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'guide' }
  | { readonly type: 'article-details' }
  /** Ids of two versions of an article. */
  | { readonly type: 'what-changed'; readonly before: string; readonly after: string }
  | { readonly type: 'details-of-several'; readonly articles: readonly string[] }
  | { readonly type: 'move-to-event'; readonly articles: readonly string[] }
  | { readonly type: 'merge-event'; readonly event: string }
  | { readonly type: 'new-event'; readonly articles: readonly string[] }
  | { readonly type: 'rename-event'; readonly event: string }
  | { readonly type: 'rename-article'; readonly article: string }
  | { readonly type: 'delete-articles'; readonly articles: readonly string[] }
  /** `lines`: those of one form that are no boilerplate yet. */
  | { readonly type: 'lines-alike'; readonly lines: readonly Span[] }
  | { readonly type: 'trash' }
  | { readonly type: 'codebook' }
  | { readonly type: 'people' }
  | { readonly type: 'rules' }
  | { readonly type: 'reasons' }
  | { readonly type: 'agreement' }
  | { readonly type: 'categories'; readonly purpose: 'tag' | 'change' | 'duplicate' | 'brush' }
  | { readonly type: 'value'; readonly tagIds: readonly string[]; readonly attribute: string }
  | { readonly type: 'link-with'; readonly source: LinkSource }
  | { readonly type: 'link-preselected' }
  | { readonly type: 'refuse-link' }
  | { readonly type: 'dismiss-finding' }
  /** `isContest`: of what another decided on one's own. */
  | { readonly type: 'reject-families'; readonly isContest: boolean }
  | { readonly type: 'change-families' }
  | { readonly type: 'link-decision-note' }
  | { readonly type: 'rendering-class' }
  | { readonly type: 'claim-relation' }
  | { readonly type: 'family-note' }
  | { readonly type: 'tag-everywhere'; readonly words: string }
  | { readonly type: 'event-report'; readonly event: string }
  | { readonly type: 'recovery'; readonly report: RecoveryReport }
  | { readonly type: 'closing'; readonly status: StoreStatus };

/** What a context menu can be about: what is chosen in the list, the tags selected, words, a field. */
export type MenuAbout = 'articles' | 'event' | 'list' | 'tags' | 'text' | 'field';

/** A context menu; `at` in CSS pixels of the window. */
export interface MenuState {
  readonly about: MenuAbout;
  readonly at: { readonly x: number; readonly y: number };
}

export interface FindOptions {
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly ignoreQuotesAndAccents: boolean;
}

export interface FindState {
  /** How often the bar was asked for; each time it takes the focus. */
  readonly asked: number;
  readonly query: string;
  readonly options: FindOptions;
  readonly matches: readonly Span[];
  /** Index into `matches`; -1 when there are none. */
  readonly current: number;
}

/** Hits of a search in all articles, shown in place of the list of articles. */
export interface SearchState {
  /** How often it was asked for; each time its field takes the focus. */
  readonly asked: number;
  readonly query: string;
  readonly hits: readonly SearchHit[] | null;
}

/** Something that was done, with its way back or what comes next. */
export interface Toast {
  readonly text: string;
  readonly undo: boolean;
  readonly next?: CommandId;
}

/** A tag that was chosen among some that stand at one place, by their ids. */
export interface TagChoice {
  readonly among: readonly string[];
  readonly chosen: string;
}

/** Everything the window shows, apart from the tags themselves, which are in the article's model. */
export interface AppState {
  /** What all articles share; its own list of articles is as old as the last change to that. */
  readonly library: LibraryState;
  /** In the order of the list, with the counts of now. */
  readonly articles: readonly ArticleSummary[];
  readonly settings: Settings;
  readonly history: HistoryState;
  readonly status: StoreStatus;
  readonly notices: readonly StoreNotice[];
  readonly article: ArticleModel | null;
  /** Grows with every change to tags, regions or details that the window hears of. */
  readonly articleVersion: number;
  /** An article that could not be opened, and why. */
  readonly failed: { readonly articleId: string; readonly error: StoreError } | null;
  /** The article that was to be finished with quotations untagged, once. */
  readonly finishAsked: string | null;
  readonly selection: ArticleSelection | null;
  /** The words that the mouse has just selected, for the bar above them. */
  readonly pointed: Span | null;
  /** The active tag is the last one. */
  readonly selectedTags: readonly string[];
  /** The last choice among tags at one place, so that the next one there goes outward. */
  readonly lastChoice: TagChoice | null;
  readonly mode: Mode;
  readonly view: ViewName;
  /** The event whose outlets are compared, as it was left. */
  readonly compare: CompareState;
  /** `null` unless the article on screen is being reviewed and its tags have been lined up. */
  readonly review: ReviewState | null;
  /** What reviewers have sent back of the article on screen, while it is being reviewed. */
  readonly returned: readonly ReturnedBy[];
  /** What of it is shown, by article id; remembered while the program runs. */
  readonly returnViews: ReadonlyMap<string, ReturnView>;
  /** What is to be reviewed in the articles that have others' tags, by id; `null` until it is counted. */
  readonly openCounts: ReadonlyMap<string, OpenCount> | null;
  /** How much of lining up everybody's tags is done, 0 to 1; `null` while nothing is lined up. */
  readonly aligning: number | null;
  /** Others' names are hidden. */
  readonly isAnonymous: boolean;
  /** Others' tags are kept from view until one's own are marked done. */
  readonly isBlind: boolean;
  /** The sheet on agreement as it was left. */
  readonly agreement: AgreementSheetState | null;
  /** The items behind a number, where the list of differences shows only them. */
  readonly listed: ListedItems | null;
  readonly tagsHidden: boolean;
  readonly hiddenCategories: ReadonlySet<string>;
  /** Annotator id whose tags the list shows; `null` for one's own. */
  readonly shownSet: string | null;
  readonly tagFilter: string;
  readonly articleFilter: string;
  /** Articles that are chosen in the list, the current one last; none while only the open one is meant. */
  readonly selectedArticles: readonly string[];
  /** The event whose row is the current one, `NO_EVENT` for that of the others; `null` for none. */
  readonly eventRow: string | null;
  readonly dialog: DialogState | null;
  readonly menu: MenuState | null;
  readonly find: FindState | null;
  readonly search: SearchState | null;
  /** The last thing that was done or said, in the status region. */
  readonly message: string;
  /** The selection that it is about: it goes with it. */
  readonly messageSpan: Span | null;
  readonly toast: Toast | null;
  /** The names of all articles, as they were when they were last asked for; none before. */
  readonly namesInUse: readonly NameInUse[];
  /** Quotations without a tag; `null` while it is being counted. */
  readonly gaps: number | null;
  /** What has been typed and not been sent; see `Drafts`. */
  readonly drafts: ReadonlyMap<string, string>;
  /** The annotator has made a tag and has not yet said a name. */
  readonly askName: boolean;
  readonly screenReader: boolean;
  /** How far it has come with what is being read or stored; `null` while there is nothing. */
  readonly importing: ImportProgress | null;
  /** How far a change of several articles is; `null` while there is none. */
  readonly changing: ChangeProgress | null;
  /** What is being exported; `null` for nothing. */
  readonly exporting: ExportProgress | null;
  /** How far the report of an event is; `null` while none is made. */
  readonly reporting: CompareProgress | null;
  readonly leftDrawer: boolean;
  readonly rightDrawer: boolean;
  readonly windowWidth: number;
}
