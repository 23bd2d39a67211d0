import { memo, useCallback, useMemo, useState, type KeyboardEvent } from 'react';

import type { ImportItem } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { VirtualList } from '../controls/lists/VirtualList.tsx';
import { withChoice, type ImportForm } from '../model/forms/import-form.ts';
import {
  filteredRows,
  rowsInWords,
  rowsOf,
  type ImportRow,
  type RowFilter,
} from '../model/forms/import-rows.ts';
import { AllOrNone } from './AllOrNone.tsx';
import { CopyList } from './reading/CopyList.tsx';
import './file-table.css';

/** CSS pixels. */
const ROW_HEIGHT = 36;

const FILTERS: readonly (readonly [RowFilter, string])[] = [
  ['all', 'All'],
  ['problems', 'With a problem'],
  ['duplicates', 'Here already'],
  ['versions', 'Other versions'],
];

interface TableProps {
  readonly form: ImportForm;
  /** Key of the line that is the current one. */
  readonly current: string;
  readonly onCurrent: (key: string) => void;
  readonly onChange: (form: ImportForm) => void;
  readonly onOpen: (item: ImportItem) => void;
}

/** One line for each file or article: what it is, how long, what is left out, what is wrong with it. */
export function FileTable({ form, current, onCurrent, onChange, onOpen }: TableProps) {
  const [filter, setFilter] = useState<RowFilter>('all');
  const all = useMemo(() => rowsOf(form), [form]);
  const rows = filteredRows(all, filter);
  const at = Math.max(
    0,
    rows.findIndex(({ item }) => item.key === current),
  );
  const toggle = ({ item, isTaken }: ImportRow): void => {
    if (item.type === 'refused') return;
    onChange(withChoice(form, item, { action: isTaken ? 'skip' : 'import' }));
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') {
      event.preventDefault();
      toggle(row);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(row.item);
    }
  };
  const open = useCallback(
    (item: ImportItem) => {
      onCurrent(item.key);
      onOpen(item);
    },
    [onCurrent, onOpen],
  );
  return (
    <section className="import-table" aria-label="Files to import">
      <Tools form={form} rows={all} filter={filter} onFilter={setFilter} onChange={onChange} />
      <Head />
      <VirtualList
        label="Files"
        name="import"
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => rows[index]?.item.key ?? ''}
        current={at}
        onMove={(index) => {
          const row = rows[index];
          if (row) onCurrent(row.item.key);
        }}
        onKey={onKey}
        empty="No line is of this kind."
        row={(index, isFocused) => {
          const row = rows[index];
          return row ? (
            <Line row={row} isFocused={isFocused} onOpen={open} onToggle={toggle} />
          ) : null;
        }}
      />
    </section>
  );
}

/** How many lines there are, which of them are shown, and all or none of them. */
function Tools({
  form,
  rows,
  filter,
  onFilter,
  onChange,
}: Pick<TableProps, 'form' | 'onChange'> & {
  readonly rows: readonly ImportRow[];
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}) {
  const problems = filteredRows(rows, 'problems');
  return (
    <div className="import-table-tools">
      <span className="grow" aria-live="polite">
        {rowsInWords(rows)}
      </span>
      <Choice label="Shown lines" value={filter} options={FILTERS} onChange={onFilter} />
      {problems.length > 0 ? (
        <CopyList lines={problems.map(problemLine)} words="Copy list of problems" />
      ) : null}
      <AllOrNone form={form} onChange={onChange} />
    </div>
  );
}

function Head() {
  return (
    <div className="import-table-head import-table-line" aria-hidden>
      <span>Title</span>
      <span>Outlet</span>
      <span>Date</span>
      <span>Length</span>
      <span>Left out</span>
      <span>What to know</span>
    </div>
  );
}

function problemLine({ item: { name }, notes }: ImportRow): string {
  const words = notes.filter(({ kind }) => kind === 'problem').map((note) => note.words);
  return `${name}: ${words.join(' ')}`;
}

interface LineProps {
  readonly row: ImportRow;
  readonly isFocused: boolean;
  readonly onOpen: (item: ImportItem) => void;
  readonly onToggle: (row: ImportRow) => void;
}

const Line = memo(function Line({ row, isFocused, onOpen, onToggle }: LineProps) {
  const { item, isTaken, title, outlet, published, length, leftOut, notes } = row;
  const [first, ...others] = notes;
  const name = showHidden(item.name);
  const cell = (words: string, of: string) => (
    <span className={`clip is-${of}`} title={words === '' ? undefined : showHidden(words)}>
      <bdi>{showHidden(words)}</bdi>
    </span>
  );
  return (
    <div className={`import-table-line ${isTaken ? '' : 'is-left'}`}>
      <button
        type="button"
        className="import-table-row"
        tabIndex={isFocused ? 0 : -1}
        data-autofocus={isFocused ? '' : undefined}
        onClick={() => {
          onOpen(item);
        }}
      >
        <span className="import-table-names clip">
          <bdi className="import-table-title" title={showHidden(title === '' ? item.name : title)}>
            {showHidden(title === '' ? item.name : title)}
          </bdi>{' '}
          {title === '' ? null : (
            <bdi className="hint import-table-name" title={name}>
              {name}
            </bdi>
          )}
        </span>{' '}
        {cell(outlet, 'outlet')} {cell(published, 'date')} {cell(length, 'length')}{' '}
        {cell(leftOut, 'left-out')}{' '}
        <span
          className={`clip is-note is-${first?.kind ?? 'hint'}`}
          title={notes.map(({ words }) => showHidden(words)).join('\n') || undefined}
        >
          <bdi>{showHidden(first?.words ?? '')}</bdi>
          {others.length > 0 ? <span className="count"> +{others.length}</span> : null}
        </span>
      </button>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Import ${name}`}
        checked={isTaken}
        disabled={item.type === 'refused'}
        onChange={() => {
          onToggle(row);
        }}
      />
    </div>
  );
});
