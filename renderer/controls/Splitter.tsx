import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** Id of the pane that it sizes. */
  readonly controls: string;
  /** CSS pixels, or what `unitOf` says. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Where the pane that it sizes lies, seen from the splitter. */
  readonly side: 'left' | 'right' | 'above';
  /** CSS pixels of one unit of the value, where it is not in pixels. */
  readonly unitOf?: (handle: HTMLElement) => number;
  /** The value in words, where the number alone does not say it. */
  readonly words?: string;
  /** Called while it moves; `done` at the end. */
  readonly onResize: (value: number, done: boolean) => void;
}

/** How much of the way from the least to the most one arrow key moves. */
const STEPS = 20;

const KEYS = {
  left: { ArrowRight: 1, ArrowLeft: -1 },
  right: { ArrowLeft: 1, ArrowRight: -1 },
  above: { ArrowDown: 1, ArrowUp: -1 },
} as const satisfies Record<SplitterProps['side'], Readonly<Record<string, 1 | -1>>>;

/** The edge between two panes, moved by mouse or by arrow keys, Home and End. */
export function Splitter(props: SplitterProps) {
  const { label, controls, value, min, max, side, unitOf, words, onResize } = props;
  const isFlat = side === 'above';
  const drag = useRef<{ at: number; value: number; unit: number } | null>(null);
  const clamp = (wanted: number): number => Math.round(Math.min(Math.max(wanted, min), max));
  const placeOf = (event: PointerEvent): number => (isFlat ? event.clientY : event.clientX);
  const move = (event: PointerEvent, done: boolean): void => {
    const from = drag.current;
    if (!from) return;
    const moved = (placeOf(event) - from.at) / from.unit;
    onResize(clamp(from.value + (side === 'right' ? -moved : moved)), done);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = (KEYS[side] as Readonly<Record<string, 1 | -1>>)[event.key];
    const end = { Home: min, End: max }[event.key];
    if (direction === undefined && end === undefined) return;
    event.preventDefault();
    onResize(clamp(end ?? value + ((direction ?? 1) * (max - min)) / STEPS), true);
  };
  return (
    <div
      role="separator"
      aria-orientation={isFlat ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={words}
      tabIndex={0}
      className="splitter"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const { currentTarget } = event;
        currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: placeOf(event), value, unit: unitOf?.(currentTarget) ?? 1 };
      }}
      onPointerMove={(event) => {
        move(event, false);
      }}
      onPointerUp={(event) => {
        move(event, true);
        drag.current = null;
      }}
    />
  );
}
