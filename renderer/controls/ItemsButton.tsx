import type { ItemsTarget } from '../model/state/agreement-view.ts';

interface ItemsButtonProps extends ItemsTarget {
  /** What is written on it. */
  readonly shown: string;
  readonly onOpen: (target: ItemsTarget) => void;
}

/** A number that opens the items it counts; plain where there are none. */
export function ItemsButton({ shown, onOpen, ...target }: ItemsButtonProps) {
  if (target.indexes.length === 0) return shown;
  return (
    <button
      type="button"
      className="link count-button"
      aria-label={`${shown}: ${target.words}. Show them`}
      onClick={() => {
        onOpen(target);
      }}
    >
      {shown}
    </button>
  );
}
