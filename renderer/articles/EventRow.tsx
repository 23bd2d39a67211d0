import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import type { ListRow } from '../model/state/article-list.ts';
import { useWorkspace } from '../controls/use-workspace.ts';

interface EventRowProps {
  readonly row: Extract<ListRow, { type: 'event' }>;
  readonly focused: boolean;
  readonly current: boolean;
  /** What is dragged would come into this event. */
  readonly isTarget: boolean;
}

/** The name of an event over its articles. */
export function EventRow({ row, focused, current, isTarget }: EventRowProps) {
  const { chosenArticles } = useWorkspace();
  const title = showHidden(row.title);
  return (
    <h3
      className={`articles-event ${isTarget ? 'is-target' : ''}`}
      data-event={row.id}
      tabIndex={focused ? 0 : -1}
      aria-label={`${title}, ${countOf(row.articles, 'article')}`}
      aria-current={current ? 'true' : undefined}
      title={title}
      onClick={() => {
        chosenArticles.chooseEvent(row.id);
      }}
    >
      <bdi>{title}</bdi> <span className="count">{row.articles.toLocaleString('en')}</span>
    </h3>
  );
}
