import { neighbourPane } from './panes.ts';
import type { Workspace } from './workspace.ts';

export type SidePane = 'leftPane' | 'rightPane';

/** Whether a side pane lies over the article instead of beside it at this width in CSS pixels. */
export function isDrawer(pane: SidePane, windowWidth: number): boolean {
  return windowWidth < (pane === 'leftPane' ? 900 : 1200);
}

/** Brings a side pane into view, whether it lies beside the article or over it. */
export function showPane(workspace: Workspace, pane: SidePane): void {
  const { settings, windowWidth } = workspace.state;
  if (isDrawer(pane, windowWidth)) openDrawer(workspace, pane);
  else if (!settings[pane].open) togglePane(workspace, pane);
}

/** Opens or closes a side pane, as a drawer where the window is narrow; the focus goes along. */
export function togglePane(workspace: Workspace, pane: SidePane): void {
  const { settings, windowWidth, leftDrawer, rightDrawer } = workspace.state;
  if (isDrawer(pane, windowWidth)) {
    if (pane === 'leftPane' ? leftDrawer : rightDrawer) closeDrawers(workspace);
    else {
      openDrawer(workspace, pane);
      workspace.page.nextFrame(() => {
        workspace.page.focusPane(pane === 'leftPane' ? 'articles' : 'tags');
      });
    }
    return;
  }
  const patch = { ...settings[pane], open: !settings[pane].open };
  void workspace.changeSettings(pane === 'leftPane' ? { leftPane: patch } : { rightPane: patch });
  workspace.keepFocus();
}

/** Lays a side pane over the article, where the window is too narrow to have it beside. */
export function openDrawer(workspace: Workspace, pane: SidePane): void {
  workspace.store.set({ leftDrawer: pane === 'leftPane', rightDrawer: pane === 'rightPane' });
}

export function closeDrawers(workspace: Workspace): void {
  workspace.store.set({ leftDrawer: false, rightDrawer: false });
  workspace.surface?.focus();
}

/** The focus goes to the next pane; in a narrow window the pane is opened, and the last one closed. */
export function stepPane(workspace: Workspace, step: 1 | -1): void {
  const { page } = workspace;
  const { windowWidth, leftDrawer, rightDrawer } = workspace.state;
  const sideOf = { articles: 'leftPane', tags: 'rightPane', detail: 'rightPane' } as const;
  const pane = neighbourPane(
    page,
    step,
    (name) => name !== 'article' && isDrawer(sideOf[name], windowWidth),
  );
  if (pane !== 'article' && isDrawer(sideOf[pane], windowWidth)) {
    openDrawer(workspace, sideOf[pane]);
    page.nextFrame(() => {
      page.focusPane(pane);
    });
    return;
  }
  if (leftDrawer || rightDrawer) closeDrawers(workspace);
  page.focusPane(pane);
}
