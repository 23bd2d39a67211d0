import type { ReactNode } from 'react';

import { ItemsButton } from '../controls/ItemsButton.tsx';
import type { FigureCell, FigureRow, ItemsTarget } from '../model/state/agreement-view.ts';

interface FigureTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself where the window is narrow. */
export function FigureTable({ caption, heads, children }: FigureTableProps) {
  return (
    <div className="agreement-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="agreement-figures">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

function RowGroup({ title, columns }: { readonly title: string; readonly columns: number }) {
  return (
    <tbody className="row-group">
      <tr>
        <th scope="colgroup" colSpan={columns + 1}>
          {title}
        </th>
      </tr>
    </tbody>
  );
}

interface FigureRowsProps {
  readonly title: string;
  readonly rows: readonly FigureRow[];
  /** Of the columns. */
  readonly heads: readonly string[];
  readonly owner: ItemsTarget['owner'];
  readonly onOpen: (target: ItemsTarget) => void;
}

/** Rows under a title of their own, a cell a column; every number opens its items. */
export function FigureRows({ title, rows, heads, owner, onOpen }: FigureRowsProps) {
  return (
    <>
      <RowGroup title={title} columns={heads.length} />
      <tbody>
        {rows.map(({ label, what, cells }, index) => (
          <tr key={index}>
            <th scope="row">{label}</th>
            {cells.map((cell, place) => (
              <td key={place}>
                <Cell
                  cell={cell}
                  words={`${heads[place] ?? ''}, ${what}`}
                  owner={owner}
                  onOpen={onOpen}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </>
  );
}

interface CellProps {
  readonly cell: FigureCell | null;
  readonly words: string;
  readonly owner: ItemsTarget['owner'];
  readonly onOpen: (target: ItemsTarget) => void;
}

function Cell({ cell, words, owner, onOpen }: CellProps) {
  if (!cell) return '–';
  const { before, shown, after, items, leftOut } = cell;
  const number = (
    <ItemsButton shown={shown} words={words} indexes={items} owner={owner} onOpen={onOpen} />
  );
  return (
    <>
      <span className="hint">{before}</span>
      <span className="agreement-together">
        {before === '' ? <span className="agreement-number">{number}</span> : number}
        <span className="hint">{after}</span>
      </span>
      {leftOut.length > 0 ? (
        <span className="hint">
          {' '}
          <ItemsButton
            shown={`${leftOut.length.toLocaleString('en')} left out`}
            words={`left out of ${words}`}
            indexes={leftOut}
            owner={owner}
            onOpen={onOpen}
          />
        </span>
      ) : null}
    </>
  );
}
