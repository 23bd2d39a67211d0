import type { ExportDone } from '#core/contract/export.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { bridge } from '../bridge.ts';
import { Dialog } from '../controls/Dialog.tsx';

/** What was exported, and the ways to the file. */
export function ExportedDialog({
  done,
  onClose,
}: {
  readonly done: ExportDone;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      title="Exported"
      className="narrow"
      onClose={onClose}
      actions={
        <>
          <button type="button" onClick={() => void bridge.invoke('shell:show-export', undefined)}>
            Show in folder
          </button>
          <button
            type="button"
            onClick={() => void bridge.invoke('clipboard:write', { text: done.path })}
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
        Exported {countOf(done.articles, 'article')}, {countOf(done.tags, 'tag')} to{' '}
        <bdi>{showHidden(done.fileName)}</bdi>. The file was read back and every tag’s text checked
        against its article.
      </p>
    </Dialog>
  );
}
