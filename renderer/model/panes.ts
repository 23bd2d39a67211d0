/** Panes in the order in which F6 goes through them. */
const ORDER = ['articles', 'article', 'tags', 'detail'] as const;

export type PaneName = (typeof ORDER)[number];

/** What takes the focus in a pane: the current row, the article, or the first thing that can. */
const FOCUSABLE = 'input, select, textarea, button, [tabindex="0"]';

/**
 * The pane after the one that has the focus, or before it; those that are neither on screen nor
 * `reachable` are passed over.
 */
export function neighbourPane(step: 1 | -1, reachable: (pane: PaneName) => boolean): PaneName {
  const panes = ORDER.filter((name) => reachable(name) || targetIn(name) !== null);
  const active = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  const index = panes.findIndex((name) => name === active);
  const from = index < 0 ? panes.indexOf('article') : index;
  return panes[(from + step + panes.length) % panes.length] ?? 'article';
}

/** Puts the focus into one pane. */
export function focusPane(name: PaneName): void {
  targetIn(name)?.focus();
}

function targetIn(name: PaneName): HTMLElement | null {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (!pane || pane.offsetParent === null) return null;
  return (
    pane.querySelector<HTMLElement>('[data-list] [tabindex="0"]') ??
    pane.querySelector<HTMLElement>('.article-text') ??
    pane.querySelector<HTMLElement>(FOCUSABLE)
  );
}
