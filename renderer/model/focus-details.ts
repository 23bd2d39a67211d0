import { showPane } from './side-panes.ts';
import type { Workspace } from './workspace.ts';

/**
 * Puts the focus into the details of the active tag: the field named, or the first that is worth
 * a key, which is who speaks or is spoken of, else the required value.
 */
export function focusDetails(workspace: Workspace, field?: string): void {
  showPane(workspace, 'rightPane');
  const tag = workspace.activeTag();
  const attributes = (tag && workspace.categoryOf(tag)?.attributes) ?? [];
  const first =
    attributes.find(({ type }) => type === 'entity') ?? attributes.find(({ required }) => required);
  workspace.page.nextFrame(() => {
    workspace.page.focusDetail(field ?? first?.id ?? 'note');
  });
}
