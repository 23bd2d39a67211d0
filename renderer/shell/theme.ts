import type { Settings } from '#core/contract/settings.ts';

import type { AppState } from '../model/state/app-state.ts';
import type { Store } from '../model/state/store.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The theme that is drawn: *system* is light or dark, as the main process was told by the system. */
function resolveTheme(theme: Settings['theme']): Exclude<Settings['theme'], 'system'> {
  if (theme !== 'system') return theme;
  return window.matchMedia(DARK).matches ? 'dark' : 'light';
}

/** Puts a theme on the root, where every palette looks for it. */
export function showTheme(theme: Settings['theme']): void {
  const resolved = resolveTheme(theme);
  const { dataset } = document.documentElement;
  if (dataset['theme'] !== resolved) dataset['theme'] = resolved;
}

/** Keeps the root's theme that of the settings and the system; returns its own undo. */
export function registerTheme(store: Store<AppState>): () => void {
  let { theme } = store.get().settings;
  const follow = (): void => {
    showTheme(theme);
  };
  const system = window.matchMedia(DARK);
  system.addEventListener('change', follow);
  const unsubscribe = store.subscribe(() => {
    const { theme: wanted } = store.get().settings;
    if (wanted === theme) return;
    theme = wanted;
    follow();
  });
  follow();
  return () => {
    system.removeEventListener('change', follow);
    unsubscribe();
  };
}
