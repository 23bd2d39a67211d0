import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { keyTextsOf } from '../model/window/key-words.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** The one thing that is asked before it is done, although it can be taken back. */
export function DeleteArticleDialog({ articleId }: { readonly articleId: string }) {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.articles.find(({ id }) => id === articleId));
  const close = (): void => {
    workspace.dialogs.close();
  };
  if (!article) return null;
  const total = Object.values(article.tagCounts).reduce((sum, count) => sum + count, 0);
  const remove = async (): Promise<void> => {
    close();
    if (await workspace.changes.editLibrary({ kind: 'trash-articles', articles: [articleId] })) {
      workspace.notices.say(
        `Deleted “${article.details.title}”. It stays in Deleted Articles for 30 days.`,
      );
    }
  };
  return (
    <Dialog
      title="Delete this article?"
      className="narrow"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Keep
          </button>
          <button type="button" className="danger" onClick={() => void remove()}>
            Delete
          </button>
        </>
      }
    >
      <p>
        “<bdi>{showHidden(article.details.title)}</bdi>” and its {countOf(total, 'tag')} leave the
        library. They stay in Deleted Articles for 30 days, and {keyTextsOf(workspace, 'undo')[0]}{' '}
        brings them back.
      </p>
    </Dialog>
  );
}
