import { useEffect, useLayoutEffect, useState, type CSSProperties, type DragEvent } from 'react';

import { CommandButton } from '../commands/CommandButton.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { Icon } from '../controls/Icon.tsx';
import { isDrawer } from '../model/side-panes.ts';
import { tipOf, titleOf } from '../model/key-words.ts';
import { ArticlePane } from '../article/ArticlePane.tsx';
import { ArticleDetailsDialog } from '../articles/ArticleDetailsDialog.tsx';
import { ArticlesPane } from '../articles/ArticlesPane.tsx';
import { DeleteArticleDialog } from '../articles/DeleteArticleDialog.tsx';
import { ExportSheet } from '../export/ExportSheet.tsx';
import { ImportLine } from '../import/ImportLine.tsx';
import { ImportSheet } from '../import/ImportSheet.tsx';
import { TrashDialog } from '../articles/TrashDialog.tsx';
import { CodebookSheet } from '../codebook/CodebookSheet.tsx';
import { GoToDialog } from './GoToDialog.tsx';
import { GuideDialog, ShortcutsDialog } from './HelpDialogs.tsx';
import { ClosingDialog, RecoveryDialog } from './SafetyDialogs.tsx';
import { SettingsDialog } from '../settings/SettingsDialog.tsx';
import { Splitter } from '../controls/Splitter.tsx';
import { StatusBar } from './StatusBar.tsx';
import { runCommand } from '../commands/run-command.ts';
import { importFiles } from '../model/import.ts';
import { registerPalette } from '../editor/paint/palette.ts';
import { AgreementSheet } from '../agreement/AgreementSheet.tsx';
import { ReviewPane } from '../review/ReviewPane.tsx';
import { ReasonsDialog } from '../review/ReasonsDialog.tsx';
import { RulesDialog } from '../review/RulesDialog.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { CategoryPicker, ValuePicker } from '../tags/TagPickers.tsx';
import { TagsPane } from '../tags/TagsPane.tsx';
import './shell.css';

/** The whole window. */
export function App() {
  const workspace = useWorkspace();
  const width = useAppState((state) => state.windowWidth);
  const left = useAppState((state) => state.settings.leftPane);
  const right = useAppState((state) => state.settings.rightPane);
  const view = useAppState((state) => state.view);
  const leftDrawer = useAppState((state) => state.leftDrawer);
  const rightDrawer = useAppState((state) => state.rightDrawer);
  const [dragged, setDragged] = useState<{ left?: number; right?: number }>({});
  useReadingSettings();
  useCategoryColours();
  useWindowTitle();

  const leftIsDrawer = isDrawer('leftPane', width);
  const rightIsDrawer = isDrawer('rightPane', width);
  const leftWidth = dragged.left ?? left.width;
  const rightWidth = dragged.right ?? right.width;
  const showLeft = leftIsDrawer ? leftDrawer : left.open;
  const showRight = rightIsDrawer ? rightDrawer : right.open;

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length > 0) void importFiles(workspace, files);
  };

  return (
    <div
      className="shell-window"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={onDrop}
    >
      <TopBar />
      <div
        className="shell-panes"
        style={{ '--left': `${leftWidth}px`, '--right': `${rightWidth}px` } as CSSProperties}
      >
        {showLeft ? (
          <nav
            id="left-pane"
            className={`shell-side is-left ${leftIsDrawer ? 'is-drawer' : ''}`}
            aria-label="Articles"
          >
            <ArticlesPane />
            {leftIsDrawer ? null : (
              <Splitter
                label="Width of the list of articles"
                controls="left-pane"
                side="left"
                width={leftWidth}
                min={160}
                max={600}
                onResize={(value, done) => {
                  setDragged(done ? {} : { ...dragged, left: value });
                  if (done) void workspace.changeSettings({ leftPane: { ...left, width: value } });
                }}
              />
            )}
          </nav>
        ) : null}
        <ArticlePane />
        {showRight ? (
          <aside
            id="right-pane"
            className={`shell-side is-right ${rightIsDrawer ? 'is-drawer' : ''}`}
            aria-label="Tags and details"
          >
            {rightIsDrawer ? null : (
              <Splitter
                label="Width of the tags"
                controls="right-pane"
                side="right"
                width={rightWidth}
                min={220}
                max={700}
                onResize={(value, done) => {
                  setDragged(done ? {} : { ...dragged, right: value });
                  if (done)
                    void workspace.changeSettings({ rightPane: { ...right, width: value } });
                }}
              />
            )}
            {view === 'review' ? <ReviewPane /> : <TagsPane />}
          </aside>
        ) : null}
      </div>
      <ImportLine />
      <StatusBar />
      <Dialogs />
    </div>
  );
}

function TopBar() {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.articles);
  const done = articles.filter(({ details }) => details.done).length;
  return (
    <header className="shell-top-bar">
      <CommandButton command="toggle-articles" icon="left-pane" />
      <ViewButtons />
      <button
        type="button"
        className="shell-go-to"
        onClick={() => {
          runCommand(workspace, 'go-to');
        }}
      >
        <Icon name="search" /> <span className="grow clip">Go to article, tag, command…</span>{' '}
        <CommandKey command="go-to" />
      </button>
      {articles.length > 0 ? (
        <span className="shell-done-count">
          {done}/{articles.length} done
        </span>
      ) : null}
      <CommandButton command="toggle-tags-pane" icon="right-pane" />
    </header>
  );
}

const VIEWS = [
  ['annotate', 'view-annotate'],
  ['review', 'view-review'],
] as const;

/** What the window is used for. */
function ViewButtons() {
  const workspace = useWorkspace();
  const view = useAppState((state) => state.view);
  return (
    <div className="shell-views" role="group" aria-label="View">
      {VIEWS.map(([name, command]) => (
        <button
          key={name}
          type="button"
          aria-pressed={view === name}
          title={tipOf(workspace, command)}
          onClick={() => {
            runCommand(workspace, command);
          }}
        >
          {titleOf(workspace, command)}
        </button>
      ))}
    </div>
  );
}

function Dialogs() {
  const dialog = useAppState((state) => state.dialog);
  const article = useAppState((state) => state.article);
  if (!dialog) return null;
  switch (dialog.type) {
    case 'go-to':
      return <GoToDialog initial={dialog.initial} />;
    case 'import':
      return <ImportSheet key={dialog.preview.token} preview={dialog.preview} />;
    case 'export':
      return <ExportSheet />;
    case 'settings':
      return <SettingsDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'guide':
      return <GuideDialog />;
    case 'article-details':
      return article ? <ArticleDetailsDialog article={article} /> : null;
    case 'delete-article':
      return <DeleteArticleDialog articleId={dialog.articleId} />;
    case 'trash':
      return <TrashDialog />;
    case 'codebook':
      return <CodebookSheet />;
    case 'categories':
      return <CategoryPicker purpose={dialog.purpose} />;
    case 'value':
      return <ValuePicker tagId={dialog.tagId} attribute={dialog.attribute} />;
    case 'rules':
      return <RulesDialog />;
    case 'reasons':
      return <ReasonsDialog />;
    case 'agreement':
      return article ? <AgreementSheet article={article} /> : null;
    case 'recovery':
      return <RecoveryDialog report={dialog.report} />;
    case 'closing':
      return <ClosingDialog status={dialog.status} />;
  }
}

const FONTS = {
  serif: 'Charter, "Iowan Old Style", Georgia, "Noto Serif", "Liberation Serif", serif',
  sans: 'system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif',
  dyslexic: 'OpenDyslexic, "Open Dyslexic", system-ui, sans-serif',
} as const;

/** Hands the reader's wishes to the style sheets. */
function useReadingSettings(): void {
  const settings = useAppState((state) => state.settings);
  useEffect(() => {
    const root = document.documentElement;
    root.style.setProperty('--article-font', FONTS[settings.font]);
    root.style.setProperty('--article-size', `${settings.fontSize}px`);
    root.style.setProperty('--article-line', String(settings.lineHeight));
    root.style.setProperty('--article-width', `${settings.columnWidth}ch`);
    root.style.setProperty('--article-letter-spacing', `${settings.letterSpacing / 100}em`);
    root.style.setProperty('--article-word-spacing', `${settings.wordSpacing / 100}em`);
    root.style.setProperty('--tint', settings.reduceTint ? '0%' : '16%');
  }, [settings]);
}

/** Hands the colours of the codebook to the style sheets. */
function useCategoryColours(): void {
  const categories = useAppState((state) => state.library.codebook.categories);
  // Before anything reads them: what is drawn on a canvas asks for the colours of now.
  useLayoutEffect(() => registerPalette(categories), [categories]);
}

function useWindowTitle(): void {
  const title = useAppState((state) => state.article?.summary.details.title);
  const version = useAppState((state) => state.articleVersion);
  useEffect(() => {
    document.title = title === undefined ? 'Framewise' : `${title} — Framewise`;
  }, [title, version]);
}
