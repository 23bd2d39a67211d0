import type { ExportDone } from '#core/contract/export.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';
import { checkedInWords, exportedInWords, originalsInWords } from '../model/forms/export-form.ts';

/** What was exported, and the ways to the file. */
export function ExportedDialog({
  done,
  onClose,
}: {
  readonly done: ExportDone;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  return (
    <Dialog
      title="Exported"
      className="narrow"
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            onClick={() => {
              workspace.export.showSaved();
            }}
          >
            Show in folder
          </button>
          <button
            type="button"
            onClick={() => {
              workspace.export.copyPath(done.path);
            }}
          >
            Copy path
          </button>
          <button type="button" className="primary" onClick={onClose}>
            Done
          </button>
        </>
      }
    >
      <p>
        <bdi>{exportedInWords(done)}</bdi> {checkedInWords(done)}{' '}
        <bdi>{originalsInWords(done)}</bdi>
      </p>
    </Dialog>
  );
}
