import type { Bootstrap } from '#core/contract/bootstrap.ts';

import type { AppState } from './state/app-state.ts';
import { inListOrder } from './article/articles.ts';

/** What the window shows before an article is open. `windowWidth` in CSS pixels. */
export function initialState(bootstrap: Bootstrap, windowWidth: number): AppState {
  return {
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
    messageSpan: null,
    toast: null,
    gaps: null,
    askName: false,
    drafts: new Map(),
    screenReader: bootstrap.screenReader,
    importing: null,
    exporting: null,
    leftDrawer: false,
    rightDrawer: false,
    windowWidth,
  };
}
