// A page's tree becomes blocks of text: every word of it in exactly one, in the order of the source.
// What is seen of the tree, and what its names say, is here; which block is the article, above.
import type { BlockKind } from '../../reading.ts';
import { isBlockLevel, isDataTable, keepsSpace } from './layout.ts';
import { PAGE_LIMITS } from './limits.ts';
import { TextRun } from './text-run.ts';
import {
  attribute,
  childrenOf,
  isElement,
  valueOf,
  type PageDocument,
  type PageElement,
  isShort,
  type PageNode,
} from './tree.ts';
import { isWordless, whyHidden } from './visibility.ts';

/** An element of the page that the walk has gone through, and what it hands down. */
export interface WalkedElement {
  readonly element: PageElement;
  readonly index: number;
  readonly parent: WalkedElement | null;
  readonly depth: number;
  /** Index behind the last element in it; known when it has been gone through. */
  end: number;
  /** What its line stands in: its parent, if it begins a line, else that of the line around it. */
  readonly around: WalkedElement | null;
  /** Why it is not seen, said of itself or of what it lies in. */
  readonly hidden: string | null;
  readonly keepsSpace: boolean;
  /** Its words are a link's; are bold. */
  readonly linked: boolean;
  readonly bold: boolean;
  readonly isBlock: boolean;
  /** Stands in a paragraph, a heading or another line. */
  readonly insideLine: boolean;
  readonly heading: number;
  readonly list: number;
  readonly quote: number;
  readonly isCaption: boolean;
  readonly isCode: boolean;
  /** Index of the row of data that it lies in or is; −1 for none. */
  readonly row: number;
  /** Index of the list's item that it lies in or is; −1 for none. */
  readonly item: number;
  /** Of a table: its rows are lines. */
  readonly isData: boolean;
  /** Which of the elements of its name in its parent it is, from 1. */
  readonly nth: number;
}

/** A block as the page has it, before its part is known. */
export interface PageBlock {
  readonly kind: BlockKind;
  readonly level?: number;
  readonly text: string;
  /** The innermost element that holds all of it. */
  readonly holder: WalkedElement;
  readonly hidden: string | null;
  /** Characters other than white space, those in links, those in bold. */
  readonly length: number;
  readonly linked: number;
  readonly bold: number;
}

export interface WalkedPage {
  readonly blocks: readonly PageBlock[];
  /** Of every element that was gone through, parents first. */
  readonly elements: readonly WalkedElement[];
}

interface Frame {
  readonly walked: WalkedElement;
  readonly children: readonly PageNode[];
  next: number;
  /** How many children of a name were met. */
  counts: Map<string, number> | null;
}

/** A block that is being put together. */
interface OpenBlock {
  readonly run: TextRun;
  /** The innermost element that holds every word so far; `null` before the first. */
  holder: WalkedElement | null;
  /** The innermost element that holds them and the place where the walk is. */
  around: WalkedElement | null;
  /** Hidden blocks that stand between its words; they follow it. */
  readonly inside: PageBlock[];
}

const opened = (): OpenBlock => ({ run: new TextRun(), holder: null, around: null, inside: [] });

/** Walks the page without recursion; `null` where it has more text or blocks than is read. */
export function walkPage(document: PageDocument): WalkedPage | null {
  return new Walk().page(document);
}

class Walk {
  readonly #blocks: PageBlock[] = [];
  readonly #elements: WalkedElement[] = [];
  readonly #begunItems = new Set<number>();
  #open = opened();
  /** The block that a hidden element interrupts, and that element. */
  #interrupted: { readonly open: OpenBlock; readonly by: WalkedElement } | null = null;
  #text = 0;

  page(document: PageDocument): WalkedPage | null {
    const html = document.childNodes.find(isElement);
    if (!html) return { blocks: [], elements: [] };
    const frames: Frame[] = [this.#enter(html, null, 1)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const child = frame.children[frame.next];
      frame.next += 1;
      if (child === undefined) {
        this.#leave(frame.walked);
        frames.pop();
      } else if (!isElement(child)) {
        this.#addText(child, frame.walked);
      } else if (!isWordless(child.tagName)) {
        frames.push(this.#enter(child, frame.walked, countOf(frame, child.tagName)));
      }
      if (this.#text > PAGE_LIMITS.text || this.#blocks.length > PAGE_LIMITS.blocks) return null;
    }
    return { blocks: this.#blocks, elements: this.#elements };
  }

  #enter(element: PageElement, parent: WalkedElement | null, nth: number): Frame {
    const walked = walkedElement(element, parent, this.#elements.length, nth);
    this.#elements.push(walked);
    if (walked.hidden !== null && (parent === null || parent.hidden === null)) {
      this.#interrupted = { open: this.#open, by: walked };
      this.#open = opened();
    } else if (element.tagName === 'br') this.#lineBreak(walked);
    else if (endsLine(walked)) this.#flush();
    else if (isCell(walked)) this.#open.run.nextCell();
    else if (walked.isBlock) this.#open.run.gap();
    return { walked, children: childrenOf(element), next: 0, counts: null };
  }

  #leave(walked: WalkedElement): void {
    walked.end = this.#elements.length;
    if (this.#interrupted?.by === walked) {
      this.#flush();
      this.#open = this.#interrupted.open;
      this.#interrupted = null;
      return;
    }
    if (endsLine(walked)) this.#flush();
    else if (walked.isBlock) this.#open.run.gap();
    if (this.#open.around === walked) this.#open.around = walked.parent;
  }

  #addText(node: PageNode, walked: WalkedElement): void {
    if (node.nodeName !== '#text') return;
    const { run } = this.#open;
    const text = valueOf(node);
    const before = run.length;
    if (walked.keepsSpace && walked.row < 0) run.addKept(text, walked);
    else run.add(text, walked);
    if (run.length === before) return;
    this.#text += text.length;
    this.#open.around ??= walked;
    this.#open.holder = this.#open.around;
  }

  #lineBreak(walked: WalkedElement): void {
    const { run } = this.#open;
    if (walked.row >= 0) run.gap();
    else if (run.breaks === 0 || walked.heading > 0) run.lineBreak();
    // An empty line ends a paragraph.
    else this.#flush();
  }

  #flush(): void {
    const { run, holder, inside } = this.#open;
    this.#open = opened();
    if (!holder) return;
    const waits = this.#interrupted?.open;
    const blocks = waits?.holder ? waits.inside : this.#blocks;
    blocks.push(this.#blockOf(run, holder));
    for (const hidden of inside) blocks.push(hidden);
  }

  #blockOf(run: TextRun, holder: WalkedElement): PageBlock {
    const { item, hidden } = holder;
    const { length, linked, bold } = run;
    const begins = item >= 0 && !this.#begunItems.has(item);
    if (begins && hidden === null) this.#begunItems.add(item);
    return { ...kindOf(holder, begins), text: run.text(), holder, hidden, length, linked, bold };
  }
}

function countOf(frame: Frame, tag: string): number {
  frame.counts ??= new Map();
  const count = (frame.counts.get(tag) ?? 0) + 1;
  frame.counts.set(tag, count);
  return count;
}

/** Whether its beginning and its end are a block's; inside a row of data nothing is. */
const endsLine = ({ index, row, isBlock }: WalkedElement): boolean =>
  row === index || (isBlock && row < 0);

const isCell = ({ element: { tagName }, row }: WalkedElement): boolean =>
  row >= 0 && (tagName === 'td' || tagName === 'th');

function kindOf(holder: WalkedElement, beginsItem: boolean): Pick<PageBlock, 'kind' | 'level'> {
  if (holder.heading > 0) return { kind: 'heading', level: holder.heading };
  if (holder.row >= 0) return { kind: 'table-row' };
  if (holder.isCaption) return { kind: 'caption' };
  if (holder.isCode) return { kind: 'code' };
  if (beginsItem) return { kind: 'list-item', level: Math.min(Math.max(holder.list, 1), 100) };
  if (holder.quote > 0) return { kind: 'quote', level: Math.min(holder.quote, 100) };
  return { kind: 'paragraph' };
}

const TOP = {
  around: null,
  ...{ depth: -1, hidden: null, keepsSpace: false, linked: false, bold: false, insideLine: false },
  ...{ heading: 0, list: 0, quote: 0, isCaption: false, isCode: false, row: -1, item: -1 },
  isData: false,
} as const;

const CAPTION_CLASS =
  /(?:^|[\s_-])(?:caption|wp-caption-text|bildunterschrift|legende|pie-de-foto|didascalia)(?:$|[\s_-])/iu;

function walkedElement(
  element: PageElement,
  parent: WalkedElement | null,
  index: number,
  nth: number,
): WalkedElement {
  const { tagName } = element;
  const from = parent ?? TOP;
  const heading = /^h[1-6]$/u.test(tagName) ? Number(tagName.charAt(1)) : from.heading;
  const isData = tagName === 'table' ? isDataTable(element) : from.isData;
  const isRow = isData && tagName === 'tr' && from.row < 0;
  const isBlock = isBlockLevel(element, from.insideLine);
  return {
    end: index + 1,
    around: isBlock ? parent : from.around,
    ...{ element, index, parent, nth, depth: from.depth + 1 },
    hidden: from.hidden ?? whyHidden(element),
    keepsSpace: keepsSpace(element, from.keepsSpace),
    linked: from.linked || (tagName === 'a' && attribute(element, 'href') !== undefined),
    bold: from.bold || tagName === 'b' || tagName === 'strong',
    isBlock,
    insideLine: from.insideLine || tagName === 'p' || heading > 0,
    heading,
    list: from.list + (tagName === 'ul' || tagName === 'ol' || tagName === 'menu' ? 1 : 0),
    quote: from.quote + (tagName === 'blockquote' ? 1 : 0),
    isCaption: from.isCaption || isCaption(element),
    isCode: from.isCode || ['pre', 'listing', 'xmp', 'plaintext'].includes(tagName),
    isData,
    row: isRow ? index : from.row,
    item: tagName === 'li' ? index : from.item,
  };
}

function isCaption(element: PageElement): boolean {
  const { tagName } = element;
  if (tagName === 'figcaption' || tagName === 'caption') return true;
  const classes = attribute(element, 'class');
  return classes !== undefined && CAPTION_CLASS.test(classes) && isShort(element, LONGEST_CAPTION);
}

/** Characters beyond which a name does not make a caption: what it names is the place of whole articles. */
const LONGEST_CAPTION = 1500;
