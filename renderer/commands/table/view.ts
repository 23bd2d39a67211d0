import type { VIEW_COMMANDS } from '#core/contract/commands/view.ts';

import { showView } from '../../model/review.ts';
import { stepPane, togglePane } from '../../model/side-panes.ts';
import type { Runs } from './run.ts';

export const VIEW_RUNS: Runs<typeof VIEW_COMMANDS> = {
  'view-annotate': (w) => {
    showView(w, 'annotate');
  },
  'view-review': (w) => {
    showView(w, 'review');
  },
  'next-pane': (w) => {
    stepPane(w, 1);
  },
  'previous-pane': (w) => {
    stepPane(w, -1);
  },
  'toggle-articles': (w) => {
    togglePane(w, 'leftPane');
  },
  'toggle-tags-pane': (w) => {
    togglePane(w, 'rightPane');
  },
  'toggle-tags': (w) => {
    w.setTagsHidden(!w.state.tagsHidden);
  },
  'zoom-in': (w) => w.bridge.invoke('window:run', { action: 'zoom-in' }),
  'zoom-out': (w) => w.bridge.invoke('window:run', { action: 'zoom-out' }),
  'zoom-reset': (w) => w.bridge.invoke('window:run', { action: 'zoom-reset' }),
  'full-screen': (w) => w.bridge.invoke('window:run', { action: 'full-screen' }),
};
