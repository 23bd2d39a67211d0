import { decodeReferences } from './html-references.ts';

/** What a page says, without its markup. */
export interface PageText {
  /** Blocks begin new lines; white space is one space, except in preformatted text. */
  readonly text: string;
  /** All text nodes one after another, with one character for each `<br>`: what positions count in. */
  readonly nodes: string;
  /** Offset in `text` of an offset in `nodes`; both UTF-16. */
  readonly toText: (offset: number) => number;
  /** Where in `nodes` a text node begins, by its path: `/div[1]/p[2]/text()[1]`. */
  readonly nodeStart: (path: string) => number | undefined;
}

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section ' +
    'summary table tbody tfoot thead title tr ul'
  ).split(' '),
);
/** Elements without an end. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** Elements whose content is not markup; none of it is shown. */
const RAW = new Set(['script', 'style', 'title', 'noscript', 'template', 'iframe']);
/** Elements that end where another of the same name begins. */
const ENDED_BY_NEXT = new Set(['li', 'td', 'th', 'tr', 'dt', 'dd', 'option']);
/** Elements that paths leave out, because the page stands inside another one. */
const LEFT_OUT = new Set(['html', 'head', 'body']);
/** Depth to which paths are known; deeper ones would take memory without bound. */
const PATH_DEPTH = 100;

/** Reads a page of HTML as browsers do, as far as texts and their paths go; in one pass. */
export function readPage(html: string): PageText {
  const reader = new PageReader(html);
  reader.read();
  return reader;
}

/** An element that is open. */
interface OpenElement {
  readonly name: string;
  /** `null` where it is too deep. */
  readonly path: string | null;
  /** How many children of each name it has so far. */
  children?: Map<string, number>;
}

class PageReader implements PageText {
  text = '';
  nodes = '';
  /** Offset in the text of each offset in the nodes, which are no longer than their markup. */
  readonly #at: Uint32Array;
  readonly #starts = new Map<string, number>();
  readonly #open: OpenElement[] = [{ name: '', path: '' }];
  /** How many of the open elements show white space as it is written. */
  #preformatted = 0;
  /** White space that stands before the next word, if there is one. */
  #pending = '';

  constructor(private readonly html: string) {
    this.#at = new Uint32Array(html.length);
  }

  readonly toText = (offset: number): number =>
    offset < this.nodes.length ? (this.#at[offset] ?? 0) : this.text.length;

  readonly nodeStart = (path: string): number | undefined =>
    this.#starts.get(path.replace(/^\/html(?:\[1\])?/u, '').replace(/^\/body(?:\[1\])?/u, ''));

  read(): void {
    const { html } = this;
    for (let at = 0; at < html.length;) {
      const tag = this.#nextTag(at);
      if (tag > at) this.#addNode(decodeReferences(html.slice(at, tag)), true);
      at = tag < html.length ? this.#readTag(tag) : tag;
    }
  }

  /** Where the next `<` stands that begins markup. */
  #nextTag(from: number): number {
    for (let at = from; ; at += 1) {
      at = this.html.indexOf('<', at);
      if (at < 0) return this.html.length;
      if (/[a-z/!?]/iu.test(this.html.charAt(at + 1))) return at;
    }
  }

  /** Answers with where the markup ends that begins at an offset. */
  #readTag(at: number): number {
    const { html } = this;
    if (html.startsWith('<!--', at)) return this.#after('-->', at + 4);
    if (/[!?]/u.test(html.charAt(at + 1))) return this.#after('>', at);
    const isEnd = html.charAt(at + 1) === '/';
    const begin = at + (isEnd ? 2 : 1);
    const length = html.slice(begin, begin + 32).search(/[^a-z0-9-]|$/iu);
    const name = html.slice(begin, begin + length).toLowerCase();
    const end = this.#tagEnd(begin + length);
    if (isEnd) this.#close(name);
    else if (RAW.has(name)) return this.#skipRaw(name, end);
    else this.#begin(name, html.charAt(end - 2) === '/');
    return end;
  }

  #after(closing: string, from: number): number {
    const found = this.html.indexOf(closing, from);
    return found < 0 ? this.html.length : found + closing.length;
  }

  /** Where a tag ends: after the first `>` that is not in a quoted value. */
  #tagEnd(from: number): number {
    const pattern = /=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$))|>/gu;
    pattern.lastIndex = from;
    for (let found = pattern.exec(this.html); found; found = pattern.exec(this.html)) {
      if (found[0] === '>') return pattern.lastIndex;
    }
    return this.html.length;
  }

  #skipRaw(name: string, from: number): number {
    this.#open.push(this.#child(name));
    const closing = new RegExp(`</${name}`, 'giu');
    closing.lastIndex = from;
    const end = closing.exec(this.html)?.index ?? this.html.length;
    if (end > from) this.#addNode(this.html.slice(from, end), false);
    this.#open.pop();
    return end < this.html.length ? this.#tagEnd(end) : end;
  }

  #begin(name: string, isClosed: boolean): void {
    this.#breakAt(name);
    if (LEFT_OUT.has(name)) return;
    const top = this.#open.at(-1)?.name;
    if (top === 'p' ? BLOCKS.has(name) : top === name && ENDED_BY_NEXT.has(name)) this.#open.pop();
    const child = this.#child(name);
    if (name === 'br') {
      this.#at[this.nodes.length] = this.text.length;
      this.nodes += '\n';
    }
    if (VOID.has(name) || isClosed) return;
    this.#open.push(child);
    if (name === 'pre') this.#preformatted += 1;
  }

  #close(name: string): void {
    this.#breakAt(name);
    // An end without a beginning ends nothing.
    for (let depth = this.#open.length - 1; depth > 0; depth -= 1) {
      if (this.#open.length - depth > PATH_DEPTH) return;
      if (this.#open[depth]?.name !== name) continue;
      const ended = this.#open.splice(depth);
      this.#preformatted -= ended.filter((each) => each.name === 'pre').length;
      return;
    }
  }

  #breakAt(name: string): void {
    if (BLOCKS.has(name) || name === 'br') this.#pending = '\n';
    else if (name === 'td' || name === 'th') this.#pending ||= ' ';
  }

  #child(name: string): OpenElement {
    return { name, path: this.#childPath(name) };
  }

  #childPath(name: string): string | null {
    const parent = this.#open.at(-1);
    if (!parent || parent.path === null || this.#open.length > PATH_DEPTH) return null;
    parent.children ??= new Map();
    const number = (parent.children.get(name) ?? 0) + 1;
    parent.children.set(name, number);
    return `${parent.path}/${name}[${number}]`;
  }

  #addNode(node: string, isShown: boolean): void {
    const path = this.#childPath('text()');
    const begin = this.nodes.length;
    if (path !== null) this.#starts.set(path, begin);
    this.nodes += node;
    if (!isShown) {
      this.#at.fill(this.text.length, begin, begin + node.length);
      return;
    }
    const isAsWritten = this.#preformatted > 0;
    for (let from = 0, to = 0; from < node.length; from = to) {
      const isSpace = isSpaceAt(node, from);
      while (to < node.length && isSpaceAt(node, to) === isSpace) to += 1;
      if (isSpace && !isAsWritten) {
        this.#pending ||= ' ';
        this.#at.fill(this.text.length, begin + from, begin + to);
        continue;
      }
      if (this.text !== '') this.text += this.#pending;
      this.#pending = '';
      for (let unit = from; unit < to; unit += 1) {
        this.#at[begin + unit] = this.text.length + unit - from;
      }
      this.text += node.slice(from, to);
    }
  }
}

/** Whether white space stands there that a page folds: space, tab, line feed, form feed, return. */
function isSpaceAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d && unit !== 0x0b);
}
