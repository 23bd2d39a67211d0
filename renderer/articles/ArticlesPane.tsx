// The list of articles with its filter, search and trash. The article itself is in article.
import { memo, useCallback, useMemo, type KeyboardEvent } from 'react';

import { countOf } from '#core/numbers.ts';

import { tipOf } from '../model/window/key-words.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { FilterField } from '../controls/fields/FilterField.tsx';
import type { AppState } from '../model/state/app-state.ts';
import { listRowsOf, versionPlaces, type ListRow } from '../model/state/article-list.ts';
import type { How } from '../model/state/tag-list.ts';
import { CommandKey, KeyHint } from '../commands/CommandKey.tsx';
import { VirtualList } from '../controls/lists/VirtualList.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import { useAfterFrame } from '../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { ArticleRow } from './ArticleRow.tsx';
import { EventRow } from './EventRow.tsx';
import { useDragToEvent } from './use-drag-to-event.ts';
import { SearchPane } from './SearchPane.tsx';
import '../controls/pane.css';
import './articles.css';

/** CSS pixels of one article's row, and of the row of an event. */
const ROW_HEIGHT = { 'one-line': 30, 'two-lines': 62 } as const;
const EVENT_HEIGHT = 34;

/** The articles of the library by event, with their tags and whether they are done. */
export function ArticlesPane() {
  const asked = useAppState((state) => state.search?.asked);
  return (
    <div className="pane" data-pane="articles">
      {asked === undefined ? <DrawnArticles /> : <SearchPane key={asked} />}
    </div>
  );
}

/** The list as it is drawn: the frame after what changes the counts of an article. */
function DrawnArticles() {
  return <ArticleList articles={useAfterFrame(useAppState((state) => state.articles))} />;
}

const ArticleList = memo(function ArticleList({ articles }: Pick<AppState, 'articles'>) {
  const workspace = useWorkspace();
  const openId = useAppState((state) => state.article?.id ?? state.failed?.articleId);
  const filter = useAppState((state) => state.articleFilter);
  const gaps = useAppState((state) => state.gaps);
  const selected = useAppState((state) => state.selectedArticles);
  const eventRow = useAppState((state) => state.eventRow);
  const density = useAppState((state) => state.settings.articleRows);
  const listed = useListedRows(articles);
  const { onMove, onChoose, onKey } = useChoosing(listed);
  const { onDrag, target, handlers } = useDragToEvent();
  const height = ROW_HEIGHT[density];
  const currentId = eventRow ?? selected.at(-1) ?? openId;
  const current = listed.findIndex(
    ({ type, id }) => id === currentId && (type === 'event') === (eventRow !== null),
  );
  return (
    <>
      <ListHead />
      <FilterField
        label="Filter articles"
        value={filter}
        onChange={(typed) => {
          workspace.chosenArticles.filter(typed);
        }}
      />
      <div className="articles-list" {...handlers}>
        <VirtualList
          label="Articles"
          name="articles"
          count={listed.length}
          rowHeight={height}
          extraAt={(index) => (listed[index]?.type === 'event' ? EVENT_HEIGHT - height : 0)}
          keyOf={(index) => `${listed[index]?.type} ${listed[index]?.id}`}
          current={current}
          onMove={onMove}
          onKey={onKey}
          empty={<EmptyArticles filtered={filter.trim() !== ''} />}
          row={(index, focused) => {
            const row = listed[index];
            if (!row) return null;
            if (row.type === 'event')
              return (
                <EventRow
                  row={row}
                  focused={focused}
                  current={index === current}
                  isTarget={row.id === target}
                />
              );
            const { article, version } = row;
            return (
              <ArticleRow
                article={article}
                version={version?.number ?? 0}
                versions={version?.of ?? 0}
                open={article.id === openId}
                focused={focused}
                selected={selected.includes(article.id)}
                oneLine={density === 'one-line'}
                onChoose={onChoose}
                onDrag={onDrag}
              />
            );
          }}
        />
      </div>
      {openId !== undefined && gaps !== null && gaps > 0 ? <Gaps count={gaps} /> : null}
    </>
  );
});

/** The events with the articles that the filter leaves. */
function useListedRows(articles: AppState['articles']): readonly ListRow[] {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const filter = useAppState((state) => state.articleFilter);
  const versions = useMemo(() => versionPlaces(articles), [articles]);
  return useMemo(
    () => listRowsOf(workspace.chosenArticles.listed(), events, filter.trim() !== '', versions),
    // The slice reads them from the state.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [workspace, articles, events, filter, versions],
  );
}

/** What mouse and keys choose. */
function useChoosing(listed: readonly ListRow[]) {
  const { chosenArticles, focus } = useWorkspace();
  const onMove = (index: number, isExtending: boolean): void => {
    const row = listed[index];
    if (!row) return;
    if (row.type === 'event') {
      if (!isExtending) chosenArticles.chooseEvent(row.id);
    } else void chosenArticles.choose(row.id, isExtending ? 'extend' : 'alone');
  };
  // Rows keep what they were given, so that only those that change are drawn again.
  const onChoose = useCallback(
    async (id: string, how: How): Promise<void> => {
      // Another pane may have been gone to while the article was read.
      const mayTakeFocus = focus.remember();
      if ((await chosenArticles.choose(id, how)) && mayTakeFocus()) focus.toText();
    },
    [chosenArticles, focus],
  );
  const onKey = (event: KeyboardEvent, index: number): void => {
    const isWithCtrl = event.ctrlKey || event.metaKey;
    const row = listed[index];
    if (isWithCtrl && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      chosenArticles.chooseAll();
    } else if (isWithCtrl && event.key === ' ' && row?.type === 'article') {
      event.preventDefault();
      void chosenArticles.choose(row.id, 'toggle');
    }
  };
  return { onMove, onChoose, onKey };
}

function ListHead() {
  const workspace = useWorkspace();
  const count = useAppState((state) => state.articles.length);
  const selected = useAppState((state) => state.selectedArticles.length);
  return (
    <header className="pane-head">
      <h2>
        Articles <span className="count">{count.toLocaleString('en')}</span>
      </h2>
      {selected > 1 ? <span className="hint">{selected.toLocaleString('en')} selected</span> : null}
      <button
        type="button"
        className="icon-button"
        aria-label="Sort and rows"
        aria-haspopup="menu"
        title="Sort and rows"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          workspace.menus.show({ about: 'list', at: { x: left, y: bottom } });
        }}
      >
        <Icon name="sort" />
      </button>
      <CommandButton command="open" icon="plus" />
    </header>
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
          runButtonCommand(workspace, 'next-gap');
        }}
      >
        {countOf(count, 'quotation')} untagged <KeyHint command="next-gap" />
      </button>
    </footer>
  );
}

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
            workspace.chosenArticles.filter('');
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
          runButtonCommand(workspace, 'open');
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
