import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { keyTextsOf } from '../model/window/key-words.ts';
import { tagsOf } from '../model/state/article-list.ts';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** The one thing that is asked before it is done, although it can be taken back. */
export function DeleteArticlesDialog({ articles: ids }: { readonly articles: readonly string[] }) {
  const workspace = useWorkspace();
  const all = useAppState((state) => state.articles);
  const wanted = new Set(ids);
  const articles = all.filter(({ id }) => wanted.has(id));
  const close = (): void => {
    workspace.dialogs.close();
  };
  const [first] = articles;
  if (!first) return null;
  const total = articles.reduce((sum, article) => sum + tagsOf(article), 0);
  const isOne = articles.length === 1;
  const remove = (): void => {
    close();
    void workspace.arrange.delete(articles.map(({ id }) => id));
  };
  return (
    <Dialog
      title={isOne ? 'Delete this article?' : `Delete ${countOf(articles.length, 'article')}?`}
      className="narrow"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Keep
          </button>
          <button type="button" className="danger" onClick={remove}>
            Delete
          </button>
        </>
      }
    >
      <p>
        {isOne ? (
          <>
            “<bdi>{showHidden(first.details.title)}</bdi>” and its {countOf(total, 'tag')} leave
          </>
        ) : (
          `${countOf(articles.length, 'article')} and their ${countOf(total, 'tag')} leave`
        )}{' '}
        the library. They stay in Deleted Articles for 30 days, and{' '}
        {keyTextsOf(workspace, 'undo')[0]} brings them back.
      </p>
    </Dialog>
  );
}
