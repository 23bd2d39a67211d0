import { useCallback } from 'react';

import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';

import { matchesQuery, PickerDialog, type Choice } from '../controls/Picker.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';

/** Most lines shown for one query. */
const LIMIT = 60;

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
      return choicesFor([...likely, ...others], query.trim());
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

function choicesFor(articles: readonly ArticleSummary[], query: string): Choice[] {
  const found: Choice[] = [];
  for (const { id, details, sourceName } of articles) {
    const text = `${details.title} ${details.outlet ?? ''} ${details.url ?? ''} ${sourceName}`;
    if (!matchesQuery(text, query)) continue;
    found.push({
      id,
      text,
      content: (
        <>
          <span className="grow">
            <bdi>{showHidden(details.title)}</bdi>
          </span>
          <span className="hint">
            <bdi>{showHidden(details.outlet ?? sourceName)}</bdi>
          </span>
        </>
      ),
    });
    if (found.length >= LIMIT) break;
  }
  return found;
}
