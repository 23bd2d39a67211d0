import { findCategory } from '#core/codebook/codebook.ts';

import { cancelMode } from './boundaries.ts';
import type { Workspace } from './workspace.ts';

/** Tags every mouse selection until Esc, with the category of the active tag or the last one used. */
export function toggleBrush(workspace: Workspace): void {
  const { mode, library } = workspace.state;
  if (mode.type === 'brush') {
    cancelMode(workspace);
    return;
  }
  const category =
    workspace.activeTag()?.category ??
    workspace.recentCategories()[0] ??
    library.codebook.categories[0]?.id;
  if (category !== undefined) startBrush(workspace, category);
}

function startBrush(workspace: Workspace, categoryId: string): void {
  const label = findCategory(workspace.state.library.codebook, categoryId)?.label.toLowerCase();
  workspace.setMode({ type: 'brush', category: categoryId });
  workspace.say(`Brush: every mouse selection becomes a ${label ?? 'tag'}. Esc stops.`);
}
