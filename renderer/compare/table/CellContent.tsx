import { memo } from 'react';

import { CLASS_WORDS, FINDING_NAMES } from '#core/compare/sentences/names.ts';
import { wordDiff } from '#core/compare/diff/word-diff.ts';
import type {
  CellRendering,
  Coverage,
  TableCell,
  TableRow,
} from '#core/compare/table/table-types.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { fold } from '#core/text/fold.ts';

import { useWorkspace } from '../../controls/use-workspace.ts';
import { dayAndTime, inShort } from '../../model/state/messages.ts';
import { lineKey, type ShownEvent } from '../../model/state/compare-state.ts';
import { DiffWords } from '../../controls/DiffWords.tsx';

interface CellContentProps {
  readonly row: TableRow;
  readonly cell: TableCell;
  readonly shown: ShownEvent;
  /** Keys of the lines that were put off. */
  readonly deferred: ReadonlySet<string>;
  /** The chosen line; -1 while the cell is not the chosen one. */
  readonly line: number;
}

/** What an outlet has of a row: its own words with what differs, or whether they were looked for. */
export const CellContent = memo(function CellContent(props: CellContentProps) {
  const { row, cell, shown, deferred, line } = props;
  return (
    <>
      {cell.renderings.map((rendering, index) => (
        <Line
          key={rendering.item}
          row={row}
          rendering={rendering}
          shown={shown}
          index={index}
          isChosen={index === line}
          isLate={deferred.has(lineKey(row, rendering))}
        />
      ))}
      <CoverageLine coverage={cell.coverage} />
    </>
  );
});

const OFFERED = { sign: '?', name: 'offered' };
const STATE_WORDS = { linked: 'linked', preselected: 'proposed', offered: 'offered' } as const;
/** Words of a verbatim rendering that are counted instead of shown. */
const MANY = 12;

interface LineProps {
  readonly row: TableRow;
  readonly rendering: CellRendering;
  readonly shown: ShownEvent;
  readonly index: number;
  readonly isChosen: boolean;
  readonly isLate: boolean;
}

function Line({ row, rendering, shown, index, isChosen, isLate }: LineProps) {
  const item = shown.table.items[rendering.item];
  if (!item) return null;
  const { state, same, findings } = rendering;
  const isOffered = state === 'offered';
  const { sign, name } = isOffered ? OFFERED : CLASS_WORDS[rendering.class];
  const said = item.speaker?.name ?? null;
  return (
    <div
      className={`compare-cell-line is-${state} ${isChosen ? 'is-chosen' : ''}`}
      data-line={index}
    >
      <span
        className="compare-sign"
        title={`${name}, ${STATE_WORDS[state]}`}
        role="img"
        aria-label={`${name}, ${STATE_WORDS[state]}:`}
      >
        {sign}
      </span>
      <span className="compare-cell-words">
        <Words row={row} rendering={rendering} shown={shown} />
        {same.length > 0 ? (
          <span className="compare-times" title={`${same.length + 1} times`}>
            {' '}
            ×{same.length + 1}
          </span>
        ) : null}
        {rendering.isClassGiven ? <span className="hint"> {name}</span> : null}
        {said !== null && !isOffered && !isSameName(said, row.who) ? (
          <span className="compare-said">
            {' '}
            says: <bdi>{showHidden(said)}</bdi>
          </span>
        ) : null}
        {findings.length > 0 ? <Alarm findings={findings} shown={shown} /> : null}
        {isLate ? <span className="hint"> later</span> : null}
      </span>
    </div>
  );
}

/** Whether two names have a word in common, as two spellings of one person do. */
function isSameName(name: string, other: string | null): boolean {
  const words = fold(other ?? '').split(/\s+/u);
  return fold(name)
    .split(/\s+/u)
    .some((word) => words.includes(word));
}

type WordsProps = Pick<LineProps, 'row' | 'rendering' | 'shown'>;

/** They are the same whether the cell is the chosen one or not. */
const Words = memo(function Words({ row, rendering, shown }: WordsProps) {
  const item = shown.table.items[rendering.item];
  const base = shown.table.items[row.base];
  if (!item || !base) return null;
  const isWhole = rendering.class === 'verbatim' || rendering.class === 'punctuation';
  if (isWhole && item.length > MANY) return <>{countOf(item.length, 'word')}</>;
  const isCompared =
    rendering.state !== 'offered' &&
    ['elided', 'spliced', 'altered', 'other-translation'].includes(rendering.class);
  if (!isCompared) return <bdi className="diff-words">{showHidden(inShort(item.words, 160))}</bdi>;
  return <DiffWords parts={wordDiff(base.words, item.words)} />;
});

/** That something about these words is worth a look. */
function Alarm({
  findings,
  shown,
}: {
  readonly findings: readonly string[];
  readonly shown: ShownEvent;
}) {
  const kinds = findings.flatMap((key) => {
    const finding = shown.comparison.findings.find((each) => each.key === key);
    return finding ? [FINDING_NAMES[finding.type]] : [];
  });
  const words = [...new Set(kinds)].join(', ');
  return (
    <span className="compare-alarm" title={words} role="img" aria-label={`Finding: ${words}`}>
      {' '}
      !
    </span>
  );
}

function CoverageLine({ coverage }: { readonly coverage: Coverage }) {
  const workspace = useWorkspace();
  switch (coverage.type) {
    case 'present':
    case 'offered':
      return null;
    case 'unchecked':
      return <span className="compare-coverage">– not yet checked</span>;
    case 'absent':
      return (
        <span
          className="compare-coverage is-absent"
          title={`${workspace.names.nameOfAnnotator(coverage.creator)}, ${dayAndTime(coverage.decided)}`}
        >
          ∅ checked, absent
          <span className="hint">
            {' '}
            · <bdi>{workspace.names.nameOfAnnotator(coverage.creator)}</bdi>,{' '}
            {dayAndTime(coverage.decided)}
          </span>
        </span>
      );
  }
}
