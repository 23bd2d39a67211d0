/** Panes in the order in which F6 goes through them. */
const ORDER = ['articles', 'article', 'tags', 'detail'];

/** What takes the focus in a pane: what had it last, or the first thing that can. */
const FOCUSABLE =
  '[contenteditable="true"], [data-list] [tabindex="0"], input, select, textarea, button, [tabindex="0"]';

/** Moves the focus to the next pane that is on screen, or to the one before. */
export function stepPane(step: 1 | -1): void {
  const panes = ORDER.flatMap((name) => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
    return pane && pane.offsetParent !== null && focusTarget(pane) ? [pane] : [];
  });
  const active = document.activeElement;
  const index = panes.findIndex((pane) => pane.contains(active));
  const next = panes[(index + step + panes.length) % panes.length];
  if (next) focusTarget(next)?.focus();
}

/** Puts the focus into one pane. */
export function focusPane(name: 'articles' | 'article' | 'tags' | 'detail'): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (pane) focusTarget(pane)?.focus();
}

function focusTarget(pane: HTMLElement): HTMLElement | null {
  return (
    pane.querySelector<HTMLElement>('[data-list] [tabindex="0"]') ??
    pane.querySelector<HTMLElement>('[contenteditable="true"]') ??
    pane.querySelector<HTMLElement>(FOCUSABLE)
  );
}
