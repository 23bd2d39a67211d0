// What each section of Compare shows, side by side with the two passages that it is about. The table has
// a room of its own; what is shown is laid out by the model.
import { memo } from 'react';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { useAfterFrame } from '../../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { shownPlaces } from '../../model/compare/rows/shown-places.ts';
import { chosenCell, isOpenLine, type CompareState } from '../../model/state/compare-state.ts';
import { whyInWords } from '../../model/compare/rows/why-words.ts';
import { Actions } from './Actions.tsx';
import { TwoPassages } from './TwoPassages.tsx';
import { QuotationTable } from '../table/QuotationTable.tsx';

/** Families of quotations by article, and below them the two passages that are compared. */
export function QuotationsSection() {
  const workspace = useWorkspace();
  const shown = useAppState(({ compare }) => compare.shown);
  const options = useAppState(({ compare }) => compare.options);
  if (!shown) return null;
  if (shown.table.rows.length === 0) {
    return (
      <div className="empty compare-centred" data-pane="comparison" data-comparison>
        {options.show === 'all' ? (
          <>
            <p>No quotation was found in these articles.</p>
            <p className="hint">
              Passages and Claims work all the same; words without marks are linked from Annotate.
            </p>
            <p className="compare-offers">
              <ActionButton command="compare-passages" /> <ActionButton command="view-annotate" />
            </p>
          </>
        ) : (
          <>
            <p>No row is left with what is shown.</p>
            <button
              type="button"
              onClick={() => {
                workspace.compare.setShow('all');
              }}
            >
              Show all rows
            </button>
          </>
        )}
      </div>
    );
  }
  return (
    <div className="compare-stack">
      <QuotationTable shown={shown} />
      <Below />
    </div>
  );
}

/** The chosen words beside their base, and what can be done with them: drawn once the cell itself is on screen. */
function Below() {
  const compare = useAfterFrame(useAppState((state) => state.compare));
  return (
    <section className="compare-below" aria-label="The two passages" data-pane="passages">
      <BelowTable compare={compare} />
    </section>
  );
}

const BelowTable = memo(function BelowTable({ compare }: { readonly compare: CompareState }) {
  const workspace = useWorkspace();
  const { shown } = compare;
  return shown ? (
    <>
      <TwoPassages shown={shown} places={shownPlaces(compare, workspace.compare.looker)} />
      <WhatCanBeDone compare={compare} />
    </>
  ) : null;
});

function WhatCanBeDone({ compare }: { readonly compare: CompareState }) {
  const chosen = chosenCell(compare);
  if (!chosen) return null;
  const { row, rendering, cell } = chosen;
  return (
    <div className="compare-why">
      <p>{whyInWords(compare)}</p>
      {row.note === '' ? null : <p className="compare-note">Note: {row.note}</p>}
      <Actions
        commands={[
          ...(rendering && isOpenLine(row, rendering)
            ? (['link-cell', 'refuse-cell'] as const)
            : []),
          ...(rendering?.state === 'linked' ? (['take-out'] as const) : []),
          'link-with',
          ...(rendering && rendering.state !== 'offered'
            ? (['set-base', 'set-class'] as const)
            : []),
          ...(cell.coverage.type === 'present' ? [] : (['mark-absent'] as const)),
          'family-note',
          'side-by-side',
          'open-cell',
        ]}
      />
    </div>
  );
}
