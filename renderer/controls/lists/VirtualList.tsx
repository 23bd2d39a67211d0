// Lists of any length: only the rows in view are drawn, and the active one stays in view.
// What stands in a row is drawn by the feature whose list it is.
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import './virtual-list.css';

import { drawnRows, isShown, listRows, rowOfKey, topToShow, type ListRows } from './list-rows.ts';
import { useAfterFrame } from '../use-after-frame.ts';

interface VirtualListProps {
  readonly label: string;
  /** Name for the keymap (`data-list`). */
  readonly name: 'tags' | 'articles' | 'differences' | 'people' | 'comparison' | 'import';
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
  const before = useAfterFrame(view);
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
    if (index === current) show();
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
        {drawnRows(rows, view, before, current).map((index) => (
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

/**
 * What is in view of a list. It follows the current row, until a person scrolls away from it; another
 * row that becomes the current one is followed again. A current row that is in view stays so when the
 * list becomes lower or higher.
 */
function useView(scroller: RefObject<HTMLDivElement | null>, rows: ListRows, current: number) {
  /** As the list was last seen; `leftAt` is what it would follow had nobody scrolled away from it. */
  const [seen, setSeen] = useState({ top: 0, height: 600, leftAt: '' });
  const followed = `${current} of ${rows.count}`;
  const follows = current >= 0 && current < rows.count && seen.leftAt !== followed;
  const top = follows ? topToShow(rows, current, seen) : seen.top;
  /** Where the list is and how high, where it is to go in the next frame, and what it follows. */
  const scroll = useRef({ at: 0, height: 600, to: 0, frame: 0, followed, rows, current });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const state = scroll.current;
    const look = (): void => {
      const now = { top: element.scrollTop, height: element.clientHeight };
      // A list that grows is moved by the browser, where it would end below its last row.
      const isResized = now.height !== state.height;
      const isOurs = isResized || state.frame !== 0 || Math.abs(now.top - state.at) <= 1;
      const wasShown = isShown(state.rows, state.current, { top: state.at, height: state.height });
      state.at = now.top;
      state.height = now.height;
      setSeen((before) => {
        const kept = isResized && wasShown ? '' : before.leftAt;
        const leftAt = isOurs ? kept : state.followed;
        return before.top === now.top && before.height === now.height && before.leftAt === leftAt
          ? before
          : { ...now, leftAt };
      });
    };
    // In the frame that shows the list where it was scrolled to: in the next one, rows would be missing in this.
    const lookAtOnce = (): void => {
      flushSync(look);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', lookAtOnce, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', lookAtOnce);
      cancelAnimationFrame(state.frame);
      state.frame = 0;
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const state = scroll.current;
    state.to = top;
    Object.assign(state, { followed, rows, current });
    if (top === state.at || state.frame !== 0) return;
    // In the frame, where the layout that scrolling needs is made once for everything that changed.
    state.frame = requestAnimationFrame(() => {
      state.frame = 0;
      state.at = state.to;
      if (scroller.current) scroller.current.scrollTop = state.to;
    });
  }, [scroller, top, followed, rows, current]);

  const show = (): void => {
    setSeen((before) => ({ ...before, leftAt: '' }));
  };
  const { height } = seen;
  const view = useMemo(() => ({ top, height }), [top, height]);
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
        .querySelector<HTMLElement>(`[data-index="${current}"] [tabindex]`)
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
