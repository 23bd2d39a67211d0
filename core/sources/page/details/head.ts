import {
  attribute,
  childrenOf,
  isElement,
  rawText,
  type PageDocument,
  type PageElement,
  type PageNode,
} from '../tree/tree.ts';
import { dataOfScript } from './script-data.ts';
import { dataOfArticle, parseLinkedData, type LinkedArticle } from './linked-data.ts';

/** What a page says of itself to machines, in the order of the source. */
export interface PageHead {
  /** The first content of each `<meta>`, by its lower-case name, property or itemprop. */
  readonly metas: ReadonlyMap<string, { readonly value: string; readonly from: string }>;
  readonly title: string | null;
  /** Of `<html>`. */
  readonly language: string | null;
  readonly canonical: string | null;
  readonly base: string | null;
  readonly times: readonly PageTime[];
  /** From JSON-LD; `null` where it says nothing of an article. */
  readonly article: LinkedArticle | null;
  /** What the scripts of the page draw it from, as far as it is data and no program. */
  readonly data: readonly unknown[];
  /** A comment that SingleFile or a browser writes into what it saves: where from and when. */
  readonly saved: { readonly url: string | null; readonly date: string | null };
}

export interface PageTime {
  readonly datetime: string;
  readonly element: PageElement;
  /** `published` and `modified` where its names say so. */
  readonly role: 'published' | 'modified' | null;
}

/** More of each than any page has. */
const MOST = { metas: 2000, times: 500, scripts: 100, script: 4 * 1024 * 1024 } as const;

/** Goes through the whole tree once, without recursion. */
export function readHead(document: PageDocument): PageHead {
  const metas = new Map<string, { value: string; from: string }>();
  const times: PageTime[] = [];
  const scripts: unknown[] = [];
  const data: unknown[] = [];
  const once: Partial<Record<'title' | 'language' | 'canonical' | 'base', string | undefined>> = {};
  const todo: PageNode[] = document.childNodes.toReversed();
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (!isElement(node)) continue;
    const { tagName } = node;
    if (tagName === 'meta') addMeta(metas, node);
    else if (tagName === 'title') once.title ??= oneLine(rawText(node)) || undefined;
    else if (tagName === 'html') once.language ??= languageOf(node);
    else if (tagName === 'base') once.base ??= attribute(node, 'href');
    else if (tagName === 'link' && isCanonical(node)) once.canonical ??= attribute(node, 'href');
    else if (tagName === 'time' && times.length < MOST.times) addTime(times, node);
    else if (tagName === 'script' && scripts.length + data.length < MOST.scripts) {
      addScript(scripts, data, node);
    }
    if (tagName === 'script' || tagName === 'style' || tagName === 'svg') continue;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child) todo.push(child);
    }
  }
  return {
    ...{ metas, times, data },
    title: once.title ?? null,
    language: once.language ?? null,
    canonical: once.canonical ?? null,
    base: once.base ?? null,
    article: dataOfArticle(scripts),
    saved: savedFrom(document),
  };
}

export function oneLine(text: string): string {
  return text.replace(/[\t\n\f\r ]+/gu, ' ').trim();
}

function addMeta(metas: Map<string, { value: string; from: string }>, meta: PageElement): void {
  const value = oneLine((attribute(meta, 'content') ?? '').slice(0, 8000));
  if (value === '' || metas.size >= MOST.metas) return;
  for (const kind of ['property', 'name', 'itemprop', 'http-equiv']) {
    const name = attribute(meta, kind)?.trim();
    if (name === undefined || name === '') continue;
    for (const each of name.toLowerCase().split(/\s+/u).slice(0, 5)) {
      if (metas.has(each)) continue;
      metas.set(each, { value, from: `<meta ${kind}="${each.slice(0, 100)}">` });
    }
  }
}

function languageOf(html: PageElement): string | undefined {
  return (attribute(html, 'lang') ?? attribute(html, 'xml:lang'))?.trim() || undefined;
}

const isCanonical = (link: PageElement): boolean =>
  (attribute(link, 'rel') ?? '').toLowerCase().split(/\s+/u).includes('canonical');

function addTime(times: PageTime[], element: PageElement): void {
  const datetime = attribute(element, 'datetime')?.trim();
  if (!datetime) return;
  const names = ['class', 'id', 'itemprop', 'pubdate', 'property']
    .map((name) => attribute(element, name) ?? '')
    .join(' ')
    .slice(0, 400)
    .toLowerCase();
  const isPublished =
    /publish|pubdate|created|issued|entry-date/u.test(names) ||
    attribute(element, 'pubdate') !== undefined;
  const isModified = /modif|updat/u.test(names);
  const role =
    isModified && !/published/u.test(names) ? 'modified' : isPublished ? 'published' : null;
  times.push({ datetime: datetime.slice(0, 200), element, role });
}

function addScript(linked: unknown[], data: unknown[], element: PageElement): void {
  const type = attribute(element, 'type')?.trim().toLowerCase() ?? '';
  const source = rawText(element);
  if (source.length > MOST.script) return;
  const isLinked = type.startsWith('application/ld+json');
  const parsed = isLinked ? parseLinkedData(source) : dataOfScript(source);
  if (parsed !== undefined) (isLinked ? linked : data).push(parsed);
}

/** SingleFile: `Page saved with SingleFile url: … saved date: …`; browsers: `saved from url=(0033)…`. */
function savedFrom(document: PageDocument): PageHead['saved'] {
  const comments: string[] = [];
  const html = document.childNodes.find(isElement);
  for (const node of [...document.childNodes, ...(html?.childNodes.slice(0, 3) ?? [])]) {
    if ('data' in node) comments.push(node.data.slice(0, 4000));
  }
  for (const comment of comments) {
    const single =
      /^\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n]+))?/u.exec(comment);
    if (single) return { url: single[1] ?? null, date: single[2]?.trim() ?? null };
    const browser = /^\s*saved from url=\(\d+\)(\S+)/u.exec(comment);
    if (browser) return { url: browser[1] ?? null, date: null };
  }
  return { url: null, date: null };
}
