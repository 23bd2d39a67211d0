import type { Block, BlockKind, BlockPart } from '../reading.ts';

/** Why words are no part of the text as it reads: they become a block of their own. */
export interface Aside {
  readonly part: BlockPart;
  readonly why: string;
}

/** What a paragraph is, known when it ends. */
export interface Shape extends Aside {
  readonly kind: BlockKind;
  readonly level?: number | undefined;
  readonly place: string;
}

/** A block, and whether it is what a paragraph itself says, not what hangs on it. */
export interface Written {
  readonly block: Block;
  readonly isText: boolean;
}

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/u.test(text);
}

/**
 * Makes blocks out of paragraphs whose words come one after another, some of which are not part of
 * the text as it reads. Those, and what hangs on a paragraph, come right behind it.
 */
export class ParagraphWriter {
  readonly written: Written[] = [];
  #text: string[] = [];
  /** Set where a line was broken and nothing stands behind it yet. */
  #breaks = '';
  #asides: { readonly aside: Aside; text: string; isOpen: boolean }[] = [];
  #hanging: Block[] = [];

  /** Words of the paragraph; with `aside` such as are not part of its text. */
  write(text: string, aside: Aside | null): void {
    if (text === '') return;
    if (aside === null) {
      for (const each of this.#asides) each.isOpen = false;
      this.#text.push(this.#text.length === 0 ? '' : this.#breaks, text);
      this.#breaks = '';
      return;
    }
    const last = this.#asides.at(-1);
    if (last?.isOpen === true && last.aside.why === aside.why) last.text += text;
    else this.#asides.push({ aside, text, isOpen: true });
  }

  /** A page or column ends: the line does, where words stand on both sides. */
  breakPage(): void {
    this.#breaks = '\n';
  }

  /** Blocks that hang on the paragraph, such as a text box. */
  hang(blocks: readonly Block[]): void {
    for (const block of blocks) this.#hanging.push(block);
  }

  /** Whether a paragraph has begun that has not ended. */
  get isOpen(): boolean {
    return this.#text.length > 0 || this.#asides.length > 0 || this.#hanging.length > 0;
  }

  /** @param joins the next paragraph goes on in the same line */
  end(shape: Shape, joins = false): void {
    for (const each of this.#asides) each.isOpen = false;
    if (joins) return;
    const text = this.#text.join('');
    const { place, kind, level, part, why } = shape;
    if (isVisible(text)) {
      const block: Block = { kind, text, part, why, place };
      this.written.push({
        block: level === undefined ? block : { ...block, level },
        isText: true,
      });
    }
    for (const { aside, text: words } of this.#asides) {
      if (!isVisible(words)) continue;
      const block: Block = { kind: 'paragraph', text: words, ...aside, place };
      this.written.push({ block, isText: false });
    }
    for (const block of this.#hanging) this.written.push({ block, isText: false });
    this.#text = [];
    this.#breaks = '';
    this.#asides = [];
    this.#hanging = [];
  }

  /** Blocks that are whole already. */
  add(written: readonly Written[]): void {
    for (const each of written) this.written.push(each);
  }
}
