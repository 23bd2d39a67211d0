import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

import { drawnRows, type DrawnRows } from './drawn-rows.ts';

/** Rows from which on only those in view are drawn. */
const VIRTUAL = 60;

/** Which rows of a long table are drawn. Rows differ in height; each is measured when it is drawn. */
export function useDrawnRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  current: number,
): DrawnRows {
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(new Map());
  const [view, setView] = useState({ top: 0, height: 900 });
  const isVirtual = count > VIRTUAL;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isVirtual) return;
    const look = (): void => {
      setView({ top: element.scrollTop, height: element.clientHeight });
    };
    // In the frame that shows the table where it was scrolled to: in the next one, rows would be missing in this.
    const lookAtOnce = (): void => {
      flushSync(look);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', lookAtOnce, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', lookAtOnce);
    };
  }, [scroller, isVirtual]);
  const drawn = isVirtual
    ? drawnRows(count, current, view, heights)
    : { from: 0, to: count, above: 0, below: 0 };
  useEffect(() => {
    if (!isVirtual) return;
    const observer = new ResizeObserver((entries) => {
      const measured = entries.flatMap(({ target }) =>
        target instanceof HTMLElement
          ? [[Number(target.dataset['row']), target.offsetHeight] as const]
          : [],
      );
      setHeights((before) => new Map([...before, ...measured]));
    });
    for (const row of scroller.current?.querySelectorAll('tr[data-row]') ?? [])
      observer.observe(row);
    return () => {
      observer.disconnect();
    };
  }, [scroller, isVirtual, drawn.from, drawn.to]);
  return drawn;
}
