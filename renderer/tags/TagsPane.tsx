import {
  memo,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

import { tagHull, type Tag } from '#core/tags/tag.ts';
import { findCategory, type Category } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { keyTextsOf } from '../model/key-words.ts';
import { revealTag } from '../model/pick-tag.ts';
import type { ArticleModel } from '../model/article-model.ts';
import { countOf, quoted } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { TagForm } from './TagForm.tsx';
import '../controls/pane.css';
import '../controls/tag-list.css';
import './tags.css';

/** CSS pixels of one row of the list. */
const ROW_HEIGHT = 50;

/** The tags of the article in document order, and the details of the selected one. */
export function TagsPane() {
  const article = useAppState((state) => state.article);
  if (!article) return <div className="pane" data-pane="tags" />;
  return (
    <div className="pane">
      <TagListSection article={article} />
      <TagForm article={article} />
    </div>
  );
}

function TagListSection({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const version = useAppState((state) => state.articleVersion);
  const filter = useAppState((state) => state.tagFilter);
  const shownSet = useAppState((state) => state.shownSet);
  const selected = useAppState((state) => state.selectedTags);
  const anchor = useRef<string | null>(null);
  const ownName = useAppState((state) => state.library.self.name);
  const codebook = useAppState((state) => state.library.codebook);
  const foreign = article.sets.find((set) => set.annotator.id === shownSet);

  const listed = useMemo(() => {
    const all: TagSource = foreign ? sourceOf(foreign.tags) : article.tags;
    if (filter.trim() === '') return all;
    const wanted = filter.trim().toLowerCase();
    const matches: Tag[] = [];
    for (const tag of all)
      if (searchable(workspace, article, tag).includes(wanted)) matches.push(tag);
    return sourceOf(matches);
    // The index is changed in place; its version says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [article, foreign, filter, version, workspace]);

  const activeId = selected.at(-1);
  const current = activeId === undefined ? -1 : listed.rankOf(activeId);

  const choose = (index: number, extend: boolean, toggle: boolean): void => {
    const tag = listed.at(index);
    if (!tag || foreign) {
      if (tag) workspace.surface?.reveal(tagHull(tag));
      return;
    }
    if (toggle) {
      const others = selected.filter((id) => id !== tag.id);
      workspace.selectTags(others.length < selected.length ? others : [...selected, tag.id]);
      anchor.current = tag.id;
    } else if (extend && activeId !== undefined) {
      if (anchor.current === null || !selected.includes(anchor.current)) anchor.current = activeId;
      const from = listed.rankOf(anchor.current);
      const ids = rangeOf(listed, from, index);
      workspace.selectTags([...ids.filter((id) => id !== tag.id), tag.id]);
    } else {
      anchor.current = tag.id;
      revealTag(workspace, tag);
    }
  };

  // Rows keep what they were given, so that only those that change are drawn again.
  const latest = useRef(choose);
  useLayoutEffect(() => {
    latest.current = choose;
  });
  const onChoose = useCallback((index: number, event: MouseEvent): void => {
    latest.current(index, event.shiftKey, event.ctrlKey || event.metaKey);
  }, []);

  const onKey = (event: KeyboardEvent, index: number): void => {
    const all = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
    if (all) {
      event.preventDefault();
      workspace.selectTags(rangeOf(listed, 0, listed.size - 1));
    } else if (event.key === ' ') {
      event.preventDefault();
      choose(Math.max(index, 0), false, event.ctrlKey || event.metaKey);
    }
  };

  return (
    <section className="tag-list" data-pane="tags">
      <header className="pane-head">
        <h2>
          Tags <span className="count">{listed.size.toLocaleString('en')}</span>
        </h2>
        {selected.length > 1 ? <span className="hint">{selected.length} selected</span> : null}
        {article.sets.length > 0 ? (
          <select
            aria-label="Whose tags"
            value={shownSet ?? ''}
            onChange={(event) => {
              workspace.showSet(event.target.value === '' ? null : event.target.value);
            }}
          >
            <option value="">Mine ({article.tags.size})</option>
            {article.sets.map((set) => (
              <option key={set.annotator.id} value={set.annotator.id}>
                {showHidden(set.annotator.name)}
                {/* Somebody else’s tags can never pass for one’s own. */}
                {set.annotator.name === ownName ? ' (imported)' : ''} ({set.tags.length})
              </option>
            ))}
          </select>
        ) : null}
      </header>
      <div className="pane-filter">
        <input
          type="search"
          aria-label="Filter tags"
          placeholder="Filter tags"
          value={filter}
          onChange={(event) => {
            workspace.store.set({ tagFilter: event.target.value });
          }}
        />
      </div>
      <VirtualList
        label="Tags"
        name="tags"
        count={listed.size}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => listed.at(index)?.id ?? String(index)}
        current={current}
        onMove={(index, extend) => {
          choose(index, extend, false);
        }}
        onKey={onKey}
        empty={<EmptyTags filter={filter} />}
        row={(index, focused) => {
          const tag = listed.at(index);
          if (!tag) return null;
          return (
            <TagRow
              tag={tag}
              index={index}
              article={article}
              category={findCategory(codebook, tag.category)}
              focused={focused}
              selected={selected.includes(tag.id)}
              active={tag.id === activeId}
              onChoose={onChoose}
            />
          );
        }}
      />
    </section>
  );
}

function EmptyTags({ filter }: { readonly filter: string }) {
  const workspace = useWorkspace();
  if (filter.trim() === '') {
    return (
      <p>
        Select text, then{' '}
        {keyTextsOf(workspace, 'tag-1').length > 0 ? (
          <>
            press <CommandKey command="tag-1" />–<CommandKey command="tag-9" />
          </>
        ) : (
          'choose a category'
        )}
        .
        {keyTextsOf(workspace, 'pick-quotation').length > 0 ? (
          <>
            {' '}
            Try <CommandKey command="pick-quotation" /> to pick the next quotation.
          </>
        ) : null}
      </p>
    );
  }
  return (
    <p>
      No tags match “{filter.trim()}”.{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.store.set({ tagFilter: '' });
        }}
      >
        Clear filter
      </button>
    </p>
  );
}

interface TagRowProps {
  readonly tag: Tag;
  /** Its place in the list. */
  readonly index: number;
  readonly article: ArticleModel;
  /** `undefined` for one that the codebook does not have. */
  readonly category: Category | undefined;
  readonly focused: boolean;
  readonly selected: boolean;
  readonly active: boolean;
  readonly onChoose: (index: number, event: MouseEvent) => void;
}

const TagRow = memo(function TagRow(props: TagRowProps) {
  const { tag, index, article, category, focused, selected, active, onChoose } = props;
  const speaker = tag.attributes['speaker'] ?? '';
  const more = shortDetails(category, tag);
  const label = category?.label ?? tag.category;
  const words = quoted(article.wordsOf(tag), 90);
  const place = article.paragraphNumber(tagHull(tag).start);
  return (
    <button
      type="button"
      className="tag-row"
      tabIndex={focused ? 0 : -1}
      aria-label={[
        `${label}${speaker === '' ? '' : `, ${speaker}`}: ${words}`,
        ...more,
        `paragraph ${place}`,
      ].join(', ')}
      aria-pressed={selected}
      aria-current={active ? 'true' : undefined}
      onClick={(event) => {
        onChoose(index, event);
      }}
    >
      <CategoryMark category={category} />
      <span className="tag-row-who">
        {label}
        {speaker === '' ? null : (
          <>
            {' · '}
            <bdi>{showHidden(speaker)}</bdi>
          </>
        )}
      </span>{' '}
      <bdi className="tag-row-words">{showHidden(words)}</bdi>{' '}
      {more.length === 0 ? null : (
        <span className="tag-row-more">
          {more.map((each) => (
            <bdi key={each}>{showHidden(each)} </bdi>
          ))}
        </span>
      )}
      <span className="tag-row-place" data-place={place} />
    </button>
  );
});

/** The chosen values of a tag apart from who speaks, in a word or two each. */
function shortDetails(category: Category | undefined, tag: Tag): string[] {
  const parts: string[] = [];
  for (const attribute of category?.attributes ?? []) {
    const value = tag.attributes[attribute.id];
    if (value === undefined || value === '' || attribute.id === 'speaker') continue;
    parts.push(attribute.values?.find(({ id }) => id === value)?.label ?? value);
  }
  if (tag.fragments.length > 1) parts.push(countOf(tag.fragments.length, 'fragment'));
  if (tag.note !== '') parts.push('with a note');
  return parts;
}

function searchable(workspace: Workspace, article: ArticleModel, tag: Tag): string {
  const category = workspace.categoryOf(tag);
  const label = category?.label ?? tag.category;
  const speaker = tag.attributes['speaker'] ?? '';
  const details = shortDetails(category, tag).join(' ');
  return `${label} ${speaker} ${article.wordsOf(tag)} ${details} ${tag.note}`.toLowerCase();
}

/** What the list needs of a sequence of tags; an index gives it without making a copy. */
interface TagSource extends Iterable<Tag> {
  readonly size: number;
  at(index: number): Tag | undefined;
  rankOf(id: string): number;
}

function sourceOf(tags: readonly Tag[]): TagSource {
  const ranks = new Map(tags.map((tag, index) => [tag.id, index]));
  return {
    size: tags.length,
    at: (index) => tags[index],
    rankOf: (id) => ranks.get(id) ?? -1,
    [Symbol.iterator]: () => tags[Symbol.iterator](),
  };
}

function rangeOf(tags: TagSource, from: number, to: number): string[] {
  const ids: string[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const tag = tags.at(index);
    if (tag) ids.push(tag.id);
  }
  return ids;
}
