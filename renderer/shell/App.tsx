// The whole window: panes, bars, dialogs, the theme, the page behind the model. A feature's own views are
// in its folder.
import { useEffect, useLayoutEffect, useState, type CSSProperties } from 'react';

import { CommandButton } from '../commands/CommandButton.tsx';
import { KeyHint } from '../commands/CommandKey.tsx';
import { ContextMenu } from '../commands/ContextMenu.tsx';
import { ChangeLine } from '../controls/sheets/ChangeLine.tsx';
import { Icon } from '../controls/Icon.tsx';
import { isDrawer, standsBeside, type SidePane } from '../model/window/panes.ts';
import { tipOf, titleOf } from '../model/window/key-words.ts';
import { ArticlePane } from '../article/ArticlePane.tsx';
import { LinesAlikeDialog } from '../article/LinesAlikeDialog.tsx';
import { ArticleDetailsDialog } from '../articles/ArticleDetailsDialog.tsx';
import { ArticlesPane } from '../articles/ArticlesPane.tsx';
import { DeleteArticlesDialog } from '../articles/DeleteArticlesDialog.tsx';
import { MergeEventPicker, MoveToEventPicker } from '../articles/EventPickers.tsx';
import { NameDialog } from '../articles/NameDialog.tsx';
import { SeveralDetailsDialog } from '../articles/SeveralDetailsDialog.tsx';
import { ExportSheet } from '../export/ExportSheet.tsx';
import { ImportLine } from '../import/ImportLine.tsx';
import { ImportSheet } from '../import/ImportSheet.tsx';
import { TrashDialog } from '../articles/TrashDialog.tsx';
import { WhatChangedDialog } from '../articles/WhatChangedDialog.tsx';
import { CompareDialog, isOfCompare } from '../compare/CompareDialog.tsx';
import { CompareView } from '../compare/CompareView.tsx';
import { CodebookSheet } from '../codebook/CodebookSheet.tsx';
import { PeopleSheet } from '../people/PeopleSheet.tsx';
import { GoToDialog } from './GoToDialog.tsx';
import { GuideDialog, ShortcutsDialog } from './HelpDialogs.tsx';
import { ClosingDialog, RecoveryDialog } from './SafetyDialogs.tsx';
import { SettingsDialog } from '../settings/SettingsDialog.tsx';
import { Splitter } from '../controls/Splitter.tsx';
import { StatusBar } from './StatusBar.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import { registerPalette } from '../editor/paint/palette.ts';
import { AgreementSheet } from '../agreement/AgreementSheet.tsx';
import { ReviewPane } from '../review/ReviewPane.tsx';
import { ReasonsDialog } from '../review/ReasonsDialog.tsx';
import { RulesDialog } from '../review/RulesDialog.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { CategoryPicker, ValuePicker } from '../tags/TagPickers.tsx';
import { TagsPane } from '../tags/TagsPane.tsx';
import { useDrops, type Dragged } from './use-drops.ts';
import './shell.css';

/** The same list each time, so that nothing is asked for again. */
const NONE_CHOSEN: readonly string[] = [];

/** The whole window. */
export function App() {
  const left = useAppState((state) => state.settings.leftPane.width);
  const right = useAppState((state) => state.settings.rightPane.width);
  const beside = useAppState(({ settings, windowWidth }) =>
    standsBeside(windowWidth) ? settings.rightSplit.beside : 0,
  );
  /** Widths while a splitter is dragged: they are kept when it is let go. */
  const [dragged, setDragged] = useState<Partial<Record<SidePane, number>>>({});
  const view = useAppState((state) => state.view);
  useReadingSettings();
  useCategoryColours();
  useWindowTitle();

  const widths = { '--left': dragged.leftPane ?? left, '--right': dragged.rightPane ?? right };
  const { dragged: incoming, handlers } = useDrops();
  return (
    <div className="shell-window" {...handlers}>
      <TopBar />
      <div
        className="shell-panes"
        style={
          {
            '--left': `${widths['--left']}px`,
            '--right': `${widths['--right'] + beside}px`,
          } as CSSProperties
        }
      >
        <Side pane="leftPane" width={widths['--left']} onDrag={setDragged} />
        {view === 'compare' ? (
          <CompareView />
        ) : (
          <>
            <ArticlePane />
            <Side pane="rightPane" width={widths['--right']} onDrag={setDragged} />
          </>
        )}
      </div>
      <ImportLine />
      <ChangeLine place="window" />
      <StatusBar />
      <Dialogs />
      <ContextMenu />
      {incoming === null ? null : <DropTarget dragged={incoming} />}
    </div>
  );
}

const DROPPED: Readonly<Record<Dragged, readonly [what: string, then: string]>> = {
  files: [
    'Drop to open',
    'Articles as plain text, exports of this and other programs, folders. You see what is in them before anything is stored.',
  ],
  text: [
    'Drop to make an article of the words',
    'You see it before anything is stored. The article that is open stays as it is.',
  ],
};

/** What happens with what is dragged over the window. */
function DropTarget({ dragged }: { readonly dragged: Dragged }) {
  const [what, then] = DROPPED[dragged];
  return (
    <div className="shell-drop" role="note">
      <p>
        <strong>{what}</strong>
        <span>{then}</span>
      </p>
    </div>
  );
}

/** What each side pane is called, and how narrow and wide it can be made, in CSS pixels. */
const SIDES = {
  leftPane: {
    id: 'left-pane',
    side: 'left',
    name: 'Articles',
    splitter: 'Width of the list of articles',
    min: 160,
    max: 600,
  },
  rightPane: {
    id: 'right-pane',
    side: 'right',
    name: 'Tags and details',
    splitter: 'Width of the tags',
    min: 220,
    max: 700,
  },
} as const;

interface SideProps {
  readonly pane: SidePane;
  /** CSS pixels. */
  readonly width: number;
  readonly onDrag: (dragged: Partial<Record<SidePane, number>>) => void;
}

/** A pane beside the article; in a narrow window a drawer over it, which cannot be made wider. */
function Side({ pane, width, onDrag }: SideProps) {
  const workspace = useWorkspace();
  const view = useAppState((state) => state.view);
  const isOver = isDrawer(
    pane,
    useAppState((state) => state.windowWidth),
    view,
  );
  const isOpen = useAppState((state) => state.settings[pane].open);
  const isDrawn = useAppState((state) =>
    pane === 'leftPane' ? state.leftDrawer : state.rightDrawer,
  );
  if (!(isOver ? isDrawn : isOpen)) return null;
  const { id, side, name, splitter, min, max } = SIDES[pane];
  const handle = isOver ? null : (
    <Splitter
      label={splitter}
      controls={id}
      side={side}
      value={width}
      min={min}
      max={max}
      onResize={(value, done) => {
        onDrag(done ? {} : { [pane]: value });
        const { open } = workspace.state.settings[pane];
        if (done) void workspace.preferences.change({ [pane]: { open, width: value } });
      }}
    />
  );
  const shared = { id, className: `shell-side is-${side} ${isOver ? 'is-drawer' : ''}` };
  return pane === 'leftPane' ? (
    <nav {...shared} aria-label={name}>
      <ArticlesPane />
      {handle}
    </nav>
  ) : (
    <aside {...shared} aria-label={name}>
      {handle}
      {view === 'review' ? <ReviewPane /> : <TagsPane />}
    </aside>
  );
}

function TopBar() {
  const workspace = useWorkspace();
  const view = useAppState((state) => state.view);
  return (
    <header className="shell-top-bar">
      <CommandButton command="toggle-articles" icon="left-pane" />
      <ViewButtons />
      <button
        type="button"
        className="shell-go-to"
        onClick={() => {
          runButtonCommand(workspace, 'go-to');
        }}
      >
        <Icon name="search" /> <span className="grow clip">Go to article, tag, command…</span>{' '}
        <KeyHint command="go-to" />
      </button>
      <DoneCount />
      {view === 'compare' ? null : <CommandButton command="toggle-tags-pane" icon="right-pane" />}
    </header>
  );
}

/** How far one is with all articles. */
function DoneCount() {
  const articles = useAppState((state) => state.articles);
  if (articles.length === 0) return null;
  const done = articles.filter(({ details }) => details.done).length;
  return (
    <span className="shell-done-count">
      {done}/{articles.length} done
    </span>
  );
}

const VIEWS = [
  ['annotate', 'view-annotate'],
  ['review', 'view-review'],
  ['compare', 'view-compare'],
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
            runButtonCommand(workspace, command);
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
  if (isOfCompare(dialog)) return <CompareDialog dialog={dialog} />;
  switch (dialog.type) {
    case 'go-to':
      return <GoToDialog initial={dialog.initial} />;
    case 'import':
      return <ImportSheet key={dialog.preview.token} preview={dialog.preview} />;
    case 'export':
      return <ExportSheet articles={dialog.articles ?? NONE_CHOSEN} />;
    case 'settings':
      return <SettingsDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'guide':
      return <GuideDialog />;
    case 'article-details':
      return article ? <ArticleDetailsDialog article={article} /> : null;
    case 'what-changed':
      return <WhatChangedDialog before={dialog.before} after={dialog.after} />;
    case 'details-of-several':
      return <SeveralDetailsDialog articles={dialog.articles} />;
    case 'move-to-event':
      return <MoveToEventPicker articles={dialog.articles} />;
    case 'merge-event':
      return <MergeEventPicker event={dialog.event} />;
    case 'new-event':
    case 'rename-event':
    case 'rename-article':
      return <NameDialog asked={dialog} />;
    case 'delete-articles':
      return <DeleteArticlesDialog articles={dialog.articles} />;
    case 'lines-alike':
      return article ? <LinesAlikeDialog article={article} lines={dialog.lines} /> : null;
    case 'trash':
      return <TrashDialog />;
    case 'codebook':
      return <CodebookSheet />;
    case 'people':
      return <PeopleSheet />;
    case 'categories':
      return <CategoryPicker purpose={dialog.purpose} />;
    case 'value':
      return <ValuePicker tagIds={dialog.tagIds} attribute={dialog.attribute} />;
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
  useEffect(() => {
    document.title = title === undefined ? 'Framewise' : `${title} — Framewise`;
  }, [title]);
}
