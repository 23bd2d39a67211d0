import { countOf } from '#core/numbers.ts';

import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { ListedItems } from '../model/state/agreement-view.ts';

interface ListedLineProps {
  readonly listed: ListedItems;
  /** Items that the list shows. */
  readonly here: number;
}

/** Says that the list shows only what is behind a number, and leads to the rest of it. */
export function ListedLine({ listed, here }: ListedLineProps) {
  const workspace = useWorkspace();
  const articleId = useAppState((state) => state.article?.id ?? '');
  const { words, count, noun, articles } = listed;
  const next = articles[(articles.indexOf(articleId) + 1) % articles.length];
  const whole =
    articles.length > 1
      ? `${countOf(count, noun)} in ${countOf(articles.length, 'article')}.`
      : noun === 'item' && here < count
        ? `${here.toLocaleString('en')} of ${countOf(count, noun)} here.`
        : '';
  return (
    <p className="pane-line">
      <span>
        Only: <bdi>{words}</bdi>. {whole}
      </span>{' '}
      {articles.length > 1 && next !== undefined ? (
        <button type="button" className="link" onClick={() => void workspace.articles.open(next)}>
          Next article
        </button>
      ) : null}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.review.listEverything();
        }}
      >
        Show everything
      </button>
    </p>
  );
}
