import { useEffect, useRef, useState } from 'react';

import { useWorkspace } from './use-workspace.ts';
import './progress.css';

/** How long something may take before the window speaks of it, in milliseconds. */
const LONG = 1000;

interface LongWorkProps {
  /** What is being done, as a sentence that ends with an ellipsis. */
  readonly words: string;
  /** From 0 to 1; `null` while nobody knows. */
  readonly share: number | null;
  /** Where Cancel is, as a sentence for those who only hear it. */
  readonly where: string;
  readonly onCancel: () => void;
}

/** What takes long, how far it is, and the way to stop it; nothing in the first second. */
export function LongWork({ words, share, where, onCancel }: LongWorkProps) {
  const workspace = useWorkspace();
  const [isLong, setIsLong] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const latest = useRef('');
  useEffect(() => {
    latest.current = `${words} ${where}`;
  }, [words, where]);
  useEffect(() => {
    let said = '';
    const timer = window.setTimeout(() => {
      setIsLong(true);
      said = latest.current;
      workspace.notices.say(said);
    }, LONG);
    return () => {
      window.clearTimeout(timer);
      if (workspace.state.message === said) workspace.notices.say('');
      workspace.focus.keep();
    };
  }, [workspace]);
  if (!isLong) return null;
  return (
    <div className="progress-line">
      <Progress words={words} share={share} />
      <button
        type="button"
        aria-disabled={isStopping}
        onClick={() => {
          if (isStopping) return;
          setIsStopping(true);
          onCancel();
        }}
      >
        {isStopping ? 'Cancelling…' : 'Cancel'}
      </button>
    </div>
  );
}

/** How far something is, in words and as a bar. */
export function Progress({ words, share }: Pick<LongWorkProps, 'words' | 'share'>) {
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
