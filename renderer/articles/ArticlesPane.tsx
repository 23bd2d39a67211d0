// The list of articles with its filter, search and trash. The article itself is in article.
import { memo, useMemo } from 'react';

import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { tipOf } from '../model/window/key-words.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { FilterField } from '../controls/FilterField.tsx';
import { filterArticles, startsEvent } from '../model/state/article-list.ts';
import { CommandKey } from '../commands/CommandKey.tsx';
import { Icon } from '../controls/Icon.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { colorOf } from '../editor/paint/palette.ts';
import { runCommand } from '../commands/run-command.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { SearchPane } from './SearchPane.tsx';
import '../controls/pane.css';
import './articles.css';

/** CSS pixels of one article's row, and of the event's name over the first of its articles. */
const ROW_HEIGHT = 72;
const EVENT_HEIGHT = 34;

/** The articles of the library by event, with their tags and whether they are done. */
export function ArticlesPane() {
  const asked = useAppState((state) => state.search?.asked);
  return (
    <div className="pane" data-pane="articles">
      {asked === undefined ? <ArticleList /> : <SearchPane key={asked} />}
    </div>
  );
}

function ArticleList() {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.articles);
  const eventList = useAppState((state) => state.library.events);
  const openId = useAppState((state) => state.article?.id ?? state.failed?.articleId);
  const filter = useAppState((state) => state.articleFilter);
  const gaps = useAppState((state) => state.gaps);
  const events = useMemo(
    () => new Map(eventList.map((event) => [event.id, event.title])),
    [eventList],
  );

  const listed = useMemo(
    () => filterArticles(articles, filter, events),
    [articles, filter, events],
  );
  const current = listed.findIndex(({ id }) => id === openId);

  return (
    <>
      <header className="pane-head">
        <h2>
          Articles <span className="count">{articles.length.toLocaleString('en')}</span>
        </h2>
        <CommandButton command="open" icon="plus" />
      </header>
      <FilterField
        label="Filter articles"
        value={filter}
        onChange={(articleFilter) => {
          workspace.store.set({ articleFilter });
        }}
      />
      <VirtualList
        label="Articles"
        name="articles"
        count={listed.length}
        rowHeight={ROW_HEIGHT}
        extraAt={(index) => (startsEvent(listed, index) ? EVENT_HEIGHT : 0)}
        keyOf={(index) => listed[index]?.id ?? String(index)}
        current={current}
        onMove={(index) => {
          const article = listed[index];
          if (article) void workspace.articles.open(article.id);
        }}
        empty={<EmptyArticles filtered={filter.trim() !== ''} />}
        row={(index, focused) => {
          const article = listed[index];
          if (!article) return null;
          const event = article.details.event;
          return (
            <>
              {startsEvent(listed, index) ? (
                <h3 className="articles-event" title={events.get(event ?? '') ?? 'No event'}>
                  <bdi>{showHidden(events.get(event ?? '') ?? 'No event')}</bdi>
                </h3>
              ) : null}
              <ArticleRow article={article} open={article.id === openId} focused={focused} />
            </>
          );
        }}
      />
      {openId !== undefined && gaps !== null && gaps > 0 ? <Gaps count={gaps} /> : null}
    </>
  );
}

/** How many quotations of the article have no tag, and the way to the next one. */
function Gaps({ count }: { readonly count: number }) {
  const workspace = useWorkspace();
  return (
    <footer className="pane-foot">
      <button
        type="button"
        className="link"
        title={tipOf(workspace, 'next-gap')}
        onClick={() => {
          runCommand(workspace, 'next-gap');
        }}
      >
        {countOf(count, 'quotation')} untagged <CommandKey command="next-gap" />
      </button>
    </footer>
  );
}

interface ArticleRowProps {
  readonly article: ArticleSummary;
  readonly open: boolean;
  readonly focused: boolean;
}

const ArticleRow = memo(function ArticleRow({ article, open, focused }: ArticleRowProps) {
  const workspace = useWorkspace();
  const categories = useAppState((state) => state.library.codebook.categories);
  const { details } = article;
  const total = Object.values(article.tagCounts).reduce((sum, count) => sum + count, 0);
  const state = details.done ? 'done' : total > 0 ? 'begun' : 'not begun';
  const counts = categories.flatMap(({ id, letter }) => {
    const count = article.tagCounts[id] ?? 0;
    return count === 0 ? [] : [{ id, letter, count }];
  });
  const sign = details.done ? 'done' : total > 0 ? 'begun' : 'open';
  const outlet = details.outlet ?? 'Outlet unknown';
  const goIn = async (): Promise<void> => {
    if (await workspace.articles.open(article.id)) workspace.focus.toText();
  };
  return (
    <button
      type="button"
      className="articles-row"
      tabIndex={focused ? 0 : -1}
      aria-current={open ? 'true' : undefined}
      aria-label={[
        details.title,
        outlet,
        ...counts.map(({ letter, count }) => `${letter} ${count}`),
        countOf(total, 'tag'),
        state,
        ...(details.flagged ? ['flagged'] : []),
      ].join(', ')}
      onClick={() => void goIn()}
    >
      <span className={`articles-state is-${sign}`}>
        <Icon name={sign} />
      </span>
      <span className="articles-row-title">
        <bdi>{showHidden(details.title)}</bdi>
      </span>{' '}
      <span className="articles-row-outlet">
        {details.flagged ? <Icon name="flag" /> : null}
        <bdi className={details.outlet === null ? 'gap' : ''}>{showHidden(outlet)}</bdi>
      </span>{' '}
      <span className="articles-row-counts">
        {total === 0 ? <span>0</span> : null}
        {counts.map(({ id, letter, count }) => (
          <span key={id} className="articles-category-count" style={{ borderColor: colorOf(id) }}>
            {letter} {count}{' '}
          </span>
        ))}
      </span>
    </button>
  );
});

function EmptyArticles({ filtered }: { readonly filtered: boolean }) {
  const workspace = useWorkspace();
  if (filtered) {
    return (
      <p>
        No articles match.{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            workspace.store.set({ articleFilter: '' });
          }}
        >
          Clear filter
        </button>
      </p>
    );
  }
  return <p>No articles yet.</p>;
}

/** What an empty library offers. */
export function NoArticles() {
  const workspace = useWorkspace();
  return (
    <p className="articles-none">
      No articles yet.{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          runCommand(workspace, 'open');
        }}
      >
        Import articles…
      </button>{' '}
      (<CommandKey command="open" />) or{' '}
      <button
        type="button"
        className="link"
        onClick={() => void workspace.changes.editLibrary({ kind: 'add-sample' })}
      >
        open the sample
      </button>{' '}
      — five reports on one event.
    </p>
  );
}
