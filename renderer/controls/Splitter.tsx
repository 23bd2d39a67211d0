import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** Id of the pane that it sizes. */
  readonly controls: string;
  /** CSS pixels. */
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** Which side of the splitter the pane lies on. */
  readonly side: 'left' | 'right';
  /** Called while it moves; `done` at the end. */
  readonly onResize: (width: number, done: boolean) => void;
}

/** CSS pixels that one arrow key moves. */
const STEP = 16;

/** The edge between two panes, moved by mouse or by arrow keys. */
export function Splitter({ label, controls, width, min, max, side, onResize }: SplitterProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const clamp = (value: number): number => Math.min(Math.max(value, min), max);
  const widthAt = (event: PointerEvent): number => {
    const from = drag.current ?? { x: event.clientX, width };
    const moved = event.clientX - from.x;
    return clamp(from.width + (side === 'left' ? moved : -moved));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onResize(clamp(width + (side === 'left' ? step : -step)), true);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className="splitter"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current) onResize(widthAt(event), false);
      }}
      onPointerUp={(event) => {
        if (drag.current) onResize(widthAt(event), true);
        drag.current = null;
      }}
    />
  );
}
