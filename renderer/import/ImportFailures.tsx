import type { ImportOutcome } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { CopyList } from './reading/CopyList.tsx';

/** What could not be stored of the files that were chosen, and why. */
export function ImportFailures({
  outcome,
  onClose,
}: {
  readonly outcome: ImportOutcome;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      title="Some files were not imported"
      onClose={onClose}
      actions={
        <>
          <CopyList lines={outcome.failed.map(({ name, reason }) => `${name}: ${reason}`)} />
          <button type="button" className="primary" onClick={onClose}>
            Close
          </button>
        </>
      }
    >
      <p>
        {countOf(outcome.imported.length, 'file')} imported. The rest is listed with its reason;
        nothing of it was stored.
      </p>
      <ul>
        {outcome.failed.map((each) => (
          <li key={each.name}>
            <bdi>{showHidden(each.name)}</bdi>: {showHidden(each.reason)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
