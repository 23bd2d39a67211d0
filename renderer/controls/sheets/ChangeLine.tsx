import { LongWork } from '../Progress.tsx';
import { useAppState, useWorkspace } from '../use-workspace.ts';

const WHERE = {
  window: 'Cancel is below the article.',
  sheet: 'Cancel is at the foot of the sheet.',
};

/**
 * How far a change of many articles is, and the way to stop it; only when it takes long. While a sheet
 * is open nothing outside of it can be reached, so it is drawn there.
 */
export function ChangeLine({ place }: { readonly place: keyof typeof WHERE }) {
  const workspace = useWorkspace();
  const changing = useAppState((state) => state.changing);
  const inUse = useAppState((state) => (state.dialog === null ? 'window' : 'sheet'));
  if (!changing || place !== inUse) return null;
  return (
    <LongWork
      words="Changing your articles…"
      share={changing.done / Math.max(1, changing.total)}
      where={WHERE[place]}
      onCancel={() => void workspace.changes.stop()}
    />
  );
}
