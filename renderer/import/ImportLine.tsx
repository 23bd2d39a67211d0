import type { ImportProgress } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';

import { LongWork, Progress } from '../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** What is being read, how far it is, and the way to stop it; only when it takes long. */
export function ImportLine() {
  const workspace = useWorkspace();
  const importing = useAppState((state) => state.importing);
  // The sheet that waits for it shows it itself.
  const isInSheet = useAppState((state) => state.dialog?.type === 'import');
  if (!importing || isInSheet) return null;
  return (
    <LongWork
      words={wordsOf(importing)}
      share={importing.share}
      where="Cancel is below the article."
      onCancel={() => void workspace.import.stop()}
    />
  );
}

/** How far storing is, for the sheet that waits for it. */
export function StoringProgress() {
  const importing = useAppState((state) => state.importing);
  return (
    <span className="progress-line grow">
      {importing ? <Progress words={wordsOf(importing)} share={importing.share} /> : null}
    </span>
  );
}

function wordsOf({ step, name, file, files }: ImportProgress): string {
  const which = files > 1 ? `file ${file} of ${files}, ` : '';
  switch (step) {
    case 'reading':
      return `Reading ${which}${showHidden(name)}…`;
    case 'comparing':
      return `Comparing ${showHidden(name)} with your articles…`;
    case 'storing':
      return 'Storing what you chose…';
  }
}
