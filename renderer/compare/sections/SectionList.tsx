import { useLayoutEffect, useRef, type ReactNode } from 'react';

import { VirtualList } from '../../controls/lists/VirtualList.tsx';

interface SectionListProps {
  readonly label: string;
  readonly lines: readonly { readonly key: string }[];
  /** Key of the chosen line. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly empty: ReactNode;
  /** CSS pixels. */
  readonly rowHeight?: number;
  readonly extraAt?: (index: number) => number;
  readonly row: (index: number) => ReactNode;
}

/** The list of a section; arrows move in it, and what is chosen stands beside it. */
export function SectionList(props: SectionListProps) {
  const { label, lines, chosen, onChoose, empty, rowHeight = 52, extraAt, row } = props;
  const list = useRef<HTMLDivElement>(null);
  // A decision goes on to another line: the focus goes along while the list has it.
  useLayoutEffect(() => {
    if (!list.current?.contains(document.activeElement)) return;
    const line = list.current.querySelector<HTMLElement>('[aria-current="true"]');
    line?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <div
      ref={list}
      className="compare-list"
      data-pane="comparison"
      data-comparison
      tabIndex={lines.length === 0 ? -1 : undefined}
    >
      <VirtualList
        label={label}
        name="comparison"
        count={lines.length}
        rowHeight={rowHeight}
        {...(extraAt && { extraAt })}
        keyOf={(index) => lines[index]?.key ?? String(index)}
        current={lines.findIndex(({ key }) => key === chosen)}
        onMove={(index) => {
          const line = lines[index];
          if (line) onChoose(line.key);
        }}
        empty={empty}
        row={(index, isReached) => {
          const key = lines[index]?.key ?? '';
          const isChosen = key === chosen;
          return (
            <button
              type="button"
              className={`compare-list-line ${isChosen ? 'is-chosen' : ''}`}
              tabIndex={isReached ? 0 : -1}
              aria-current={isChosen}
              onClick={() => {
                onChoose(key);
              }}
            >
              {row(index)}
            </button>
          );
        }}
      />
    </div>
  );
}
