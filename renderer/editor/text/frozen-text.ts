// The text of an article in Lexical, frozen, and the selection in it. What is painted over it is in
// paint; no tag is known here.
import {
  $createParagraphNode,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  COMMAND_PRIORITY_LOW,
  createEditor,
  ElementNode,
  SELECT_ALL_COMMAND,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type BaseSelection,
  type EditorState,
  type LexicalEditor,
  type NodeKey,
  type ParagraphNode,
  type UpdateListenerPayload,
} from 'lexical';

import type { PlacedBlock } from '#core/sources/article-text.ts';
import { lastWhere } from '#core/collections/search.ts';
import type { Span } from '#core/text/span.ts';

import { blockIndexAt, cutBlocks, cutSections, type Block } from './block-map.ts';
import { dress, looksOf, type Look } from './structure.ts';

/** How somebody tried to change the text. */
export type EditAttempt = 'type' | 'delete' | 'paste' | 'cut' | 'compose' | 'other';

/** What the frozen text tells its owner. */
export interface FrozenTextEvents {
  onEditAttempt(attempt: EditAttempt): void;
  /** The DOM had been changed and was put back; text nodes may be new ones, the caret may have moved. */
  onRestored(): void;
  onSelectAll(): void;
  onError(error: Error): void;
}

/** Some forty blocks in one element, so that layout and paint outside the view can be skipped. */
class SectionNode extends ElementNode {
  override $config() {
    return this.config('article-section', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'article-section';
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

/** Of a longer text only the sections that begin before this are filled at once, in UTF-16 code units. */
const FILLED_AT_ONCE = 32_000;

/** In at most about as many updates a text is filled: each copies Lexical's map of all nodes. */
const MOST_UPDATES = 16;

/** Milliseconds for which sections are filled before keys and frames get their turn. */
const SLICE = 8;

/** Events that are kept from Lexical: it would edit, or take the text for being composed. */
const GUARDED = [
  'beforeinput',
  'input',
  'paste',
  'cut',
  'drop',
  'dragstart',
  'compositionstart',
  'compositionupdate',
  'compositionend',
] as const;

/**
 * An article's text in a contenteditable that looks editable to the browser and to screen readers,
 * so that there are a caret, a selection and all the keys that move them, and that is not.
 *
 * Two walls. Events that ask for a change are stopped before Lexical and the browser see them.
 * What changes the DOM all the same (an input method, `execCommand`, an extension) is noticed by a
 * mutation observer and undone in the same task, before anything is painted.
 *
 * The sections of a long text are there at once, with their estimated heights, and are filled one
 * after the other in slices between which the window answers. What asks for a block, for all of the
 * text or presses a key in it has it filled before.
 */
export class FrozenText {
  private editor: LexicalEditor | undefined;
  private frozen: EditorState | undefined;
  private lastGoodSelection: BaseSelection | null = null;
  private restoring = false;
  /** While sections are filled: how many nodes that changes, and whether no others were changed. */
  private filling:
    { readonly elements: number; readonly leaves: number; isAlone: boolean } | undefined;
  private unregister: () => void = () => undefined;
  private readonly observer = new MutationObserver((records) => {
    this.inspect(records);
  });

  private text = '';
  private blockIndexes = new WeakMap<Node, number>();
  private sectionKeys: readonly NodeKey[] = [];
  /** Sections whose blocks are not in the DOM yet. */
  private unfilled = new Set<number>();
  /** The block elements, in the order of `blocks`; `undefined` in a section that is not filled. */
  private elements: (HTMLElement | undefined)[] = [];

  blocks: readonly Block[] = [];
  /** What blocks that are no plain paragraphs are drawn as, by their index. */
  looks: ReadonlyMap<number, Look> = new Map();
  /** Index of the first block of each section. */
  sectionFirsts: readonly number[] = [];
  sections: readonly HTMLElement[] = [];
  /** How often a change to the DOM had to be undone. */
  restores = 0;

  /** `guard` is an ancestor of `root` that holds nothing else a person could type into. */
  constructor(
    private readonly root: HTMLElement,
    private readonly guard: HTMLElement,
    private readonly events: FrozenTextEvents,
  ) {
    for (const type of GUARDED) guard.addEventListener(type, this.refuse, { capture: true });
    root.addEventListener('keydown', this.fillAll, { capture: true });
    window.addEventListener('beforeprint', this.fillAll);
  }

  /** Replaces the article. */
  load(text: string, paragraphs: readonly Span[], structure: readonly PlacedBlock[] = []): void {
    this.observer.disconnect();
    this.unregister();
    this.editor?.setRootElement(null);

    this.text = text;
    this.blocks = cutBlocks(text, paragraphs);
    this.looks = looksOf(this.blocks, structure);
    this.sectionFirsts = cutSections(this.blocks);
    this.lastGoodSelection = null;
    this.unfilled = new Set(
      [...this.sectionFirsts.keys()].filter((section) => this.startOf(section) >= FILLED_AT_ONCE),
    );

    const editor = createEditor({
      namespace: 'article',
      nodes: [SectionNode],
      onError: (error) => {
        this.events.onError(error);
      },
    });
    this.editor = editor;
    // Before the text goes in: only a state that was committed to a root element keeps the joined
    // text that Lexical compares at every caret movement.
    editor.setRootElement(this.root);
    editor.update(
      () => {
        const nodes = this.sectionFirsts.map((_, section) => this.$createSection(section));
        this.sectionKeys = nodes.map((node) => node.getKey());
        $getRoot().append(...nodes);
      },
      // The DOM's selection may still stand where the last article was; taking it over would take
      // the focus too.
      { discrete: true, tag: SKIP_DOM_SELECTION_TAG },
    );
    this.frozen = editor.getEditorState();
    this.adoptElements();

    const unregisterAll = [
      editor.registerUpdateListener((update) => {
        this.afterUpdate(editor, update);
      }),
      // Lexical swallows Ctrl+A and leaves it to whoever registers.
      editor.registerCommand(
        SELECT_ALL_COMMAND,
        () => {
          this.events.onSelectAll();
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
    ];
    this.unregister = () => {
      for (const unregister of unregisterAll) unregister();
    };
    this.observe();
    void this.fillInSlices(editor);
  }

  /** The block that an element or text node of the article stands for, or is in. */
  blockIndexOf(node: Node): number | undefined {
    for (let at: Node | null = node; at && at !== this.root; at = at.parentNode) {
      const index = this.blockIndexes.get(at);
      if (index !== undefined) return index;
    }
    return undefined;
  }

  /** The block of an offset; see `blockIndexAt`. */
  blockIndexAt(offset: number, side: 'start' | 'end' = 'start'): number {
    return blockIndexAt(this.blocks, offset, side);
  }

  /** The element of a block; its section is filled first if it is not yet. */
  element(block: number): HTMLElement | undefined {
    if (this.unfilled.size > 0) {
      const section = this.sectionOf(block);
      if (this.unfilled.has(section)) this.fill([section]);
    }
    return this.elements[block];
  }

  /** The text node of a block; `undefined` for an empty one. */
  textNode(block: number): Text | undefined {
    return textNodeIn(this.element(block));
  }

  /** The article's text as Lexical holds it, with the article's own line breaks between blocks. */
  readBack(from: 'lexical' | 'dom'): string {
    this.fillAll();
    const blockTexts =
      from === 'dom'
        ? Array.from(this.root.querySelectorAll('p'), (element) => element.textContent)
        : (this.editor?.getEditorState().read(() =>
            $getRoot()
              .getChildren()
              .flatMap((section) => ($isElementNode(section) ? section.getChildren() : []))
              .map((block) => block.getTextContent()),
          ) ?? []);
    return blockTexts
      .map((blockText, index) => {
        const end = this.blocks[index]?.end ?? this.text.length;
        return blockText + this.text.slice(end, this.blocks[index + 1]?.start ?? this.text.length);
      })
      .join('');
  }

  destroy(): void {
    for (const type of GUARDED)
      this.guard.removeEventListener(type, this.refuse, { capture: true });
    this.root.removeEventListener('keydown', this.fillAll, { capture: true });
    window.removeEventListener('beforeprint', this.fillAll);
    this.observer.disconnect();
    this.unregister();
    this.editor?.setRootElement(null);
    this.editor = undefined;
  }

  /** Offset at which a section begins. */
  private startOf(section: number): number {
    return this.blocks[this.sectionFirsts[section] ?? 0]?.start ?? 0;
  }

  /** The section of a block. */
  private sectionOf(block: number): number {
    return lastWhere(this.sectionFirsts, (first) => first <= block);
  }

  /** Indexes of the blocks of a section: the first, and that after the last. */
  private rangeOf(section: number): { first: number; after: number } {
    const first = this.sectionFirsts[section] ?? 0;
    return { first, after: this.sectionFirsts[section + 1] ?? this.blocks.length };
  }

  private $createSection(section: number): SectionNode {
    const node = new SectionNode();
    // Each paragraph finds its own direction by CSS; Lexical would put one on the whole section.
    node.setDirection('ltr');
    return this.unfilled.has(section) ? node : node.append(...this.$createBlocks(section));
  }

  private $createBlocks(section: number): ParagraphNode[] {
    const { first, after } = this.rangeOf(section);
    return this.blocks.slice(first, after).map(({ start, end }) => {
      const block = $createParagraphNode();
      if (end > start) block.append($createTextNode(this.text.slice(start, end)));
      return block;
    });
  }

  private async fillInSlices(editor: LexicalEditor): Promise<void> {
    const batch = Math.ceil(this.sections.length / MOST_UPDATES);
    // What cannot be filled now, because somebody else changes the text meanwhile, is when it is asked for.
    for (let left = Infinity; this.unfilled.size > 0 && this.unfilled.size < left;) {
      await scheduler.postTask(() => undefined, { priority: 'user-visible' });
      if (this.editor !== editor) return;
      left = this.unfilled.size;
      const end = performance.now() + SLICE;
      do this.fill([...this.unfilled].slice(0, batch));
      while (this.unfilled.size > 0 && performance.now() < end);
    }
  }

  private readonly fillAll = (): void => {
    this.fill([...this.unfilled]);
  };

  /** Puts the blocks of sections into the DOM that are not there yet. */
  private fill(sections: readonly number[]): void {
    const { editor } = this;
    if (!editor || this.restoring || sections.length === 0) return;
    // What somebody else has changed until now is not to be taken for what is filled in.
    this.inspect(this.observer.takeRecords());
    const filling = { elements: 0, leaves: 0, isAlone: false };
    this.filling = filling;
    editor.update(
      () => {
        // The root changes with every section, and a section with its blocks.
        filling.elements = 1 + sections.length;
        for (const section of sections) {
          const blocks = this.$createBlocks(section);
          filling.elements += blocks.length;
          filling.leaves += blocks.filter((block) => !block.isEmpty()).length;
          const node = $getNodeByKey(this.sectionKeys[section] ?? '');
          if ($isElementNode(node)) node.append(...blocks);
        }
      },
      { discrete: true, tag: SKIP_DOM_SELECTION_TAG },
    );
    this.filling = undefined;
    this.observer.takeRecords();
    if (!filling.isAlone) {
      // Back to the state before, in which these sections are empty.
      this.restore();
      return;
    }
    this.frozen = editor.getEditorState();
    for (const section of sections) {
      this.unfilled.delete(section);
      this.adoptSection(section);
    }
  }

  private afterUpdate(
    editor: LexicalEditor,
    { editorState, dirtyElements, dirtyLeaves }: UpdateListenerPayload,
  ): void {
    if (this.restoring) return;
    if (this.filling) {
      const { elements, leaves } = this.filling;
      this.filling.isAlone = dirtyElements.size === elements && dirtyLeaves.size === leaves;
    } else if (dirtyElements.size === 0 && dirtyLeaves.size === 0) {
      this.lastGoodSelection = editorState.read(() => $getSelection()?.clone() ?? null);
    } else {
      queueMicrotask(() => {
        if (this.editor === editor) this.restore();
      });
    }
  }

  private adoptElements(): void {
    this.sections = Array.from(this.root.children).filter((child) => child instanceof HTMLElement);
    this.elements = this.blocks.map(() => undefined);
    this.blockIndexes = new WeakMap();
    for (const section of this.sections.keys()) this.adoptSection(section);
  }

  private adoptSection(section: number): void {
    const { first, after } = this.rangeOf(section);
    const element = this.sections[section];
    element?.classList.toggle('article-section-unfilled', this.unfilled.has(section));
    if (!element || this.unfilled.has(section)) return;
    for (let index = first, child = element.firstElementChild; index < after; index += 1) {
      if (!(child instanceof HTMLElement)) return;
      this.elements[index] = child;
      this.blockIndexes.set(child, index);
      if (this.blocks[index + 1]?.continues) child.classList.add('article-goes-on');
      const look = this.looks.get(index);
      if (look) dress(child, look);
      child = child.nextElementSibling;
    }
  }

  private observe(): void {
    this.observer.observe(this.root, { characterData: true, childList: true, subtree: true });
  }

  private readonly refuse = (event: Event): void => {
    event.preventDefault();
    // What is dropped on the article may become another one, which somebody further out handles.
    if (event.type === 'drop') return;
    event.stopImmediatePropagation();
    const attempt = attemptOf(event);
    if (attempt) this.events.onEditAttempt(attempt);
  };

  /** Looks at what changed in the DOM; puts the article back unless it is still the article. */
  private inspect(records: readonly MutationRecord[]): void {
    const damaged = records.some(({ target }) => {
      const block = this.blockIndexOf(target);
      return block === undefined ? !this.isStructureWhole() : !this.isBlockWhole(block);
    });
    if (damaged) this.restore();
  }

  private isStructureWhole(): boolean {
    return (
      this.root.childNodes.length === this.sections.length &&
      this.sections.every(
        (section, index) => section.parentNode === this.root && this.isSectionWhole(section, index),
      )
    );
  }

  private isSectionWhole({ childNodes, firstChild }: HTMLElement, index: number): boolean {
    // In an empty element Lexical puts a line break.
    if (this.unfilled.has(index))
      return childNodes.length === 1 && firstChild instanceof HTMLBRElement;
    const { first, after } = this.rangeOf(index);
    return childNodes.length === after - first && firstChild === this.elements[first];
  }

  private isBlockWhole(index: number): boolean {
    const block = this.blocks[index];
    const element = this.elements[index];
    if (!block || !element?.isConnected || element.childNodes.length !== 1) return false;
    if (block.start === block.end) return element.firstChild instanceof HTMLBRElement;
    return (
      element.firstChild?.childNodes.length === 1 &&
      textNodeIn(element)?.data === this.text.slice(block.start, block.end)
    );
  }

  private restore(): void {
    const { editor, frozen } = this;
    if (!editor || !frozen) return;
    this.restoring = true;
    this.restores += 1;
    editor.setEditorState(frozen.clone(this.lastGoodSelection?.clone() ?? null), {
      tag: SKIP_SCROLL_INTO_VIEW_TAG,
    });
    const whole =
      this.isStructureWhole() &&
      this.elements.every((element, index) => !element || this.isBlockWhole(index));
    if (!whole) {
      // Elements that Lexical itself made are gone or hold strangers: draw everything anew.
      editor.setRootElement(null);
      this.root.replaceChildren();
      editor.setRootElement(this.root);
      this.adoptElements();
    }
    this.observer.takeRecords();
    this.restoring = false;
    this.events.onRestored();
  }
}

function textNodeIn(element: HTMLElement | undefined): Text | undefined {
  const node = element?.firstChild?.firstChild;
  return node instanceof Text ? node : undefined;
}

function attemptOf(event: Event): EditAttempt | undefined {
  switch (event.type) {
    case 'paste':
    case 'cut':
      return event.type;
    case 'compositionstart':
      return 'compose';
    case 'beforeinput': {
      const inputType = event instanceof InputEvent ? event.inputType : '';
      // These follow a paste, cut, drop or composition event that has been reported already.
      if (/FromPaste|FromDrop|ByCut|ByDrag|Composition/u.test(inputType)) return undefined;
      if (inputType.startsWith('insert')) return 'type';
      return inputType.startsWith('delete') ? 'delete' : 'other';
    }
    default:
      return undefined;
  }
}
