import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

import { chunksOf, type Chunk } from './flow-chunks.ts';
import { rowOfKey } from './list-rows.ts';
import './flow-list.css';

interface FlowListProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** Unique in the list. */
  readonly keyOf: (row: T) => string;
  /** CSS pixels that a row may take; it is drawn as high as it is. */
  readonly estimate: (row: T) => number;
  /** The cells of a row, each with `role="gridcell"`. The same function as long as it draws the same. */
  readonly draw: (row: T) => ReactNode;
  /** Class of a row's element. */
  readonly classOf: (row: T) => string;
  /** Key of the row that Tab reaches. */
  readonly current: string | null;
  readonly onCurrent: (row: T) => void;
  /** Any key that does not move. */
  readonly onKey: (event: KeyboardEvent, row: T) => void;
  /** A row that is brought into view although it is not the current one. */
  readonly shown?: string | null;
  /** Whether the list takes the focus when it comes. */
  readonly takesFocus?: boolean;
  readonly empty: ReactNode;
}

/** Rows that the page keys move by. */
const PAGE = 8;

/** How far outside the view rows are drawn, in CSS pixels. */
const MARGIN = '600px';

/**
 * A list of rows that are as high as what is in them. Those far from the view are not drawn: a stretch
 * of them stands there by the height that it had, or may have.
 */
export function FlowList<T>(props: FlowListProps<T>) {
  const { label, rows, keyOf, estimate, current, onCurrent, onKey, shown, takesFocus } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const at = rows.findIndex((row) => keyOf(row) === current);
  const chunks = chunksOf(rows, estimate);
  const near = useNear(scroller, chunks.length);
  const focus = useFlowFocus(scroller, current, takesFocus === true);
  useShown(scroller, shown ?? null);
  const shownAt = rows.findIndex((row) => keyOf(row) === shown);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const from = Math.max(at, 0);
    const row = rows[from];
    if (!row) return;
    const isWithModifier = event.ctrlKey || event.metaKey || event.altKey;
    const to = isWithModifier ? undefined : rowOfKey(event.key, from, rows.length, PAGE);
    // Whatever is done with a row, the focus is on the one that is current afterwards.
    if (event.key !== 'Tab') focus.want(true);
    if (to === undefined) {
      onKey(event, row);
      return;
    }
    event.preventDefault();
    const target = rows[to];
    if (target) onCurrent(target);
  };

  return (
    <div
      ref={scroller}
      className="flow-list"
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) focus.want(false);
      }}
    >
      {rows.length === 0 ? <div className="empty">{props.empty}</div> : null}
      {rows.length === 0 ? null : (
        <div role="grid" aria-label={label} aria-rowcount={rows.length}>
          {chunks.map((chunk, index) => (
            <Stretch
              key={index}
              index={index}
              {...chunk}
              isDrawn={near.has(index) || holds(chunk, at) || holds(chunk, shownAt)}
              currentKey={holds(chunk, Math.max(at, 0)) ? (current ?? '') : null}
              heightOf={near.heightOf}
              list={props}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function holds({ from, rows }: Chunk<unknown>, index: number): boolean {
  return index >= from && index < from + rows.length;
}

interface StretchProps<T> extends Chunk<T> {
  readonly index: number;
  readonly isDrawn: boolean;
  /** Key of the current row where it is in this stretch. */
  readonly currentKey: string | null;
  readonly heightOf: (index: number) => number | undefined;
  readonly list: FlowListProps<T>;
}

function Stretch<T>({ index, from, rows, height, isDrawn, currentKey, ...more }: StretchProps<T>) {
  const { keyOf, classOf, draw, onCurrent } = more.list;
  return (
    <div
      role="presentation"
      data-stretch={index}
      style={isDrawn ? undefined : { height: more.heightOf(index) ?? height }}
    >
      {isDrawn
        ? rows.map((row, place) => {
            const key = keyOf(row);
            const isCurrent = key === currentKey;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={from + place + 1}
                data-row={key}
                tabIndex={isCurrent || (currentKey === '' && place === 0) ? 0 : -1}
                className={`flow-row ${classOf(row)} ${isCurrent ? 'is-current' : ''}`}
                onFocus={() => {
                  if (!isCurrent) onCurrent(row);
                }}
              >
                <Cells row={row} draw={draw as (row: unknown) => ReactNode} />
              </div>
            );
          })
        : null}
    </div>
  );
}

const Cells = memo(function Cells({
  row,
  draw,
}: {
  readonly row: unknown;
  readonly draw: (row: unknown) => ReactNode;
}) {
  return draw(row);
});

/** Which stretches are in or near the view, and how high those were that are not any more. */
function useNear(scroller: React.RefObject<HTMLDivElement | null>, count: number) {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  const heights = useRef(new Map<number, number>());
  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const observer = new IntersectionObserver(
      (entries) => {
        setNear((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            const index = Number((target as HTMLElement).dataset['stretch']);
            if (isIntersecting) now.add(index);
            else if (now.delete(index)) heights.current.set(index, boundingClientRect.height);
          }
          return now;
        });
      },
      { root, rootMargin: MARGIN },
    );
    for (const stretch of root.querySelectorAll('[data-stretch]')) observer.observe(stretch);
    return () => {
      observer.disconnect();
    };
  }, [scroller, count]);
  return {
    has: (index: number): boolean => near.has(index),
    heightOf: (index: number): number | undefined => heights.current.get(index),
  };
}

/** Keeps the focus on the current row after a key of the list, and brings it there at first. */
function useFlowFocus(
  scroller: React.RefObject<HTMLDivElement | null>,
  current: string | null,
  takesFocus: boolean,
) {
  const wanted = useRef(takesFocus);
  useLayoutEffect(() => {
    if (!wanted.current || current === null) return;
    const row = rowIn(scroller.current, current);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
  return {
    want: (isWanted: boolean): void => {
      wanted.current = isWanted;
    },
  };
}

/** Brings a row into view when another one is to be shown. */
function useShown(scroller: React.RefObject<HTMLDivElement | null>, shown: string | null): void {
  useLayoutEffect(() => {
    if (shown !== null) rowIn(scroller.current, shown)?.scrollIntoView({ block: 'nearest' });
  }, [scroller, shown]);
}

function rowIn(list: HTMLElement | null, key: string): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
}
