import type { Page, PaneName } from './page.ts';

/** Panes in the order in which F6 goes through them. */
const ORDER: readonly PaneName[] = ['articles', 'article', 'tags', 'detail'];

/**
 * The pane after the one that has the focus, or before it; those that are neither on screen nor
 * `reachable` are passed over.
 */
export function neighbourPane(
  page: Pick<Page, 'focusedPane' | 'hasPane'>,
  step: 1 | -1,
  reachable: (pane: PaneName) => boolean,
): PaneName {
  const panes = ORDER.filter((name) => reachable(name) || page.hasPane(name));
  const active = page.focusedPane();
  const index = panes.findIndex((name) => name === active);
  const from = index < 0 ? panes.indexOf('article') : index;
  return panes[(from + step + panes.length) % panes.length] ?? 'article';
}
