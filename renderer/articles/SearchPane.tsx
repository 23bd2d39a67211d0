import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { SearchHit } from '#core/contract/articles.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Icon } from '../controls/Icon.tsx';
import { FIND_DEFAULTS } from '../model/article/find.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** How long typing rests before the search begins, in milliseconds. */
const REST = 200;

/** Find in all articles: hits by article, each opening at its place while the list stays. */
export function SearchPane() {
  const workspace = useWorkspace();
  const search = useAppState((state) => state.search);
  const [query, setQuery] = useState(search?.query ?? '');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  useEffect(() => {
    if (query === workspace.state.search?.query) return;
    const timer = window.setTimeout(() => void workspace.search.look(query, FIND_DEFAULTS), REST);
    return () => {
      window.clearTimeout(timer);
    };
  }, [query, workspace]);
  /** Looks at once for what was typed, and opens the first place where it is. */
  const enter = async (): Promise<void> => {
    const { search: now } = workspace.state;
    if (query !== now?.query || now.hits === null)
      await workspace.search.look(query, FIND_DEFAULTS);
    const [hit] = workspace.state.search?.hits ?? [];
    const [match] = hit?.matches ?? [];
    if (hit && match) await workspace.articles.open(hit.articleId, match.span);
  };
  return (
    <>
      <header className="pane-head">
        <h2>Find in all articles</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the search"
          onClick={() => {
            workspace.search.close();
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="pane-filter">
        <input
          ref={input}
          type="search"
          aria-label="Find in all articles"
          placeholder="Words, or @ and a name"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              firstHit(list.current)?.focus();
            } else if (event.key === 'Enter') {
              event.preventDefault();
              void enter();
            }
          }}
        />
      </div>
      <p className="articles-search-count">{countInWords(query, search?.hits ?? null)}</p>
      <ul
        ref={list}
        className="articles-search-hits"
        aria-label="Matches"
        onKeyDown={moveAmongHits}
      >
        {search?.hits?.map((hit) => (
          <HitsInArticle key={hit.articleId} hit={hit} />
        ))}
      </ul>
    </>
  );
}

/** `hits` is `null` while the search goes on. */
function countInWords(query: string, hits: readonly SearchHit[] | null): string {
  if (query === '') return 'Type what to look for.';
  if (hits === null) return 'Searching…';
  const total = hits.reduce((sum, hit) => sum + hit.total, 0);
  if (total === 0) return 'Not found in any article.';
  return `${countOf(total, 'match', 'matches')} in ${countOf(hits.length, 'article')}`;
}

function HitsInArticle({ hit }: { readonly hit: SearchHit }) {
  const workspace = useWorkspace();
  return (
    <li>
      <h3>
        <bdi>{showHidden(hit.title)}</bdi> <span className="count">{hit.total}</span>
      </h3>
      <ul>
        {hit.matches.map((match) => (
          <li key={match.span.start}>
            <button
              type="button"
              className="articles-search-hit"
              onClick={() => void workspace.articles.open(hit.articleId, match.span)}
            >
              {showHidden(match.snippet.slice(0, match.from))}
              <mark>{showHidden(match.snippet.slice(match.from, match.to))}</mark>
              {showHidden(match.snippet.slice(match.to))}
            </button>
          </li>
        ))}
      </ul>
      {hit.total > hit.matches.length ? (
        <p className="hint">
          and {countOf(hit.total - hit.matches.length, 'more match', 'more matches')}
        </p>
      ) : null}
    </li>
  );
}

function firstHit(list: HTMLElement | null): HTMLElement | null {
  return list?.querySelector<HTMLElement>('.articles-search-hit') ?? null;
}

/** Arrow keys go from match to match. */
function moveAmongHits(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>('.articles-search-hit')];
  const index = hits.findIndex((hit) => hit === document.activeElement);
  hits[Math.min(Math.max(index + step, 0), hits.length - 1)]?.focus();
}
