import { drawWaiting } from '../controls/use-after-frame.ts';
import type { Page, PaneName } from '../model/state/page.ts';

const FOCUSABLE = 'input, textarea, button, [tabindex="0"]';

function focusDetail(field: string): void {
  drawWaiting();
  const wanted = `[data-pane="detail"] [data-field="${field}"]`;
  const chosen = document.querySelector<HTMLElement>(`${wanted}:checked`);
  (chosen ?? document.querySelector<HTMLElement>(wanted))?.focus();
}

/** React hears of a value only where it was set past its own property of the element. */
function typeInDetail(field: string, text: string): void {
  focusDetail(field);
  const { activeElement } = document;
  const isText = activeElement instanceof HTMLTextAreaElement;
  if (!(isText || activeElement instanceof HTMLInputElement)) return;
  if (activeElement.dataset['field'] !== field) return;
  const own = (isText ? HTMLTextAreaElement : HTMLInputElement).prototype;
  Object.getOwnPropertyDescriptor(own, 'value')?.set?.call(activeElement, text);
  activeElement.dispatchEvent(new InputEvent('input', { bubbles: true }));
  activeElement.setSelectionRange(text.length, text.length);
}

/** The page of this window. */
export const windowPage: Page = {
  width: () => window.innerWidth,
  onResize: (listener) => {
    window.addEventListener('resize', listener);
  },
  selectedText: () => window.getSelection()?.toString() ?? '',
  focused: () => (document.activeElement === document.body ? null : document.activeElement),
  isTextFocused: () => document.activeElement?.matches('.article-text') ?? false,
  focusedPane: () =>
    document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? null,
  hasPane: (pane) => targetIn(pane) !== null,
  focusPane: (pane) => {
    drawWaiting();
    targetIn(pane)?.focus();
  },
  focusDetail,
  typeInDetail,
  focusDetailAfter: (field) => {
    const all = document.querySelectorAll<HTMLElement>('[data-pane="detail"] [data-field]');
    const fields = [...new Set(Array.from(all, ({ dataset }) => dataset['field'] ?? ''))];
    const next = fields[fields.indexOf(field) + 1];
    if (next !== undefined) focusDetail(next);
  },
  leaveDetail: () => {
    const { activeElement } = document;
    if (
      activeElement instanceof HTMLElement &&
      activeElement.matches('[data-pane="detail"] :is(input, textarea)')
    ) {
      activeElement.blur();
    }
  },
  keep: (name, text) => {
    localStorage.setItem(name, text);
  },
  kept: (name) => localStorage.getItem(name),
  nextFrame: (act) => {
    requestAnimationFrame(act);
  },
  whenIdle: (act) => {
    requestIdleCallback(act);
  },
  giveWay: () => scheduler.postTask(() => undefined, { priority: 'user-visible' }),
};

/** What takes the focus in a pane: the current row, the article, or the first thing that can. */
function targetIn(name: PaneName): HTMLElement | null {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (!pane || pane.offsetParent === null) return null;
  return (
    pane.querySelector<HTMLElement>('[data-list] [tabindex="0"]') ??
    pane.querySelector<HTMLElement>('.article-text') ??
    pane.querySelector<HTMLElement>(FOCUSABLE) ??
    // One with nothing in it takes its keys itself.
    (pane.hasAttribute('tabindex') ? pane : null)
  );
}
