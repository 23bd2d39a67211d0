import { LongWork } from '../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

const WORDS = 'Lining up everybody’s tags…';

/** How far lining up is, and the way to stop it; only when it takes long. */
export function AlignmentLine() {
  const workspace = useWorkspace();
  const aligning = useAppState((state) => state.aligning);
  if (aligning === null) return null;
  return (
    <LongWork
      words={WORDS}
      share={aligning}
      where="Cancel is above the list of differences."
      onCancel={() => {
        workspace.review.stopLiningUp();
      }}
    />
  );
}

/** In the place of the list, while there is none. */
export function LiningUp() {
  const isAligning = useAppState((state) => state.aligning !== null);
  return (
    <div className="pane">
      <section className="tag-list" data-pane="tags" aria-busy={isAligning}>
        <header className="pane-head">
          <h2>Differences</h2>
        </header>
        <AlignmentLine />
        {isAligning ? (
          <p className="empty">{WORDS} The list comes when all of them are compared.</p>
        ) : null}
      </section>
    </div>
  );
}
