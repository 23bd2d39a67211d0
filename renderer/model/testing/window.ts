import type { OtherSet, TagChanges } from '../../editor/paint/surface-model.ts';
import type { SelectOptions, Surface } from '../../editor/surface.ts';
import type { Page, PaneName } from '../state/page.ts';
import { Workspace } from '../workspace.ts';
import { articleId, TestLibrary, type TestArticle } from './library.ts';

/** A page that remembers where the focus is. */
export class TestPage implements Page {
  /** `null`: what had the focus is gone. */
  focus: string | null = 'text';
  windowWidth = 1400;
  readonly panes = new Set<PaneName>(['articles', 'article', 'tags', 'detail']);
  private frames: (() => void)[] = [];
  private readonly places = new Map<string, object>();
  private readonly texts = new Map<string, string>();
  private resized = (): void => undefined;

  width = (): number => this.windowWidth;
  onResize = (listener: () => void): void => {
    this.resized = listener;
  };
  selectedText = (): string => '';
  focused = (): object | null => {
    if (this.focus === null) return null;
    const place = this.places.get(this.focus) ?? { place: this.focus };
    this.places.set(this.focus, place);
    return place;
  };
  isTextFocused = (): boolean => this.focus === 'text';
  focusedPane = (): string | null => (this.focus === 'text' ? 'article' : this.focus);
  hasPane = (pane: PaneName): boolean => this.panes.has(pane);
  focusPane = (pane: PaneName): void => {
    if (this.panes.has(pane)) this.focus = pane === 'article' ? 'text' : pane;
  };
  focusDetail = (field: string): void => {
    this.focus = `detail ${field}`;
  };
  focusDetailAfter = (field: string): void => {
    this.focus = `detail after ${field}`;
  };
  typeInDetail = (field: string, text: string): void => {
    this.focus = `detail ${field}: ${text}`;
  };
  leaveDetail = (): void => {
    if (this.focus?.startsWith('detail ')) this.focus = null;
  };
  keep = (name: string, text: string): void => {
    this.texts.set(name, text);
  };
  kept = (name: string): string | null => this.texts.get(name) ?? null;
  nextFrame = (act: () => void): void => {
    this.frames.push(act);
  };
  whenIdle = (act: () => void): void => {
    act();
  };
  giveWay = (): Promise<void> => Promise.resolve();

  /** Draws frames until nobody waits for one. */
  draw(): void {
    for (let frame = this.frames.shift(); frame; frame = this.frames.shift()) frame();
  }

  resize(width: number): void {
    this.windowWidth = width;
    this.resized();
  }
}

/** An article on screen that keeps what it was told, as it would show it. */
export class TestSurface implements Surface {
  /** Names of the calls in their order. */
  readonly calls: string[] = [];
  readonly marks = new Map<string, readonly unknown[]>();
  readonly revealed: unknown[] = [];
  selectedTags: readonly string[] = [];
  find: { readonly matches: readonly unknown[]; readonly current: number } | null = null;
  otherSets: readonly OtherSet[] = [];
  hidden: { all: boolean; categories: readonly string[] } = { all: false, categories: [] };
  readonly scrollElement = new EventTarget();
  moves = 0;
  /** Where a selection was scrolled to last. */
  scrolledTo: number | null = null;

  constructor(
    private readonly page: TestPage,
    private readonly select: (anchor: number, focus: number) => void,
  ) {}

  load(): void {
    this.calls.push('load');
  }
  applyTagChanges({ put = [], removed = [] }: TagChanges): void {
    this.calls.push(`tags +${[...put].length} -${[...removed].length}`);
  }
  setRegions(regions: readonly unknown[]): void {
    this.calls.push(`regions ${regions.length}`);
  }
  setOtherSets(sets: readonly OtherSet[]): void {
    this.otherSets = sets;
  }
  setCategories(): void {
    this.calls.push('categories');
  }
  setSelectedTags(ids: Iterable<string>): void {
    this.selectedTags = [...ids];
  }
  setHiddenCategories(ids: Iterable<string>): void {
    this.hidden.categories = [...ids];
  }
  setTagsHidden(all: boolean): void {
    this.hidden.all = all;
  }
  setFind(matches: readonly unknown[], current: number): void {
    this.find = { matches, current };
  }
  setMarks(name: string, spans: readonly unknown[]): void {
    this.marks.set(name, spans);
  }
  settleSelection(): void {
    this.calls.push('settle');
  }
  setSelection(anchor: number, focus: number, options: SelectOptions = {}): void {
    const { takeFocus = true, scroll = true } = options;
    this.select(anchor, focus);
    if (takeFocus) this.focus();
    if (scroll) this.scrolledTo = focus;
  }
  focus(): void {
    this.page.focus = 'text';
  }
  setLabel(): void {
    this.calls.push('label');
  }
  setSnapping(): void {
    this.calls.push('snapping');
  }
  reveal(span: unknown): void {
    this.revealed.push(span);
  }
  flash(): void {
    this.calls.push('flash');
  }
  hitTest(): readonly string[] {
    return [];
  }
  rectsOf(): readonly DOMRect[] {
    return [];
  }
}

/** A window without a window, with its first article open; `from`: what is there already. */
export async function openWindow(
  articles: readonly TestArticle[],
  from: { readonly library?: TestLibrary; readonly page?: TestPage } = {},
) {
  const { library = new TestLibrary(articles), page = new TestPage() } = from;
  const workspace = new Workspace(library.bootstrap(), library, page);
  const select = (anchor: number, focus: number): void => {
    const span = { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
    workspace.selection.take({ span, collapsed: anchor === focus, anchor, focus, viaMouse: false });
  };
  const surface = new TestSurface(page, select);
  workspace.takeSurface(surface);
  let shown = workspace.state.article;
  workspace.store.subscribe(() => {
    const { article } = workspace.state;
    if (article === shown) return;
    shown = article;
    if (!article) return;
    // As the pane of the article does it, once the new state is drawn.
    queueMicrotask(() => {
      surface.load();
      workspace.selection.selectTags(workspace.state.selectedTags);
      workspace.articles.isShown(article);
    });
  });
  if (articles.length > 0) await workspace.articles.open(articleId(1));
  return {
    workspace,
    library,
    page,
    surface,
    /** Selects the first place of some words. */
    selectWords: (words: string): void => {
      const start = workspace.state.article?.text.indexOf(words) ?? -1;
      if (start < 0) throw new Error(`“${words}” is not in the article.`);
      select(start, start + words.length);
    },
    /** The own tags of the article on screen: what they are and what they mark. */
    tags: (): string[] => {
      const { article } = workspace.state;
      return [...(article?.tags ?? [])].map(
        (tag) => `${tag.category}: ${article?.wordsOf(tag) ?? ''}`,
      );
    },
  };
}

export type TestWindow = Awaited<ReturnType<typeof openWindow>>;
