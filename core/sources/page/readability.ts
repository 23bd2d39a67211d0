import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

import { attribute } from './tree/tree.ts';
import type { PageBlock, WalkedElement, WalkedPage } from './tree/walk.ts';

/** Beyond these Readability, which goes down the tree by calling itself, is not asked. */
const MOST = { depth: 150, blocks: 4000, text: 400_000 } as const;

/** Whether Readability can be asked about a page. */
export function isWithinReach({ blocks }: WalkedPage): boolean {
  let text = 0;
  for (const block of blocks) {
    text += block.text.length;
    if (block.holder.depth > MOST.depth) return false;
  }
  return blocks.length <= MOST.blocks && text <= MOST.text;
}

/**
 * The indexes of the blocks that Readability takes for the article; `null` where it finds none. It is
 * given a small tree of the blocks that are seen and the elements around them, and nothing of what it
 * gives back is used but which blocks are in it.
 */
export function markedByReadability(page: WalkedPage): ReadonlySet<number> | null {
  const parsed: unknown = parseHTML(sourceOf(page));
  const { document } = parsed as { readonly document: object };
  const found = new Readability<Element | null>(document, {
    disableJSONLD: true,
    serializer: (node) => node as Element,
  }).parse()?.content;
  if (!found) return null;
  const marked = new Set<number>();
  for (const element of found.querySelectorAll('[data-block]')) {
    marked.add(Number(element.getAttribute('data-block')));
  }
  return marked;
}

type Element = {
  querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);

function sourceOf(page: WalkedPage): string {
  const parts: string[] = ['<!DOCTYPE html>'];
  let open: WalkedElement[] = [];
  for (const [index, block] of page.blocks.entries()) {
    if (block.hidden !== null) continue;
    const path = pathOf(block);
    let shared = 0;
    while (shared < open.length && open[shared] === path[shared]) shared += 1;
    for (const { element } of open.slice(shared).reverse())
      parts.push(`</${tagOf(element.tagName)}>`);
    for (const walked of path.slice(shared)) parts.push(openTag(walked));
    parts.push(wordsOf(block, index));
    open = path;
  }
  for (const { element } of open.reverse()) parts.push(`</${tagOf(element.tagName)}>`);
  return parts.join('');
}

/** The elements around a block that begin lines, outermost first. */
function pathOf({ holder }: PageBlock): WalkedElement[] {
  const path: WalkedElement[] = [];
  for (let up: WalkedElement | null = holder; up; up = up.parent) {
    if (up.isBlock || up.parent === null) path.push(up);
  }
  return path.reverse();
}

/** Names that HTML's rules would move elsewhere are of no use in a tree that leaves things out. */
const tagOf = (tag: string): string =>
  /^(?:html|body|main|article|section|div|p|h[1-6]|ul|ol|li|blockquote|pre|figure|figcaption|aside|header|footer|nav|form|dl|dt|dd|address)$/u.test(
    tag,
  )
    ? tag
    : 'div';

function openTag({ element }: WalkedElement): string {
  const names = ['class', 'id', 'role', 'itemprop'].flatMap((name) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [` ${name}="${escaped(value.slice(0, 300))}"`];
  });
  return `<${tagOf(element.tagName)}${names.join('')}>`;
}

function wordsOf({ text, linked, length }: PageBlock, index: number): string {
  const cut = length === 0 ? 0 : Math.round((linked / length) * text.length);
  const link = cut > 0 ? `<a href="#">${escaped(text.slice(0, cut))}</a>` : '';
  return `<span data-block="${index}">${link}${escaped(text.slice(cut))}</span>`;
}
