// The text of an article in Lexical, frozen, and the selection in it. What is painted over it is in
// paint; no tag is known here.
import {
  $createParagraphNode,
  $createTextNode,
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
} from 'lexical';

import type { PlacedBlock } from '#core/sources/article-text.ts';
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
 */
export class FrozenText {
  private editor: LexicalEditor | undefined;
  private frozen: EditorState | undefined;
  private lastGoodSelection: BaseSelection | null = null;
  private restoring = false;
  private unregister: () => void = () => undefined;
  private readonly observer = new MutationObserver((records) => {
    this.inspect(records);
  });

  private text = '';
  private blockIndexes = new WeakMap<Node, number>();

  blocks: readonly Block[] = [];
  /** What blocks that are no plain paragraphs are drawn as, by their index. */
  looks: ReadonlyMap<number, Look> = new Map();
  /** Index of the first block of each section. */
  sectionFirsts: readonly number[] = [];
  sections: readonly HTMLElement[] = [];
  /** The block elements, in the order of `blocks`. */
  elements: readonly HTMLElement[] = [];
  /** How often a change to the DOM had to be undone. */
  restores = 0;

  /** `guard` is an ancestor of `root` that holds nothing else a person could type into. */
  constructor(
    private readonly root: HTMLElement,
    private readonly guard: HTMLElement,
    private readonly events: FrozenTextEvents,
  ) {
    for (const type of GUARDED) guard.addEventListener(type, this.refuse, { capture: true });
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
        $getRoot().append(...this.sectionFirsts.map((_, section) => this.$createSection(section)));
      },
      // The DOM's selection may still stand where the last article was; taking it over would take
      // the focus too.
      { discrete: true, tag: SKIP_DOM_SELECTION_TAG },
    );
    this.frozen = editor.getEditorState();
    this.adoptElements();

    const unregisterAll = [
      editor.registerUpdateListener(({ editorState, dirtyElements, dirtyLeaves }) => {
        if (this.restoring) return;
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) {
          this.lastGoodSelection = editorState.read(() => $getSelection()?.clone() ?? null);
        } else {
          queueMicrotask(() => {
            if (this.editor === editor) this.restore();
          });
        }
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

  /** The text node of a block; `undefined` for an empty one. */
  textNode(block: number): Text | undefined {
    const node = this.elements[block]?.firstChild?.firstChild;
    return node instanceof Text ? node : undefined;
  }

  /** The article's text as Lexical holds it, with the article's own line breaks between blocks. */
  readBack(from: 'lexical' | 'dom'): string {
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
    this.observer.disconnect();
    this.unregister();
    this.editor?.setRootElement(null);
    this.editor = undefined;
  }

  private $createSection(section: number): SectionNode {
    const node = new SectionNode();
    // Each paragraph finds its own direction by CSS; Lexical would put one on the whole section.
    node.setDirection('ltr');
    const last = this.sectionFirsts[section + 1] ?? this.blocks.length;
    const blocks = this.blocks.slice(this.sectionFirsts[section], last).map(({ start, end }) => {
      const block = $createParagraphNode();
      if (end > start) block.append($createTextNode(this.text.slice(start, end)));
      return block;
    });
    return node.append(...blocks);
  }

  private adoptElements(): void {
    this.sections = Array.from(this.root.children).filter((child) => child instanceof HTMLElement);
    this.elements = this.sections.flatMap((section) =>
      Array.from(section.children).filter((child) => child instanceof HTMLElement),
    );
    this.blockIndexes = new WeakMap();
    this.elements.forEach((element, index) => {
      this.blockIndexes.set(element, index);
      if (this.blocks[index + 1]?.continues) element.classList.add('article-goes-on');
    });
    for (const [index, look] of this.looks) {
      const element = this.elements[index];
      if (element) dress(element, look);
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
      this.sections.every((section, index) => {
        const first = this.sectionFirsts[index] ?? 0;
        const last = this.sectionFirsts[index + 1] ?? this.blocks.length;
        return (
          section.parentNode === this.root &&
          section.childNodes.length === last - first &&
          section.firstChild === this.elements[first]
        );
      })
    );
  }

  private isBlockWhole(index: number): boolean {
    const block = this.blocks[index];
    const element = this.elements[index];
    if (!block || !element?.isConnected || element.childNodes.length !== 1) return false;
    if (block.start === block.end) return element.firstChild instanceof HTMLBRElement;
    return (
      element.firstChild?.childNodes.length === 1 &&
      this.textNode(index)?.data === this.text.slice(block.start, block.end)
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
      this.isStructureWhole() && this.elements.every((_, index) => this.isBlockWhole(index));
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
