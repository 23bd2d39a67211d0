import type { ReactNode } from 'react';

/** What is asked before something goes, with what it would do. */
export function Question({
  label,
  children,
  answer,
  onAnswer,
  onCancel,
}: {
  readonly label: string;
  readonly children: ReactNode;
  /** `Delete` has the colour of danger; to merge, the choice comes first, else the answer has the focus. */
  readonly answer: 'Delete' | 'Merge' | 'Rename' | 'Take Apart' | 'Make One';
  readonly onAnswer: () => void;
  readonly onCancel: () => void;
}) {
  const isDelete = answer === 'Delete';
  return (
    <div className="notice-line" role="group" aria-label={label}>
      {children}
      <button
        type="button"
        className={isDelete ? 'danger' : undefined}
        autoFocus={answer !== 'Merge'}
        onClick={onAnswer}
      >
        {answer}
      </button>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
