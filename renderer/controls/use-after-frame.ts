import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

import { useWorkspace } from './use-workspace.ts';

/** What waits for the frame: draws itself as things are by now. */
const waiting = new Set<() => void>();
let frame = 0;
const { port1: drawn, port2: sender } = new MessageChannel();
drawn.onmessage = () => {
  drawWaiting();
};

/** Draws at once what would be drawn after the frame: the focus is about to go there. */
export function drawWaiting(): void {
  if (waiting.size === 0) return;
  cancelAnimationFrame(frame);
  frame = 0;
  const all = [...waiting];
  waiting.clear();
  flushSync(() => {
    for (const draw of all) draw();
  });
}

/**
 * A value as it is drawn: another one comes once the frame is on screen that answers what has just been
 * done. For what is dear to draw and is read a moment later.
 */
export function useAfterFrame<T>(value: T): T {
  const { focus } = useWorkspace();
  const [shown, setShown] = useState(value);
  useLayoutEffect(() => {
    if (shown === value) return undefined;
    const draw = (): void => {
      focus.keepOver(() => {
        setShown(value);
      });
    };
    waiting.add(draw);
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        sender.postMessage(null);
      });
    return () => {
      waiting.delete(draw);
    };
  }, [shown, value, focus]);
  return shown;
}
