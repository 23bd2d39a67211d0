import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import { countOf } from '#core/numbers.ts';
import type { Block } from '#core/sources/reading.ts';

import { FlowList } from '../../controls/lists/FlowList.tsx';
import type { ArticleItem, ImportChoice } from '../../model/forms/import-form.ts';
import { wordsOfItem } from '../../model/forms/import-rows.ts';
import {
  keptAtFirst,
  keptBlocks,
  leftOutRows,
  neighbour,
  withBlocks,
  wordsOf,
  type LeftOutRow,
  type ListedBlock,
} from '../../model/forms/reading-form.ts';
import { KeptCells, LeftOutCells } from './BlockCells.tsx';
import './reading.css';

interface ListsProps {
  readonly item: ArticleItem;
  readonly blocks: readonly Block[];
  readonly choice: ImportChoice;
  readonly onChange: (patch: Partial<ImportChoice>) => void;
  /** Whether the text takes the focus when it comes. */
  readonly takesFocus: boolean;
}

const keyOfBlock = ({ index }: ListedBlock): string => String(index);
const keyOfRow = (row: LeftOutRow): string => (row.type === 'part' ? row.part : String(row.index));

/** CSS pixels of a line, and characters in it, about. */
const LINE = 25;
const CHARACTERS = 60;
const estimateOf = (text: string): number => Math.ceil(text.length / CHARACTERS) * LINE + 14;

/** Left the text as it will be, right what is left out; a key or a click moves a block across. */
export function ReadingLists(props: ListsProps) {
  const { item, blocks, choice } = props;
  const lists = useLists(props);
  const { kept, left, right, move } = lists;
  const words = wordsOfItem(item, choice);
  const onKey = (event: KeyboardEvent, indexes: readonly number[], isIn: boolean): void => {
    if (event.key !== ' ' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(indexes, isIn);
  };
  const drawKept = useCallback((row: ListedBlock) => <KeptCells row={row} onMove={move} />, [move]);
  const drawLeftOut = useCallback(
    (row: LeftOutRow) => <LeftOutCells row={row} onMove={move} />,
    [move],
  );
  return (
    <div className="import-reading-lists">
      <section className="import-reading-side" aria-label="Text">
        <h3>
          The text as it will be
          <span className="count"> {countOf(words?.kept ?? 0, 'word')}</span>
          <span className="hint import-reading-key">
            <kbd>Space</kbd> leaves a block out
          </span>
        </h3>
        <FlowList
          label="Text"
          rows={kept}
          keyOf={keyOfBlock}
          estimate={({ block }) => estimateOf(block.text)}
          draw={drawKept}
          classOf={({ block }) => (block.part === 'article' ? '' : 'is-put-back')}
          current={left.current}
          shown={left.shown}
          takesFocus={props.takesFocus}
          onCurrent={(row) => {
            left.set(keyOfBlock(row));
          }}
          onKey={(event, { index }) => {
            onKey(event, [index], false);
          }}
          empty="Nothing of this file is in the text. Put a block back from the list of what is left out."
        />
      </section>
      <section className="import-reading-side" aria-label="Left out">
        <h3>
          Left out
          <span className="count"> {countOf(words?.leftOut ?? 0, 'word')}</span>
          <span className="hint import-reading-key">
            <kbd>Space</kbd> puts it back
          </span>
        </h3>
        <FlowList
          label="Left out"
          rows={lists.out}
          keyOf={keyOfRow}
          estimate={(row) =>
            row.type === 'part' ? 34 : Math.min(estimateOf(row.block.text), 120) + 20
          }
          draw={drawLeftOut}
          classOf={({ type }) => (type === 'part' ? 'is-part' : '')}
          current={right.current}
          shown={right.shown}
          onCurrent={(row) => {
            right.set(keyOfRow(row));
          }}
          onKey={(event, row) => {
            onKey(event, row.type === 'part' ? row.blocks : [row.index], true);
          }}
          empty={blocks.length > 0 ? 'Nothing of this file is left out.' : ''}
        />
      </section>
    </div>
  );
}

/** What stands in both lists, which rows are the current ones, and moving blocks across. */
function useLists({ item, blocks, choice, onChange }: ListsProps) {
  const first = useMemo(() => keptAtFirst(blocks), [blocks]);
  const indexes = choice.kept?.indexes ?? first;
  const kept = useMemo(() => keptBlocks(blocks, indexes), [blocks, indexes]);
  const out = useMemo(() => leftOutRows(blocks, indexes), [blocks, indexes]);
  const [current, setCurrent] = useState({ left: '', right: '' });
  /** The block that has just come into a list. */
  const [come, setCome] = useState<{ readonly isIn: boolean; readonly key: string } | null>(null);
  const leftKey = keyIn(kept, keyOfBlock, current.left);
  const rightKey = keyIn(out, keyOfRow, current.right);

  const moveNow = (moved: readonly number[], isIn: boolean): void => {
    const gone = new Set(moved);
    const nextLeft = isIn ? undefined : neighbour(kept, ({ index }) => gone.has(index));
    const nextRight = isIn
      ? neighbour(out, (row) =>
          row.type === 'part' ? row.blocks.every(has(gone)) : gone.has(row.index),
        )
      : undefined;
    setCurrent({
      left: nextLeft ? keyOfBlock(nextLeft) : leftKey,
      right: nextRight ? keyOfRow(nextRight) : rightKey,
    });
    setCome({ isIn, key: String(moved[0]) });
    const now = withBlocks(indexes, moved, isIn);
    const difference = wordsOf(moved.flatMap((index) => blocks[index] ?? []));
    const before = choice.kept?.words ?? item.reading?.words ?? 0;
    const isAsRead = now.length === first.length && now.every((each, at) => each === first[at]);
    const words = isIn ? before + difference : Math.max(0, before - difference);
    onChange({ kept: isAsRead ? null : { indexes: now, words } });
  };
  // Rows keep what they were given, so that only those that change are drawn again.
  const latest = useRef(moveNow);
  useEffect(() => {
    latest.current = moveNow;
  });
  const move = useCallback((moved: readonly number[], isIn: boolean): void => {
    latest.current(moved, isIn);
  }, []);
  const sideOf = (isIn: boolean, key: string) => ({
    current: key === '' ? null : key,
    shown: come?.isIn === isIn ? come.key : null,
    set: (chosen: string): void => {
      setCurrent({ left: leftKey, right: rightKey, [isIn ? 'left' : 'right']: chosen });
    },
  });
  return { kept, out, move, left: sideOf(true, leftKey), right: sideOf(false, rightKey) };
}

const has =
  (set: ReadonlySet<number>) =>
  (index: number): boolean =>
    set.has(index);

/** The row that is the current one: that of this key, else the first. */
function keyIn<T>(rows: readonly T[], keyOf: (row: T) => string, key: string): string {
  const [first] = rows;
  return rows.some((row) => keyOf(row) === key) ? key : first === undefined ? '' : keyOf(first);
}
