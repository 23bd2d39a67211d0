import type { MenuAbout } from '../model/state/app-state.ts';
import type { Workspace } from '../model/workspace.ts';

const FIELD =
  'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"])';

/**
 * Answers the right mouse button, the menu key and Shift+F10 with the menu of what they are on, which
 * becomes the subject of its commands; returns its own undo.
 */
export function registerContextMenus(workspace: Workspace): () => void {
  const onContextMenu = (event: MouseEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const about = takeSubject(workspace, target, event);
    if (about === null) return;
    event.preventDefault();
    // A key comes without a place in some elements: then it is below what has the focus.
    const box = target.getBoundingClientRect();
    const hasPlace = event.clientX !== 0 || event.clientY !== 0;
    const at = hasPlace
      ? { x: event.clientX, y: event.clientY }
      : { x: box.left + 12, y: Math.min(box.bottom, window.innerHeight) };
    workspace.menus.show({ about, at });
  };
  window.addEventListener('contextmenu', onContextMenu);
  return () => {
    window.removeEventListener('contextmenu', onContextMenu);
  };
}

/** Makes what is at the pointer the subject, and answers which menu is its own; `null` for none. */
function takeSubject(
  workspace: Workspace,
  target: HTMLElement,
  event: MouseEvent,
): MenuAbout | null {
  const closest = (selector: string): HTMLElement | null => target.closest<HTMLElement>(selector);
  const article = closest('[data-article]')?.dataset['article'];
  if (article !== undefined) {
    workspace.chosenArticles.pointAt(article);
    return 'articles';
  }
  const eventId = closest('[data-event]')?.dataset['event'];
  if (eventId !== undefined) {
    workspace.chosenArticles.chooseEvent(eventId);
    return 'event';
  }
  const bar = closest('[data-ids]')?.dataset['ids']?.split(' ')[0];
  const tag = closest('[data-tag]')?.dataset['tag'] ?? bar;
  if (tag !== undefined) return pointAtTag(workspace, tag) ? 'tags' : null;
  if (closest('.article-text')) return aboutText(workspace, event);
  if (closest(FIELD)) return 'field';
  return null;
}

/** Several selected tags stay selected with the one that is pointed at; somebody else’s is none of them. */
function pointAtTag({ state, selection }: Workspace, id: string): boolean {
  if (!state.article?.tags.has(id)) return false;
  if (!state.selectedTags.includes(id)) selection.selectTags([id]);
  return true;
}

/** Selected words come first; else the innermost tag at the pointer, or at the caret. */
function aboutText(workspace: Workspace, event: MouseEvent): MenuAbout {
  workspace.surface?.settleSelection();
  const { selection, article } = workspace.state;
  if (selection && !selection.collapsed) return 'text';
  const byMouse = event.button === 2;
  const [under] = byMouse
    ? (workspace.surface?.hitTest(event.clientX, event.clientY) ?? [])
    : (article?.tags.covering(selection?.focus ?? 0).map(({ id }) => id) ?? []);
  return under !== undefined && pointAtTag(workspace, under) ? 'tags' : 'text';
}
