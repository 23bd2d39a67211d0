import { useEffect, useState, type RefCallback, type RefObject } from 'react';
import { flushSync } from 'react-dom';

import type { TableRow } from '#core/compare/table/table-types.ts';

import { useAfterFrame } from '../../controls/use-after-frame.ts';
import { drawnRows, isInDrawn, type DrawnRows } from './drawn-rows.ts';

/** Has a row measured while it is drawn. */
export type MeasureRow = RefCallback<HTMLElement>;

/** Rows from which on only those in view are drawn. */
const VIRTUAL = 20;

/** Which rows of a long table are drawn. Rows differ in height; each is measured when it is drawn. */
export function useDrawnRows(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly TableRow[],
  current: number,
): DrawnRows & { readonly measure?: MeasureRow } {
  const isVirtual = rows.length > VIRTUAL;
  const view = useTableView(scroller, isVirtual);
  const before = useAfterFrame(view);
  const { heights, measure } = useRowHeights();
  if (!isVirtual) return { stretches: [{ from: 0, to: rows.length, above: 0 }], below: 0 };
  const heightOf = (row: number): number | undefined => heights.get(rows[row]?.key ?? '');
  // Those around the view can wait for the next frame; those in it would be missing in this one.
  const drawn = drawnRows(rows.length, current, before, heightOf);
  const isEnough = isInDrawn(drawn, rows.length, view, heightOf);
  return { ...(isEnough ? drawn : drawnRows(rows.length, current, view, heightOf)), measure };
}

/** What is in view of a table; drawn anew in the frame that shows it. */
function useTableView(scroller: RefObject<HTMLElement | null>, isVirtual: boolean) {
  const [view, setView] = useState({ top: 0, height: 900 });
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isVirtual) return;
    const look = (): void => {
      setView({ top: element.scrollTop, height: element.clientHeight });
    };
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
  return view;
}

/** Heights in CSS pixels of the rows that have been drawn, by their keys, and what is to be done with each. */
function useRowHeights() {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [measure] = useState((): MeasureRow => {
    const observer = new ResizeObserver((entries) => {
      const measured = entries.flatMap(({ target }) =>
        target instanceof HTMLElement && target.isConnected
          ? [[target.dataset['row'] ?? '', target.offsetHeight] as const]
          : [],
      );
      setHeights((before) =>
        measured.every(([key, height]) => before.get(key) === height)
          ? before
          : new Map([...before, ...measured]),
      );
    });
    return (row) => {
      if (!row) return undefined;
      observer.observe(row);
      return () => {
        observer.unobserve(row);
      };
    };
  });
  return { heights, measure };
}
