import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import './virtual-list.css';

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

/** Rows kept drawn above and below what is in view. */
const MARGIN = 6;

/**
 * A list that draws only the rows in view, so that ten thousand tags cost no more than forty.
 * Arrow keys, Home, End and Page keys move; the row reached by Tab is the current one.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, name, count, rowHeight, extraAt, keyOf, row, current, onMove, onKey, empty } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  /** What is in view; `ahead` when the list is drawn where it has yet to be scrolled to. */
  const [view, setView] = useState({ top: 0, height: 600, ahead: false });
  const [followed, setFollowed] = useState({ current: -1, count: 0 });
  const pendingTop = useRef<number | null>(null);
  /** The row that a key asked for: it takes the focus once it is the current one. */
  const wanted = useRef(-1);
  const hadFocus = useRef(false);

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
  }, []);

  const tops = extraAt ? topsOf(count, rowHeight, extraAt) : null;
  const topOf = (index: number): number => tops?.[index] ?? index * rowHeight;
  const total = tops ? (tops[count] ?? 0) : count * rowHeight;
  // The list scrolls when the current row changes, not whenever it is drawn.
  if (followed.current !== current || followed.count !== count) {
    setFollowed({ current, count });
    if (current >= 0 && current < count) {
      const start = topOf(current);
      const end = topOf(current + 1);
      const { top: from, height } = view;
      const to = start < from ? start : end > from + height ? end - height : from;
      if (to !== from) setView({ top: to, height, ahead: true });
    }
  }
  const first = Math.max(0, indexAt(view.top, count, topOf) - MARGIN);
  const last = Math.min(count - 1, indexAt(view.top + view.height, count, topOf) + MARGIN);

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
  }, [view]);

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
  }, [current, count]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const from = Math.max(current, 0);
    const target = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      onKey?.(event, current);
      return;
    }
    event.preventDefault();
    if (count === 0) return;
    const index = Math.min(Math.max(target, 0), count - 1);
    wanted.current = index === current ? -1 : index;
    onMove(index, event.shiftKey);
  };

  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  if (current >= 0 && current < count && (current < first || current > last)) indexes.push(current);
  return (
    <div
      ref={scroller}
      className="virtual-list"
      onKeyDown={onKeyDown}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null) hadFocus.current = false;
      }}
    >
      {count === 0 ? <div className="empty">{empty}</div> : null}
      <div
        role="list"
        aria-label={label}
        data-list={name}
        className="virtual-list-rows"
        style={{ height: total } satisfies CSSProperties}
      >
        {indexes.map((index) => (
          <div
            key={keyOf(index)}
            role="listitem"
            aria-setsize={count}
            aria-posinset={index + 1}
            data-index={index}
            className="virtual-list-row"
            style={{ top: topOf(index), height: topOf(index + 1) - topOf(index) }}
          >
            {row(index, index === (current < 0 ? 0 : current))}
          </div>
        ))}
      </div>
    </div>
  );
}

function topsOf(
  count: number,
  rowHeight: number,
  extraAt: (index: number) => number,
): Float64Array {
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    tops[index + 1] = (tops[index] ?? 0) + rowHeight + extraAt(index);
  }
  return tops;
}

/** The row at a distance from the top; binary search. */
function indexAt(y: number, count: number, topOf: (index: number) => number): number {
  let low = 0;
  let high = Math.max(count - 1, 0);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (topOf(middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
