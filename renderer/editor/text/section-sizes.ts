import { spanLength } from '#core/text/span.ts';

import type { Block } from './block-map.ts';
import type { FrozenText } from './frozen-text.ts';
import { lineScale, type Look } from './structure.ts';

/** How the text is set, in CSS pixels. */
export interface Typesetting {
  readonly fontSize: number;
  readonly lineHeight: number;
  /** Of a line. */
  readonly width: number;
}

/** Width of an average character of running text in heights of the font: a little less than half. */
const CHARACTER_WIDTH = 0.46;

/** Space between paragraphs in heights of the font. */
const PARAGRAPH_GAP = 0.9;

/** Fewest characters that a line is taken to have, however narrow the window is. */
const SHORTEST_LINE = 20;

/** Estimated heights of the sections in CSS pixels, without a layout. */
export function sectionHeights(
  blocks: readonly Block[],
  sectionFirsts: readonly number[],
  { fontSize, lineHeight, width }: Typesetting,
  looks: ReadonlyMap<number, Look> = new Map(),
): number[] {
  const perLine = Math.max(SHORTEST_LINE, width / (fontSize * CHARACTER_WIDTH));
  const heightOf = (block: Block, look: Look | undefined): number => {
    if (look?.kind === 'gap') return lineHeight * lineScale(look);
    const scale = look ? lineScale(look) : 1;
    return (
      Math.max(1, Math.ceil((spanLength(block) * scale) / perLine)) * lineHeight * scale +
      (block.continues ? 0 : fontSize * PARAGRAPH_GAP)
    );
  };
  return sectionFirsts.map((first, at) =>
    Math.round(
      blocks
        .slice(first, sectionFirsts[at + 1])
        .reduce((height, block, index) => height + heightOf(block, looks.get(first + index)), 0),
    ),
  );
}

/** Tells the browser how high sections are that it has not laid out, so that the scroll bar is right. */
export class SectionSizes {
  /** What the heights were estimated for. */
  private sizedFor: Typesetting | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly text: FrozenText,
  ) {}

  /** How the text is set; the same whichever text it is. Asks for a layout. */
  typesetting(): Typesetting {
    const { fontSize, lineHeight, width } = getComputedStyle(this.root);
    return {
      fontSize: Number.parseFloat(fontSize),
      lineHeight: Number.parseFloat(lineHeight),
      width: Number.parseFloat(width),
    };
  }

  /** Estimates the heights anew if the text is set otherwise than it was. */
  update(): void {
    const typesetting = this.typesetting();
    const { fontSize, lineHeight, width } = this.sizedFor ?? {};
    const isSame =
      typesetting.fontSize === fontSize &&
      typesetting.lineHeight === lineHeight &&
      typesetting.width === width;
    if (!isSame) this.load(typesetting);
  }

  /** Estimates the heights of another text. */
  load(typesetting: Typesetting): void {
    this.sizedFor = typesetting;
    const { blocks, sectionFirsts, looks } = this.text;
    const heights = sectionHeights(blocks, sectionFirsts, typesetting, looks);
    this.text.sections.forEach((section, at) => {
      section.style.containIntrinsicSize = `auto ${String(heights[at] ?? 0)}px`;
    });
  }
}
