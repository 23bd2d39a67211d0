import { Icon } from '../controls/Icon.tsx';

/** Moves one of several things up or down among them. */
export function MoveButtons({
  what,
  index,
  count,
  hasListKeys = false,
  onMove,
}: {
  /** What is moved, as the buttons name it. */
  readonly what: string;
  readonly index: number;
  readonly count: number;
  /** The list beside it has keys for the same, which the tip tells. */
  readonly hasListKeys?: boolean;
  readonly onMove: (to: number) => void;
}) {
  const button = (direction: 'up' | 'down', to: number) => {
    const label = `Move ${what} ${direction}`;
    return (
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={
          hasListKeys
            ? `${label} (Alt+${direction === 'up' ? 'Up' : 'Down'} in the list)`
            : undefined
        }
        disabled={to < 0 || to >= count}
        onClick={() => {
          onMove(to);
        }}
      >
        <Icon name={direction} />
      </button>
    );
  };
  return (
    <>
      {button('up', index - 1)}
      {button('down', index + 1)}
    </>
  );
}
