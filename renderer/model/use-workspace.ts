import { createContext, useContext } from 'react';

import type { AppState } from './app-state.ts';
import { useStore } from './store.ts';
import type { Workspace } from './workspace.ts';

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The window's one workspace. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('There is no workspace around this component.');
  return workspace;
}

/** Watches one part of the state. */
export function useAppState<S>(select: (state: AppState) => S): S {
  return useStore(useWorkspace().store, select);
}
