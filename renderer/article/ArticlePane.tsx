// The article in the middle: title, text, notices, find bar, selection bar. How the text is drawn is in
// editor.
import { Fragment, memo, useCallback, useEffect, useMemo } from 'react';

import { tagHull } from '#core/tags/tag.ts';
import { tagCommandFor } from '#core/contract/commands/tags.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Icon } from '../controls/Icon.tsx';
import { NoArticles } from '../articles/ArticlesPane.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Notices, Toast, TourStrip } from './Notices.tsx';
import { articleLabel } from '../model/window/key-sentences.ts';
import { tipOf, withKey } from '../model/window/key-words.ts';
import { CommandKey } from '../commands/CommandKey.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import { chooseAmong, tagsInWords } from '../model/tags/pick-tag.ts';
import { ArticleEditor } from '../editor/ArticleEditor.tsx';
import type { Surface, SurfaceCallbacks } from '../editor/surface.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { plainMessage, storeErrorSentence } from '../model/state/messages.ts';
import { useAfterFrame } from '../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { FindBar } from './FindBar.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import './article.css';

/** How long the caret rests before the tags at it are spoken, in milliseconds. */
const CARET_REST = 400;

/** The article: what is known of it, its text, and the bars above it. */
export function ArticlePane() {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const failed = useAppState((state) => state.failed);
  const articles = useAppState((state) => state.articles.length);
  const tagsHidden = useAppState((state) => state.tagsHidden);
  const version = useAfterFrame(useAppState((state) => state.articleVersion));
  return (
    <main className="article-pane" data-pane="article">
      <Notices />
      {article ? (
        <div className="article-top">
          <ArticleHead article={article} version={version} />
          <FindBar />
        </div>
      ) : null}
      <div className="article-stage">
        {article ? (
          <TextSurface article={article} />
        ) : (
          <div className="empty article-centred">
            {failed ? (
              <>
                <p role="alert">{storeErrorSentence(failed.error)}</p>
                {failed.error.type === 'text-lost' ? (
                  <button
                    type="button"
                    onClick={() => void workspace.recovery.locateText(failed.articleId)}
                  >
                    Locate file…
                  </button>
                ) : null}
                {failed.error.type === 'damaged' ? (
                  <button
                    type="button"
                    onClick={() => void workspace.recovery.describe(failed.articleId)}
                  >
                    See what can be restored
                  </button>
                ) : null}
              </>
            ) : articles === 0 ? (
              <NoArticles />
            ) : null}
          </div>
        )}
        {tagsHidden ? (
          <button
            type="button"
            className="article-hidden-chip"
            onClick={() => {
              runButtonCommand(workspace, 'toggle-tags');
            }}
          >
            {withKey(workspace, 'Tags hidden', 'toggle-tags')}
          </button>
        ) : null}
        <SelectionBar />
        <Toast />
      </div>
      {article ? <TourStrip /> : null}
    </main>
  );
}

interface ArticleHeadProps {
  readonly article: ArticleModel;
  /** Of the article as it is drawn: what is known of it changes in place. */
  readonly version: number;
}

const ArticleHead = memo(function ArticleHead({ article, version }: ArticleHeadProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  const { details } = article.summary;
  const edit = (): void => {
    runButtonCommand(workspace, 'edit-article');
  };
  const fact = (value: string) => (
    <span>
      <button
        type="button"
        className="link"
        title={tipOf(workspace, 'edit-article')}
        onClick={edit}
      >
        <bdi>{showHidden(value)}</bdi>
      </button>
    </span>
  );
  const known = [details.outlet, details.author, details.published].filter((each) => each !== null);
  return (
    <header className="article-head">
      <h1 title={details.title}>
        <bdi>{showHidden(details.title)}</bdi>
      </h1>
      <p className="article-facts">
        {known.map((each, index) => (
          <Fragment key={index}>{fact(each)} </Fragment>
        ))}
        {details.outlet === null ? (
          <span>
            <button
              type="button"
              className="link article-add-source"
              title={tipOf(workspace, 'edit-article')}
              onClick={edit}
            >
              Add source…
            </button>
          </span>
        ) : null}{' '}
        <span>{article.text.length.toLocaleString('en')} chars</span>{' '}
        <span className="mono" title={`SHA-256 of the text: ${article.id}`}>
          sha {article.id.slice(0, 8)}
        </span>
        {details.done ? <span className="article-done-mark"> done</span> : null}
        {details.flagged ? <span className="flag"> flagged</span> : null}
      </p>
      <CategoryBar article={article} version={version} />
    </header>
  );
});

/** The categories with their counts: what they tag with, what the brush has, and what is in view. */
function CategoryBar({ article }: ArticleHeadProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const mode = useAppState((state) => state.mode);
  const hidden = useAppState((state) => state.hiddenCategories);
  useAppState((state) => state.settings);
  return (
    <div className="article-category-bar" role="toolbar" aria-label="Categories">
      {codebook.categories.map((category) => {
        const command = tagCommandFor(codebook, category);
        const count = article.summary.tagCounts[category.id] ?? 0;
        const brushing = mode.type === 'brush' && mode.category === category.id;
        return (
          <span key={category.id} className={`article-category ${brushing ? 'is-brush' : ''}`}>
            <button
              type="button"
              className="article-category-button"
              aria-pressed={mode.type === 'brush' ? brushing : undefined}
              title={command ? tipOf(workspace, command) : `Tag as ${category.label}`}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => void workspace.tags.tagOrBrush(category)}
            >
              <CategoryMark category={category} />
              {command ? <CommandKey command={command} /> : null}{' '}
              <bdi className="article-category-label clip">{showHidden(category.label)}</bdi>
              <span className="count">{count}</span>
            </button>
            <button
              type="button"
              className="icon-button article-eye"
              aria-pressed={!hidden.has(category.id)}
              aria-label={`${hidden.has(category.id) ? 'Show' : 'Hide'} ${category.label} in the text`}
              title={`${hidden.has(category.id) ? 'Show' : 'Hide'} ${category.label} in the text`}
              onClick={() => {
                workspace.shownTags.toggleCategory(category.id);
              }}
            >
              <Icon name={hidden.has(category.id) ? 'hidden' : 'shown'} />
            </button>
          </span>
        );
      })}
    </div>
  );
}

function TextSurface({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const settings = useAppState((state) => state.settings);
  const snap = settings.snapToWords;
  // Of the settings, too: it names keys.
  const label = articleLabel(workspace);
  const callbacks = useMemo(() => callbacksFor(workspace), [workspace]);

  const onSurface = useCallback(
    (surface: Surface | null) => {
      workspace.takeSurface(surface);
    },
    [workspace],
  );

  useEffect(() => {
    const { surface } = workspace;
    if (!surface) return;
    surface.load({
      text: article.text,
      paragraphs: article.paragraphs,
      tags: article.tagsToDraw(),
      regions: article.regions,
      structure: article.structure,
    });
    surface.setTagsHidden(workspace.state.tagsHidden);
    surface.setHiddenCategories(workspace.state.hiddenCategories);
    workspace.selection.selectTags(workspace.state.selectedTags);
    workspace.articles.isShown(article);
  }, [workspace, article]);

  useEffect(() => {
    workspace.surface?.setCategories(codebook.categories);
  }, [workspace, codebook]);

  useEffect(() => {
    workspace.surface?.setSnapping(snap);
  }, [workspace, snap]);

  useEffect(() => {
    workspace.surface?.setLabel(label);
  }, [workspace, label]);

  return (
    <ArticleEditor
      ariaLabel={label}
      categories={codebook.categories}
      highlightPrefix="annotate"
      callbacks={callbacks}
      onSurface={onSurface}
    />
  );
}

function callbacksFor(workspace: Workspace): SurfaceCallbacks {
  let caretTimer: number | undefined;
  return {
    describeTag: (tag) => plainMessage(workspace.names.describeTag(tag)),
    onSelectionChange: (selection) => {
      workspace.selection.take(selection);
      window.clearTimeout(caretTimer);
      if (workspace.state.settings.announceTags !== 'on-caret-stop') return;
      caretTimer = window.setTimeout(() => {
        const here = workspace.state.article?.tags.covering(selection.focus) ?? [];
        const words = tagsInWords(here, (tag) => workspace.names.categoryOf(tag));
        if (selection.collapsed && words !== null) workspace.notices.say(words);
      }, CARET_REST);
    },
    onPointerSelect: (selection) => {
      workspace.tags.takePointerSelection(selection);
    },
    onTagClick: (ids, event) => {
      const { article } = workspace.state;
      const tags = ids.flatMap((id) => article?.tags.get(id) ?? []);
      if (tags.length > 0) {
        if (event.ctrlKey || event.metaKey)
          workspace.selection.selectTags([...workspace.state.selectedTags, ...ids.slice(0, 1)]);
        else chooseAmong(workspace, tags);
      } else if (workspace.state.selectedTags.length > 0 && workspace.state.selection?.collapsed) {
        workspace.selection.selectTags([]);
      }
    },
    onEditAttempt: () => {
      workspace.preferences.explainFrozen();
    },
    onHandleDrag: (tagId, edge, offset, phase) => {
      if (phase !== 'end') return;
      const tag = workspace.state.article?.tags.get(tagId);
      if (!tag) return;
      const index = edge === 'start' ? 0 : tag.fragments.length - 1;
      const fragment = tag.fragments[index];
      if (!fragment) return;
      const span =
        edge === 'start'
          ? { start: offset, end: fragment.end }
          : { start: fragment.start, end: offset };
      if (span.start < span.end) void workspace.boundaries.moveFragment(tag, index, span);
      else workspace.surface?.reveal(tagHull(tag));
    },
    onError: (error) => {
      console.error(error);
    },
  };
}
