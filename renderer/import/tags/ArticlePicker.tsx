import { useCallback } from 'react';

import { articleChoices } from '../../controls/sheets/ArticleChoices.tsx';
import { PickerDialog } from '../../controls/sheets/Picker.tsx';
import { useWorkspace } from '../../controls/use-workspace.ts';

/** A list of the library's articles to search in and to choose from. */
export function ArticlePicker({
  title,
  first,
  onChoose,
  onClose,
}: {
  readonly title: string;
  /** Ids of those that are likely. */
  readonly first: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const choices = useCallback(
    (query: string) => {
      const { articles } = workspace.state;
      const likely = first.flatMap((id) => articles.find((article) => article.id === id) ?? []);
      const others = articles.filter(({ id }) => !first.includes(id));
      return articleChoices(
        [...likely, ...others],
        query.trim(),
        ({ details }) => details.url ?? '',
      );
    },
    [workspace, first],
  );
  return (
    <PickerDialog
      title={title}
      placeholder="Title, outlet or file name of an article"
      choices={choices}
      empty="No article matches."
      onChoose={onChoose}
      onClose={onClose}
    />
  );
}
