import { useEffect, useState } from 'react';

import type { ImportProgress } from '#core/ipc-contract.ts';
import { showHidden } from '#core/labels.ts';

import { useAppState, useWorkspace } from '../state/use-workspace.ts';
import { stopImport } from './importing.ts';

/** How long something may take before the window speaks of it, in milliseconds. */
const LONG = 1000;

/** What is being read, how far it is, and the way to stop it; only when it takes long. */
export function ImportLine() {
  const isRunning = useAppState((state) => state.importing !== null);
  // The sheet that waits for it shows it itself.
  const isInSheet = useAppState((state) => state.dialog?.type === 'import');
  return isRunning && !isInSheet ? <WaitingLine /> : null;
}

function WaitingLine() {
  const workspace = useWorkspace();
  const [isLong, setIsLong] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  useEffect(() => {
    let said = '';
    const timer = window.setTimeout(() => {
      setIsLong(true);
      const { importing } = workspace.state;
      if (!importing) return;
      said = `${wordsOf(importing)} Cancel is below the article.`;
      workspace.say(said);
    }, LONG);
    return () => {
      window.clearTimeout(timer);
      if (workspace.state.message === said) workspace.say('');
      workspace.keepFocus();
    };
  }, [workspace]);
  if (!isLong) return null;
  return (
    <div className="progress-line">
      <Progress />
      <button
        type="button"
        aria-disabled={isStopping}
        onClick={() => {
          if (isStopping) return;
          setIsStopping(true);
          void stopImport(workspace);
        }}
      >
        {isStopping ? 'Cancelling…' : 'Cancel'}
      </button>
    </div>
  );
}

/** How far storing is, for the sheet that waits for it. */
export function StoringProgress() {
  return (
    <span className="progress-line grow">
      <Progress />
    </span>
  );
}

function Progress() {
  const importing = useAppState((state) => state.importing);
  if (!importing) return null;
  const words = wordsOf(importing);
  const { share } = importing;
  return (
    <>
      <span className="grow clip" title={words}>
        {words}
      </span>
      <progress aria-label={words} value={share ?? undefined} max={1} />
      <span className="progress-share" aria-hidden>
        {share === null ? '' : `${Math.floor(share * 100)} %`}
      </span>
    </>
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
