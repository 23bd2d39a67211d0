import type { Span } from '#core/text/span.ts';

import type { FrozenText } from './frozen-text.ts';

/** A place in the DOM, as ranges and selections have it. */
export interface TextPoint {
  readonly node: Node;
  /** Code units in a text node, children in an element. */
  readonly offset: number;
}

/** Article offset of a DOM point; `undefined` outside the article. */
export function offsetOfPoint(
  text: FrozenText,
  root: HTMLElement,
  node: Node,
  offset: number,
): number | undefined {
  if (!root.contains(node)) return undefined;
  const textEnd = text.blocks.at(-1)?.end ?? 0;
  const index = text.blockIndexOf(node);
  if (index !== undefined) {
    const block = text.blocks[index];
    if (!block) return undefined;
    if (node instanceof Text) return Math.min(block.start + offset, block.end);
    return offset === 0 ? block.start : block.end;
  }
  if (node === root) {
    const first = text.sectionFirsts[offset];
    return first === undefined ? textEnd : text.blocks[first]?.start;
  }
  const section = text.sections.findIndex((element) => element === node);
  const first = text.sectionFirsts[section];
  if (first === undefined) return undefined;
  const after = text.sectionFirsts[section + 1] ?? text.blocks.length;
  if (first + offset < after) return text.blocks[first + offset]?.start;
  return text.blocks[after - 1]?.end;
}

/** DOM point of an article offset; an offset inside a line break is the end of the line before. */
export function pointOfOffset(
  text: FrozenText,
  offset: number,
  side: 'start' | 'end' = 'start',
): TextPoint | undefined {
  const index = text.blockIndexAt(offset, side);
  const block = text.blocks[index];
  const element = text.element(index);
  if (!block || !element) return undefined;
  const node = text.textNode(index);
  if (!node) return { node: element, offset: 0 };
  return { node, offset: Math.min(Math.max(offset - block.start, 0), node.length) };
}

/** A live DOM range over a span; `undefined` if the article is not loaded. */
export function rangeOfSpan(text: FrozenText, span: Span): Range | undefined {
  const start = pointOfOffset(text, span.start, 'start');
  const end = pointOfOffset(text, span.end, span.end > span.start ? 'end' : 'start');
  if (!start || !end) return undefined;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/**
 * The caret before the character at a point. Where a line is wrapped there, a range without words
 * stands at the end of the line above.
 */
function beforeItsCharacter({ node, offset }: TextPoint, caret: DOMRect): DOMRect {
  const first = characterRect(node, offset);
  if (!first || first.top < caret.bottom) return caret;
  const second = characterRect(node, offset + 1);
  const isRightToLeft = second?.top === first.top && second.left < first.left;
  return new DOMRect(isRightToLeft ? first.right : first.left, first.top, 0, first.height);
}

function characterRect(node: Node, offset: number): DOMRect | undefined {
  if (!(node instanceof Text) || offset >= node.length) return undefined;
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return range.getClientRects()[0];
}

/** Rectangle of a caret before an offset, in window coordinates; `undefined` if no article is loaded. */
export function caretRect(
  text: FrozenText,
  offset: number,
  side: 'start' | 'end' = 'start',
): DOMRect | undefined {
  const point = pointOfOffset(text, offset, side);
  if (!point) return undefined;
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  const rect = range.getClientRects()[0];
  if (rect) return side === 'start' ? beforeItsCharacter(point, rect) : rect;
  // A caret in an empty line has no rectangle of its own.
  const element = point.node instanceof Element ? point.node : point.node.parentElement;
  return element?.getBoundingClientRect() ?? range.getBoundingClientRect();
}
