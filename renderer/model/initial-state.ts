import type { Bootstrap } from '#core/contract/bootstrap.ts';
import { unpackLibrary } from '#core/contract/library.ts';

import type { AppState } from './state/app-state.ts';
import { NOTHING_COMPARED } from './state/compare-state.ts';
import { inListOrder } from './state/article-list.ts';

/** What the window shows before an article is open. `windowWidth` in CSS pixels. */
export function initialState(bootstrap: Bootstrap, windowWidth: number): AppState {
  const library = unpackLibrary(bootstrap.library);
  return {
    library,
    articles: inListOrder(library, bootstrap.settings.articleOrder),
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
    compare: NOTHING_COMPARED,
    review: null,
    returned: [],
    returnViews: new Map(),
    openCounts: null,
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
    selectedArticles: [],
    eventRow: null,
    dialog: null,
    menu: null,
    find: null,
    search: null,
    message: '',
    messageSpan: null,
    toast: null,
    namesInUse: [],
    gaps: null,
    askName: false,
    drafts: new Map(),
    screenReader: bootstrap.screenReader,
    importing: null,
    changing: null,
    exporting: null,
    reporting: null,
    leftDrawer: false,
    rightDrawer: false,
    windowWidth,
  };
}
