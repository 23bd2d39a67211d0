import { useState, type ReactNode } from 'react';

import type { ViewName } from '#core/contract/commands/row.ts';

import { standsBeside } from '../model/window/panes.ts';
import { Splitter } from './Splitter.tsx';
import { useAppState, useWorkspace } from './use-workspace.ts';
import './list-and-detail.css';

interface ListAndDetailProps {
  /** Each view keeps a split of its own. */
  readonly view: Exclude<ViewName, 'compare'>;
  readonly list: ReactNode;
  readonly detail: ReactNode;
}

/** Id of the part that the splitter sizes. */
const SIZED = 'sized-by-split';

/**
 * A list and the details of what is chosen in it: one over the other, or side by side where there is
 * room. The edge between them can be moved, and stays where it was put.
 */
export function ListAndDetail({ view, list, detail }: ListAndDetailProps) {
  const workspace = useWorkspace();
  const split = useAppState((state) => state.settings.rightSplit);
  const isBeside = useAppState((state) => standsBeside(state.windowWidth));
  const key = isBeside ? 'beside' : view;
  /** Where the edge is while it is dragged. */
  const [dragged, setDragged] = useState<number | null>(null);
  const value = dragged ?? split[key];
  const onResize = (wanted: number, done: boolean): void => {
    setDragged(done ? null : wanted);
    if (done) void workspace.preferences.change({ rightSplit: { ...split, [key]: wanted } });
  };
  const style = isBeside
    ? { gridTemplateColumns: `minmax(0, 1fr) 0 ${value}px` }
    : { gridTemplateRows: `minmax(0, ${value}fr) 0 minmax(0, ${100 - value}fr)` };
  return (
    <div className={`list-and-detail ${isBeside ? 'is-beside' : ''}`} style={style}>
      <div className="list-and-detail-part" id={isBeside ? undefined : SIZED}>
        {list}
      </div>
      <div className="list-and-detail-edge">
        {isBeside ? (
          <Splitter
            label="Width of the details"
            controls={SIZED}
            side="right"
            value={value}
            min={260}
            max={700}
            onResize={onResize}
          />
        ) : (
          <Splitter
            label="Height of the list"
            controls={SIZED}
            side="above"
            value={value}
            min={15}
            max={85}
            words={`${value} %`}
            unitOf={hundredthOfHeight}
            onResize={onResize}
          />
        )}
      </div>
      <div className="list-and-detail-part" id={isBeside ? SIZED : undefined}>
        {detail}
      </div>
    </div>
  );
}

function hundredthOfHeight(handle: HTMLElement): number {
  return (handle.closest('.list-and-detail')?.clientHeight ?? 100) / 100;
}
