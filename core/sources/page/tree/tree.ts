import {
  defaultTreeAdapter,
  parse,
  parseFragment,
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  type TreeAdapter,
} from 'parse5';

import { PAGE_LIMITS } from './limits.ts';

export type PageDocument = DefaultTreeAdapterTypes.Document;
export type PageElement = DefaultTreeAdapterTypes.Element;
export type PageNode = DefaultTreeAdapterTypes.ChildNode;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** The source makes more elements than any page has. */
class TooManyElements extends Error {}

/**
 * The tree of a page as every browser builds it; `null` where it would have too many elements. A few
 * kilobytes of unclosed tags can make millions, because the rules of HTML repeat them.
 */
export function parsePage(source: string, isXhtml: boolean): PageDocument | null {
  const html = isXhtml ? openSelfClosed(source) : source;
  try {
    const treeAdapter = countingAdapter();
    const document = parse(html, { scriptingEnabled: true, treeAdapter });
    readNoscript(document, treeAdapter);
    return document;
  } catch (error) {
    if (error instanceof TooManyElements) return null;
    throw error;
  }
}

/**
 * What stands in <noscript> is no part of the tree that a browser builds, whatever tags it has; it is read by
 * itself, so that its words can be listed as hidden.
 */
function readNoscript(
  document: PageDocument,
  treeAdapter: TreeAdapter<DefaultTreeAdapterMap>,
): void {
  const waiting: ParentNode[] = [document];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      const [words, ...others] = child.childNodes;
      if (child.tagName !== 'noscript') waiting.push(child);
      else if (words && others.length === 0 && defaultTreeAdapter.isTextNode(words)) {
        const options = { scriptingEnabled: false, treeAdapter };
        child.childNodes = parseFragment(words.value, options).childNodes;
        for (const each of child.childNodes) each.parentNode = child;
      }
    }
  }
}

function countingAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let count = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (tag, namespace, attributes) => {
      count += 1;
      if (count > PAGE_LIMITS.elements) throw new TooManyElements();
      return defaultTreeAdapter.createElement(tag, namespace, attributes);
    },
    // What stands in a table and may not goes before it. The table is at the end of its parent then:
    // looked for from there, a million such pieces take no longer than they must.
    insertBefore: (parent, child, reference) => {
      parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, child);
      child.parentNode = parent;
    },
    insertTextBefore: (parent, text, reference) => insertTextBefore(parent, text, reference),
  };
}

function insertTextBefore(parent: ParentNode, text: string, reference: PageNode): void {
  const at = parent.childNodes.lastIndexOf(reference);
  const before = parent.childNodes[at - 1];
  if (before && defaultTreeAdapter.isTextNode(before)) {
    before.value += text;
    return;
  }
  const node = defaultTreeAdapter.createTextNode(text);
  node.parentNode = parent;
  parent.childNodes.splice(at, 0, node);
}

const VOID_TAGS =
  'area|base|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr|svg|path|math';

const SELF_CLOSED = new RegExp(
  `<(?!(?:${VOID_TAGS})[\\s/])([a-z][a-z0-9]*)((?:\\s+[\\w:.-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*/>`,
  'giu',
);

/** XHTML closes `<script src="x"/>` in its own tag; HTML would take the rest of the page for a script. */
function openSelfClosed(source: string): string {
  return source.replace(SELF_CLOSED, '<$1$2></$1>').replace(/<!\[CDATA\[([^\]<&]*)\]\]>/gu, '$1');
}

export function isElement(node: PageNode | ParentNode): node is PageElement {
  return 'tagName' in node;
}

export function attribute(element: PageElement, name: string): string | undefined {
  for (const each of element.attrs) if (each.name === name) return each.value;
  return undefined;
}

/** Whether an element has at most so many characters and elements inside; looks no further. */
export function isShort(element: PageElement, most: number): boolean {
  let left = most;
  const waiting: PageNode[] = [...childrenOf(element)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    left -= 1 + valueOf(node).trim().length;
    if (left < 0) return false;
    if (isElement(node)) for (const child of childrenOf(node)) waiting.push(child);
  }
  return true;
}

/** All text inside, as it stands; of scripts and titles, which hold nothing but text. */
export function rawText(element: PageElement): string {
  return element.childNodes
    .map((node) => (node.nodeName === '#text' ? valueOf(node) : ''))
    .join('');
}

export function valueOf(node: PageNode): string {
  return 'value' in node ? node.value : '';
}

export function childrenOf(element: PageElement): readonly PageNode[] {
  return isTemplate(element) ? element.content.childNodes : element.childNodes;
}

function isTemplate(element: PageElement): element is DefaultTreeAdapterTypes.Template {
  return element.tagName === 'template' && 'content' in element;
}
