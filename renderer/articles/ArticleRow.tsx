import { memo, type MouseEvent } from 'react';

import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Icon } from '../controls/Icon.tsx';
import { useAppState } from '../controls/use-workspace.ts';
import { colorOf } from '../editor/paint/palette.ts';
import { sourceOf, tagsOf } from '../model/state/article-list.ts';
import { ReviewMarks, useReviewInWords, useReviewOf } from './ReviewMarks.tsx';
import type { How } from '../model/state/tag-list.ts';

interface ArticleRowProps {
  readonly article: ArticleSummary;
  /** Which of several versions it is, from 1; 0 where there is but one. */
  readonly version: number;
  readonly versions: number;
  readonly open: boolean;
  readonly focused: boolean;
  readonly selected: boolean;
  /** Source, title and counts stand beside each other. */
  readonly oneLine: boolean;
  readonly onChoose: (id: string, how: How) => unknown;
  readonly onDrag: (id: string, data: DataTransfer) => void;
}

/** How the mouse chooses, by the keys that are held. */
function howOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): How {
  return ctrlKey || metaKey ? 'toggle' : shiftKey ? 'extend' : 'alone';
}

/** One article of the list: where it is from, what it is called, and how far it is tagged. */
export const ArticleRow = memo(function ArticleRow(props: ArticleRowProps) {
  const { article, version, versions, open, focused, selected, oneLine, onChoose, onDrag } = props;
  const categories = useAppState((state) => state.library.codebook.categories);
  const { details } = article;
  const total = tagsOf(article);
  const state = details.done ? 'done' : total > 0 ? 'begun' : 'not begun';
  const counts = categories.flatMap(({ id, letter }) => {
    const count = article.tagCounts[id] ?? 0;
    return count === 0 ? [] : [{ id, letter, count }];
  });
  const sign = details.done ? 'done' : total > 0 ? 'begun' : 'open';
  const source = sourceOf(article);
  const versionWords = `version ${version} of ${versions}`;
  const review = useReviewOf(article);
  const reviewWords = useReviewInWords(review);
  return (
    <button
      type="button"
      className={`articles-row ${oneLine ? 'is-one-line' : ''} ${review ? 'has-marks' : ''} ${version > 1 ? 'is-later-version' : ''}`}
      data-article={article.id}
      tabIndex={focused ? 0 : -1}
      aria-current={open ? 'true' : undefined}
      aria-pressed={selected}
      aria-label={[
        details.title,
        source,
        ...(details.published === null ? [] : [details.published]),
        ...counts.map(({ letter, count }) => `${letter} ${count}`),
        countOf(total, 'tag'),
        state,
        ...(version > 0 ? [versionWords] : []),
        ...(details.flagged ? ['flagged'] : []),
        ...reviewWords,
      ].join(', ')}
      title={oneLine ? showHidden(details.title) : undefined}
      draggable
      onDragStart={(event) => {
        onDrag(article.id, event.dataTransfer);
      }}
      onClick={(event) => {
        onChoose(article.id, howOf(event));
      }}
    >
      <span className={`articles-state is-${sign}`}>
        <Icon name={sign} />
      </span>
      <span className="articles-row-title">
        <bdi>{showHidden(details.title)}</bdi>
      </span>{' '}
      <span className="articles-row-source">
        {details.flagged ? <Icon name="flag" /> : null}
        {version > 0 ? (
          <span className="articles-version" title={versionWords}>
            v{version}
          </span>
        ) : null}{' '}
        <bdi className={details.outlet === null ? 'is-file' : ''}>{showHidden(source)}</bdi>
      </span>{' '}
      {details.published === null ? null : (
        <bdi className="articles-row-date">{showHidden(details.published)}</bdi>
      )}{' '}
      <span className="articles-row-counts">
        {total === 0 ? <span>0</span> : null}
        {counts.map(({ id, letter, count }) => (
          <span key={id} className="articles-category-count" style={{ borderColor: colorOf(id) }}>
            {letter} {count}{' '}
          </span>
        ))}
      </span>
      {review ? <ReviewMarks review={review} /> : null}
    </button>
  );
});
