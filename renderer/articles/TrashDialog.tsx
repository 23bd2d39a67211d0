import { showHidden } from '#core/guards/labels.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { dayAndTime } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Articles deleted in the last 30 days, each of which can come back. */
export function TrashDialog() {
  const workspace = useWorkspace();
  const trashed = useAppState((state) => state.library.trashed);
  const restore = async (id: string, title: string): Promise<void> => {
    if (await workspace.changes.editLibrary({ kind: 'restore-article', id }))
      workspace.notices.say(`Restored “${title}”.`);
  };
  return (
    <Dialog
      title="Deleted articles"
      onClose={() => {
        workspace.dialogs.close();
      }}
    >
      {trashed.length === 0 ? (
        <p className="empty">Nothing has been deleted in the last 30 days.</p>
      ) : (
        <ul className="plain-list" aria-label="Deleted articles">
          {trashed.map((article) => (
            <li key={article.id} className="list-line">
              <span>
                <bdi>{showHidden(article.title)}</bdi>
                <span className="hint"> deleted {dayAndTime(article.at)}</span>
              </span>
              <button type="button" onClick={() => void restore(article.id, article.title)}>
                Restore
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
