// The list of tags and the details of one. What choosing and changing does is in model.
import {
  memo,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

import { sourceOf } from '#core/people/names-in-tags.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import { findCategory, type Category } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { FilterField } from '../controls/fields/FilterField.tsx';
import { ListAndDetail } from '../controls/ListAndDetail.tsx';
import { VirtualList } from '../controls/lists/VirtualList.tsx';
import { keyTextsOf } from '../model/window/key-words.ts';
import { revealTag } from '../model/tags/pick-tag.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import {
  chooseRow,
  filterTags,
  idsBetween,
  shortDetails,
  tagSourceOf,
  type How,
  type TagSource,
} from '../model/state/tag-list.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { TagForm } from './TagForm.tsx';
import '../controls/pane.css';
import '../controls/lists/tag-list.css';
import './tags.css';

/** CSS pixels of one row of the list. */
const ROW_HEIGHT = 50;

/** The tags of the article in document order, and the details of the selected one. */
export function TagsPane() {
  const article = useAppState((state) => state.article);
  if (!article) return <div className="pane" data-pane="tags" />;
  return (
    <div className="pane">
      <ListAndDetail
        view="annotate"
        list={<TagListSection article={article} />}
        detail={<TagForm article={article} />}
      />
    </div>
  );
}

function TagListSection({ article }: { readonly article: ArticleModel }) {
  const shownSet = useAppState((state) => state.shownSet);
  const filter = useAppState((state) => state.tagFilter);
  const selected = useAppState((state) => state.selectedTags);
  const codebook = useAppState((state) => state.library.codebook);
  const foreign = article.sets.find((set) => set.annotator.id === shownSet);
  const listed = useListedTags(article, foreign?.tags);
  const { choose, onChoose, onKey } = useChoosing(listed, foreign !== undefined);
  const activeId = selected.at(-1);
  return (
    <section className="tag-list" data-pane="tags">
      <TagListHead
        article={article}
        listed={listed.size}
        all={foreign?.tags.length ?? article.tags.size}
      />
      <VirtualList
        key={article.id}
        label="Tags"
        name="tags"
        count={listed.size}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => listed.at(index)?.id ?? String(index)}
        current={activeId === undefined ? -1 : listed.rankOf(activeId)}
        onMove={(index, extend) => {
          choose(index, extend ? 'extend' : 'alone');
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

/** The tags of one's own, or of somebody else, that the filter leaves. */
function useListedTags(article: ArticleModel, foreign: readonly Tag[] | undefined): TagSource {
  const workspace = useWorkspace();
  const version = useAppState((state) => state.articleVersion);
  const filter = useAppState((state) => state.tagFilter);
  return useMemo(
    () =>
      filterTags(
        foreign ? tagSourceOf(foreign) : article.tags,
        filter,
        article,
        workspace.names.categoryOf,
        workspace.people.spellingsOf,
      ),
    // The index is changed in place; its version says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [article, foreign, filter, version, workspace],
  );
}

/** What mouse and keys choose; somebody else's tags are shown and not selected. */
function useChoosing(listed: TagSource, isForeign: boolean) {
  const workspace = useWorkspace();
  const anchor = useRef<string | null>(null);
  const choose = (index: number, how: How): void => {
    const tag = listed.at(index);
    if (!tag) return;
    if (isForeign) {
      workspace.surface?.reveal(tagHull(tag));
      return;
    }
    const before = { selected: workspace.state.selectedTags, anchor: anchor.current };
    const chosen = chooseRow(listed, before, tag, how);
    anchor.current = chosen.anchor;
    if (how === 'alone') revealTag(workspace, tag);
    else workspace.selection.selectTags(chosen.selected);
  };
  // Rows keep what they were given, so that only those that change are drawn again.
  const latest = useRef(choose);
  useLayoutEffect(() => {
    latest.current = choose;
  });
  const onChoose = useCallback((index: number, event: MouseEvent): void => {
    const isAdded = event.ctrlKey || event.metaKey;
    latest.current(index, isAdded ? 'toggle' : event.shiftKey ? 'extend' : 'alone');
  }, []);
  const onKey = (event: KeyboardEvent, index: number): void => {
    const isWithCtrl = event.ctrlKey || event.metaKey;
    if (isWithCtrl && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      workspace.selection.selectTags(idsBetween(listed, 0, listed.size - 1));
    } else if (event.key === ' ') {
      event.preventDefault();
      choose(Math.max(index, 0), isWithCtrl ? 'toggle' : 'alone');
    }
  };
  return { choose, onChoose, onKey };
}

interface TagListHeadProps {
  readonly article: ArticleModel;
  /** How many tags the filter leaves, and of how many. */
  readonly listed: number;
  readonly all: number;
}

function TagListHead({ article, listed, all }: TagListHeadProps) {
  const workspace = useWorkspace();
  const filter = useAppState((state) => state.tagFilter);
  const shownSet = useAppState((state) => state.shownSet);
  const selected = useAppState((state) => state.selectedTags.length);
  const ownName = useAppState((state) => state.library.self.name);
  return (
    <>
      <header className="pane-head">
        <h2>
          Tags{' '}
          <span className="count">
            {listed === all ? '' : `${listed.toLocaleString('en')} of `}
            {all.toLocaleString('en')}
          </span>
        </h2>
        {selected > 1 ? <span className="hint">{selected} selected</span> : null}
        {article.sets.length > 0 ? (
          <Choice
            label="Whose tags"
            value={shownSet ?? ''}
            options={[
              ['', `Mine (${article.tags.size})`],
              ...article.sets.map(({ annotator: { id, name }, tags }) => {
                // Somebody else’s tags can never pass for one’s own.
                const apart = name === ownName ? ' (imported)' : '';
                return [id, `${showHidden(name)}${apart} (${tags.length})`] as const;
              }),
            ]}
            onChange={(set) => {
              workspace.shownTags.showSet(set === '' ? null : set);
            }}
          />
        ) : null}
      </header>
      <FilterField
        label="Filter tags"
        value={filter}
        onChange={(tagFilter) => {
          workspace.store.set({ tagFilter });
        }}
        onEnter={() => {
          workspace.focus.toPane('tags');
        }}
      />
    </>
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
  const speaker = sourceOf(tag) ?? '';
  const more = shortDetails(category, tag);
  const label = category?.label ?? tag.category;
  const words = inShort(article.wordsOf(tag), 90);
  const place = article.paragraphNumber(tagHull(tag).start);
  return (
    <button
      type="button"
      className="tag-row"
      data-tag={tag.id}
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
        <span className="tag-row-more is-joined" title={more.join(' · ')}>
          {more.map((each) => (
            <bdi key={each}>{showHidden(each)} </bdi>
          ))}
        </span>
      )}
      <span className="tag-row-place" data-place={place} />
    </button>
  );
});
