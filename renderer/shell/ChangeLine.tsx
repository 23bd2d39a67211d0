import { LongWork } from '../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** How far a change of many articles is, and the way to stop it; only when it takes long. */
export function ChangeLine() {
  const workspace = useWorkspace();
  const changing = useAppState((state) => state.changing);
  if (!changing) return null;
  return (
    <LongWork
      words="Changing your articles…"
      share={changing.done / Math.max(1, changing.total)}
      where="Cancel is below the article."
      onCancel={() => void workspace.changes.stop()}
    />
  );
}
