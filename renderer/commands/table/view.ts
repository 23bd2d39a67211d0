import type { VIEW_COMMANDS } from '#core/contract/commands/view.ts';

import type { Runs } from './run.ts';

export const VIEW_RUNS: Runs<typeof VIEW_COMMANDS> = {
  'view-annotate': (w) => {
    w.review.showView('annotate');
  },
  'view-review': (w) => {
    w.review.showView('review');
  },
  'view-compare': (w) => {
    w.review.showView('compare');
  },
  'next-pane': (w) => {
    w.panes.step(1);
  },
  'previous-pane': (w) => {
    w.panes.step(-1);
  },
  'toggle-articles': (w) => {
    w.panes.toggle('leftPane');
  },
  'toggle-tags-pane': (w) => {
    w.panes.toggle('rightPane');
  },
  'sort-imported': (w) => w.chosenArticles.sortBy('imported'),
  'sort-outlet': (w) => w.chosenArticles.sortBy('outlet'),
  'sort-date': (w) => w.chosenArticles.sortBy('date'),
  'sort-title': (w) => w.chosenArticles.sortBy('title'),
  'sort-tags': (w) => w.chosenArticles.sortBy('tags'),
  'sort-open': (w) => w.chosenArticles.sortBy('open'),
  'toggle-article-rows': (w) =>
    w.preferences.change({
      articleRows: w.state.settings.articleRows === 'one-line' ? 'two-lines' : 'one-line',
    }),
  'toggle-tags': (w) => {
    w.shownTags.setHidden(!w.state.tagsHidden);
  },
  'zoom-in': (w) => w.bridge.invoke('window:run', { action: 'zoom-in' }),
  'zoom-out': (w) => w.bridge.invoke('window:run', { action: 'zoom-out' }),
  'zoom-reset': (w) => w.bridge.invoke('window:run', { action: 'zoom-reset' }),
  'full-screen': (w) => w.bridge.invoke('window:run', { action: 'full-screen' }),
};
