import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import './virtual-list.css';

import { drawnRows, listRows, rowOfKey, topToShow, type ListRows } from './list-rows.ts';

interface VirtualListProps {
  readonly label: string;
  /** Name for the keymap (`data-list`). */
  readonly name: 'tags' | 'articles' | 'differences';
  readonly count: number;
  /** CSS pixels of a row; `extraAt` adds to single rows, for a heading over the first of a group. */
  readonly rowHeight: number;
  readonly extraAt?: (index: number) => number;
  readonly keyOf: (index: number) => string;
  readonly row: (index: number, focused: boolean) => ReactNode;
  /** Row that Tab reaches; -1 for none. */
  readonly current: number;
  /** Moves the current row by key; `extend` when Shift is held. */
  readonly onMove: (index: number, extend: boolean) => void;
  readonly onKey?: (event: KeyboardEvent, index: number) => void;
  readonly empty: ReactNode;
}

/**
 * A list that draws only the rows in view, so that ten thousand tags cost no more than forty.
 * Arrow keys, Home, End and Page keys move; the row reached by Tab is the current one.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, name, count, rowHeight, extraAt, keyOf, row, current, onMove, onKey, empty } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = listRows(count, rowHeight, extraAt);
  const { view, show } = useView(scroller, rows, current);
  const focus = useRowFocus(scroller, current, count);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const page = Math.floor(view.height / rowHeight);
    const index = rowOfKey(event.key, current, count, page);
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      onKey?.(event, current);
      return;
    }
    event.preventDefault();
    if (index < 0) return;
    // The current row may have been scrolled away by the mouse; a row that becomes current is shown anyway.
    if (index === current) show(index);
    else focus.want(index);
    onMove(index, event.shiftKey);
  };

  return (
    <div
      ref={scroller}
      className="virtual-list"
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      {count === 0 ? <div className="empty">{empty}</div> : null}
      <div
        role="list"
        aria-label={label}
        data-list={name}
        className="virtual-list-rows"
        style={{ height: rows.topOf(count) } satisfies CSSProperties}
      >
        {drawnRows(rows, view, current).map((index) => (
          <div
            key={keyOf(index)}
            role="listitem"
            aria-setsize={count}
            aria-posinset={index + 1}
            data-index={index}
            className="virtual-list-row"
            style={{ top: rows.topOf(index), height: rows.topOf(index + 1) - rows.topOf(index) }}
          >
            {row(index, index === Math.max(current, 0))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is in view of a list: follows the scroll bar, and the current row when another one becomes it. */
function useView(scroller: RefObject<HTMLDivElement | null>, rows: ListRows, current: number) {
  const { count } = rows;
  /** `ahead` while the list is drawn where it has yet to be scrolled to. */
  const [view, setView] = useState({ top: 0, height: 600, ahead: false });
  const [followed, setFollowed] = useState({ current: -1, count: 0 });
  const pendingTop = useRef<number | null>(null);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => {
      const ahead = pendingTop.current !== null;
      const top = pendingTop.current ?? element.scrollTop;
      const height = element.clientHeight;
      setView((before) =>
        before.top === top && before.height === height ? before : { top, height, ahead },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);

  const show = (index: number): void => {
    const top = topToShow(rows, index, view);
    if (top !== view.top) setView({ top, height: view.height, ahead: true });
  };
  // The list scrolls when the current row changes, not whenever it is drawn.
  if (followed.current !== current || followed.count !== count) {
    setFollowed({ current, count });
    if (current >= 0 && current < count) show(current);
  }

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !view.ahead) return undefined;
    pendingTop.current = view.top;
    // In the frame, where the layout that scrolling needs is made once for everything that changed.
    const frame = requestAnimationFrame(() => {
      pendingTop.current = null;
      element.scrollTop = view.top;
    });
    return () => {
      cancelAnimationFrame(frame);
      pendingTop.current = null;
    };
  }, [scroller, view]);

  return { view, show };
}

/** Keeps the focus on the current row while the list has it. */
function useRowFocus(scroller: RefObject<HTMLDivElement | null>, current: number, count: number) {
  /** The row that a key asked for: it takes the focus once it is the current one. */
  const wanted = useRef(-1);
  const hadFocus = useRef(false);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || current < 0 || current >= count) return;
    const { activeElement } = document;
    const isReached = wanted.current === current && element.contains(activeElement);
    // The row that had the focus is gone: the one in its place takes it.
    const isOrphaned = hadFocus.current && activeElement === document.body;
    if (isReached) wanted.current = -1;
    if (isReached || isOrphaned)
      element
        .querySelector<HTMLElement>(`[data-index="${current}"] button`)
        ?.focus({ preventScroll: true });
  }, [scroller, current, count]);

  return {
    want: (index: number): void => {
      wanted.current = index;
    },
    onFocus: (): void => {
      hadFocus.current = true;
    },
    onBlur: (event: FocusEvent): void => {
      if (event.relatedTarget !== null) hadFocus.current = false;
    },
  };
}
