// What every view draws with: marks, words, panes, menus and progress, and the way to the window's model.
// Fields, lists and sheets have rooms of their own; a control that runs a command is in commands.
import { createContext, useContext, useSyncExternalStore } from 'react';

import type { AppState } from '../model/state/app-state.ts';
import type { Workspace } from '../model/workspace.ts';

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The window's one workspace. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('There is no workspace around this component.');
  return workspace;
}

/** Watches what `select` picks; it must return the same object while nothing has changed. */
export function useAppState<S>(select: (state: AppState) => S): S {
  const { store } = useWorkspace();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
