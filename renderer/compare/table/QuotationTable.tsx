// The table of renderings by outlet: rows, cells, words that differ. What stands in it is computed in
// core/compare/table; what a key does to the chosen cell is the model's.
import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';

import type { TableOrder, TableRow } from '#core/compare/table/table-types.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { runButtonCommand } from '../../commands/run-command.ts';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { fullName } from '../../model/compare/rows/article-names.ts';
import { ariaSort, WHO, type SortColumn } from '../../model/compare/rows/sort-words.ts';
import { moveInTable } from '../../model/compare/rows/table-moves.ts';
import { COLUMNS, shownColumns, type ShownEvent } from '../../model/state/compare-state.ts';
import { inShort } from '../../model/state/messages.ts';
import { CellContent } from './CellContent.tsx';
import { useDrawnRows, type MeasureRow } from './use-drawn-rows.ts';

/** Families by row, articles by column: head and first column stay where they are. */
export function QuotationTable({ shown }: { readonly shown: ShownEvent }) {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const scroller = useRef<HTMLDivElement>(null);
  const { cell, line, hasAllColumns, deferred } = compare;
  const columns = shownColumns(compare);
  const { rows } = shown.table;
  const current = rows.findIndex(({ key }) => key === cell?.row);
  const { stretches, below, measure } = useDrawnRows(scroller, rows, current);
  useCurrentCell(scroller, cell && `${cell.row} ${cell.article} ${line}`);
  useTopAfterSort(scroller, compare.options.order);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (moveInHead(scroller.current, event)) return;
    const next = moveInTable({ rows, columns }, { cell, line }, event.key);
    if (!next && event.key === 'ArrowUp' && cell) {
      event.preventDefault();
      headOf(scroller.current, shown.comparison.articles[cell.article]?.id)?.focus();
    }
    if (!next) return;
    event.preventDefault();
    workspace.compare.goTo(next, next.line);
  };
  const columnNumbers = columns.join(' ');
  return (
    <div ref={scroller} className="compare-scroller" data-pane="comparison" data-comparison>
      <table
        role="grid"
        className="compare-table"
        data-list="comparison"
        aria-label="Quotations by outlet"
        aria-rowcount={rows.length + 1}
        style={{ minWidth: 210 + columns.length * 168 }}
        onKeyDown={onKeyDown}
      >
        <Head shown={shown} columns={columnNumbers} hasAllColumns={hasAllColumns} />
        <tbody>
          {stretches.flatMap(({ from, to, above }, at) => [
            <Spacer key={`above ${at}`} height={above} columns={columns.length + 1} />,
            ...rows
              .slice(from, to)
              .map((row, index) => (
                <Row
                  key={row.key}
                  row={row}
                  index={from + index}
                  shown={shown}
                  deferred={deferred}
                  columns={columnNumbers}
                  article={row.key === cell?.row ? cell.article : -1}
                  line={row.key === cell?.row ? line : 0}
                  measure={measure}
                />
              )),
          ])}
          <Spacer height={below} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly shown: ShownEvent;
  /** Numbers of the articles, as a text that is equal while they are. */
  readonly columns: string;
  readonly hasAllColumns: boolean;
}

/** What each column is: the outlet, the title where the outlet is known, and the date. */
const Head = memo(function Head({ shown, columns: numbers, hasAllColumns }: HeadProps) {
  const workspace = useWorkspace();
  const { articles } = shown.comparison;
  const columns = numbers.split(' ').map(Number);
  return (
    <thead>
      <tr>
        <SortedHead column={WHO} className="compare-corner">
          Who, and what
        </SortedHead>
        {columns.map((column) => {
          const article = articles[column];
          const known = article?.outlet === null ? [] : [article?.title];
          const date = article?.published === null ? [] : [article?.published];
          return (
            <SortedHead key={column} column={article?.id ?? ''} title={article?.title}>
              <span className="compare-outlet">
                <bdi>{fullName(article)}</bdi>
              </span>
              <span className="compare-date">
                <bdi>{showHidden([...known, ...date].join(' · '))}</bdi>
              </span>
            </SortedHead>
          );
        })}
        {articles.length > COLUMNS ? (
          <th scope="col" className="compare-more">
            <button
              type="button"
              className="link"
              onClick={() => {
                workspace.compare.showAllColumns(!hasAllColumns);
              }}
            >
              {hasAllColumns ? 'fewer' : `${articles.length - columns.length} more…`}
            </button>
          </th>
        ) : null}
      </tr>
    </thead>
  );
});

interface SortedHeadProps {
  readonly column: SortColumn;
  readonly className?: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** The head of a column, by which the rows are ordered. Up from the first row leads there by key. */
function SortedHead({ column, className, title, children }: SortedHeadProps) {
  const workspace = useWorkspace();
  const order = useAppState((state) => state.compare.options.order);
  const sort = ariaSort(order, column);
  return (
    <th scope="col" className={className} title={title} aria-sort={sort}>
      <button
        type="button"
        className="compare-sort"
        data-head={column}
        tabIndex={-1}
        onClick={() => {
          workspace.compare.sortBy(column);
        }}
      >
        <span className="compare-sort-name">{children}</span>
        <span className="compare-sort-sign" aria-hidden>
          {sort === 'none' ? '' : sort === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </th>
  );
}

function headOf(scroller: HTMLElement | null, column: SortColumn | undefined): HTMLElement | null {
  const heads = scroller?.querySelectorAll<HTMLElement>('[data-head]') ?? [];
  return [...heads].find(({ dataset }) => dataset['head'] === column) ?? null;
}

/** Left and right go from head to head, down to the chosen cell. Answers whether the key was for the head. */
function moveInHead(scroller: HTMLElement | null, event: KeyboardEvent): boolean {
  const head = event.target instanceof Element && event.target.closest('thead');
  if (!scroller || !head) return false;
  const heads = [...head.querySelectorAll('button')];
  const at = heads.findIndex((each) => each === event.target);
  const target = {
    ArrowLeft: heads[Math.max(0, at - 1)],
    ArrowRight: heads[at + 1],
    Home: heads[0],
    End: heads.at(-1),
    ArrowDown: currentCell(scroller),
  }[event.key];
  if (target) {
    event.preventDefault();
    target.focus();
  }
  return true;
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="compare-spacer">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

interface RowProps {
  readonly row: TableRow;
  readonly index: number;
  readonly shown: ShownEvent;
  /** Keys of the lines that were put off. */
  readonly deferred: ReadonlySet<string>;
  /** Numbers of the articles, as a text that is equal while they are. */
  readonly columns: string;
  /** The chosen article in this row; -1 for none. */
  readonly article: number;
  readonly line: number;
  /** Absent where nobody needs to know how high the row is. */
  readonly measure: MeasureRow | undefined;
}

/** A step draws two rows again, not all that are in view, and of them two cells. */
const Row = memo(function Row(props: RowProps) {
  const { row, index, shown, deferred, columns, article, line, measure } = props;
  const workspace = useWorkspace();
  const articles = columns.split(' ').map(Number);
  return (
    <tr ref={measure} aria-rowindex={index + 2} data-row={row.key}>
      <th scope="row" className="compare-family">
        <span className="compare-who">
          <bdi>{row.who === null ? 'Nobody named' : showHidden(row.who)}</bdi>
          {row.note === '' ? null : (
            <span className="hint" role="img" aria-label="has a note" title={row.note}>
              {' '}
              ✎
            </span>
          )}
        </span>
        <span className="compare-label" title={row.label}>
          <bdi>{showHidden(inShort(row.label, 140))}</bdi>
        </span>
        <span className="count">
          {row.articles} of {row.cells.length} · {countOf(row.places, 'place')}
        </span>
      </th>
      {articles.map((each) => {
        const cell = row.cells[each];
        if (!cell) return <td key={each} />;
        const isCurrent = each === article;
        return (
          <td
            key={each}
            className={isCurrent ? 'is-current' : undefined}
            aria-selected={isCurrent}
            tabIndex={isCurrent ? 0 : -1}
            data-cell={`${row.key} ${each}`}
            onClick={(event) => {
              const at = (event.target as Element)
                .closest('[data-line]')
                ?.getAttribute('data-line');
              workspace.compare.goTo({ row: row.key, article: each }, Number(at ?? 0));
            }}
            onDoubleClick={() => {
              runButtonCommand(workspace, 'open-cell');
            }}
          >
            <CellContent
              row={row}
              cell={cell}
              shown={shown}
              deferred={deferred}
              line={isCurrent ? line : -1}
            />
          </td>
        );
      })}
    </tr>
  );
});

/**
 * Keeps the chosen cell in view, also where there comes to be less room for the table, and the focus on it
 * while the table has it.
 */
function useCurrentCell(scroller: RefObject<HTMLDivElement | null>, key: string | null): void {
  const hadFocus = useRef(false);
  /** Not while a person has scrolled it out of view. */
  const isShown = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    const { activeElement } = document;
    const current = element && currentCell(element);
    if (!element || !current) return;
    const isHere = element.contains(activeElement);
    if (isHere || (hadFocus.current && activeElement === document.body)) {
      current.focus({ preventScroll: true });
      hadFocus.current = true;
    }
    element.scrollTo(placeToShow(element, current));
    isShown.current = true;
  }, [scroller, key]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let { clientHeight, clientWidth } = element;
    const isResized = (): boolean =>
      element.clientHeight !== clientHeight || element.clientWidth !== clientWidth;
    const onScroll = (): void => {
      // Heard of in the frame in which the room became less: that is not a person who scrolled it away.
      if (isResized()) return;
      const current = currentCell(element);
      const place = current && placeToShow(element, current);
      isShown.current = place?.top === element.scrollTop && place.left === element.scrollLeft;
    };
    const observer = new ResizeObserver(() => {
      ({ clientHeight, clientWidth } = element);
      const current = currentCell(element);
      if (current && isShown.current) element.scrollTo(placeToShow(element, current));
    });
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);
}

/** Rows in another order are looked at from the first one on. */
function useTopAfterSort(scroller: RefObject<HTMLDivElement | null>, order: TableOrder): void {
  const before = useRef(order);
  useLayoutEffect(() => {
    if (before.current !== order) scroller.current?.scrollTo({ top: 0 });
    before.current = order;
  }, [scroller, order]);
}

function currentCell(scroller: HTMLElement): HTMLElement | null {
  return scroller.querySelector<HTMLElement>('td.is-current');
}

/**
 * Where to scroll to, and no further, so that head and first column leave the row of the cell in view; of a
 * row that is higher than the room for it, the chosen line.
 */
function placeToShow(scroller: HTMLElement, cell: HTMLElement): { top: number; left: number } {
  const head = scroller.querySelector('thead')?.clientHeight ?? 0;
  const first = scroller.querySelector('tbody th')?.clientWidth ?? 0;
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = scroller;
  const row = cell.parentElement;
  const rowHeight = row?.offsetHeight ?? 0;
  const line = cell.querySelector<HTMLElement>('[data-line].is-chosen');
  const isLineShown = line !== null && rowHeight > clientHeight - head;
  const start = (row?.offsetTop ?? 0) + (isLineShown ? line.offsetTop : 0) - head;
  const end = start + head + (isLineShown ? line.offsetHeight : rowHeight) - clientHeight;
  const left = cell.offsetLeft - first;
  const right = cell.offsetLeft + cell.offsetWidth - clientWidth;
  return {
    top: nearest(scrollTop, Math.min(start, end), start),
    left: nearest(scrollLeft, Math.min(left, right), left),
  };
}

/** The number from `least` to `most` that is nearest to another. */
function nearest(to: number, least: number, most: number): number {
  return Math.max(0, Math.min(Math.max(to, least), most));
}
