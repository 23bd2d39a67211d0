import { showHidden } from '../../../guards/labels.ts';

/** Elements that a page may hold. Nothing here runs a program or loads a file. */
export type ElementName =
  | 'a'
  | 'bdi'
  | 'body'
  | 'caption'
  | 'dd'
  | 'del'
  | 'div'
  | 'dl'
  | 'dt'
  | 'figcaption'
  | 'figure'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'head'
  | 'header'
  | 'html'
  | 'ins'
  | 'li'
  | 'main'
  | 'meta'
  | 'nav'
  | 'ol'
  | 'p'
  | 'section'
  | 'small'
  | 'span'
  | 'strong'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'title'
  | 'tr'
  | 'ul'
  | 'svg'
  | 'g'
  | 'rect'
  | 'line'
  | 'text';

/** Attributes that an element may have. A link leads to a place on the same page, never elsewhere. */
export interface Attributes {
  readonly id?: string | undefined;
  readonly class?: string | undefined;
  readonly href?: `#${string}`;
  readonly lang?: string;
  readonly scope?: 'col' | 'row';
  readonly colspan?: number;
  readonly 'data-label'?: string;
  readonly role?: 'group';
  readonly tabindex?: 0;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-labelledby'?: string;
  readonly charset?: 'utf-8';
  readonly name?: 'viewport' | 'color-scheme' | 'generator';
  readonly content?: string;
  readonly 'http-equiv'?: 'Content-Security-Policy';
  readonly viewBox?: string;
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly x1?: number;
  readonly x2?: number;
  readonly y1?: number;
  readonly y2?: number;
  readonly 'text-anchor'?: 'middle' | 'end';
}

/** What may stand in an element. A string is text, whatever is in it. */
export type Child = HtmlElement | string | number | null;

/** An element and what stands in it. */
export interface HtmlElement {
  readonly name: ElementName;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** Makes an element. */
export function h(
  name: ElementName,
  attributes: Attributes,
  ...children: readonly Child[]
): HtmlElement {
  return { name, attributes, children };
}

/** What a person wrote: set apart so that its direction cannot turn what stands around it. */
export function written(text: string): HtmlElement {
  return h('bdi', {}, text.trim() === '' ? '(empty)' : text);
}

/** What children say, without how it is set apart. */
export function plainText(children: readonly Child[]): string {
  return children
    .map((child) =>
      child !== null && typeof child === 'object' ? plainText(child.children) : String(child ?? ''),
    )
    .join('');
}

/** A cell that says its column where a narrow window shows rows one below the other. */
export function labelled(column: readonly Child[], ...children: readonly Child[]): HtmlElement {
  return h('td', { 'data-label': plainText(column) }, ...children);
}

/** Children with a separator between them. */
export function joined(children: readonly Child[], separator: string): Child[] {
  return children.flatMap((child, index) => (index === 0 ? [child] : [separator, child]));
}

/** A whole page, by what goes into its head and its body. */
export interface Page {
  readonly lang: string;
  readonly title: string;
  readonly meta: readonly Attributes[];
  /** A style sheet of the program's own; it is not escaped and may therefore hold no `<`. */
  readonly style: string;
  readonly body: readonly Child[];
}

/** Writes a page as HTML. The same page always gives the same text. */
export function serializePage({ lang, title, meta, style, body }: Page): string {
  if (style.includes('<')) throw new Error('A style sheet must not contain "<".');
  const parts = ['<!doctype html>\n<html', attributeText({ lang }), '>\n<head>\n'];
  for (const attributes of [{ charset: 'utf-8' } as const, ...meta]) {
    append(h('meta', attributes), parts);
    parts.push('\n');
  }
  append(h('title', {}, title), parts);
  parts.push(`\n<style>\n${style.trim()}\n</style>\n</head>\n`);
  append(h('body', {}, ...body), parts);
  parts.push('\n</html>\n');
  return parts.join('');
}

/** Elements after which a new line begins, so that the file can be read and compared. */
const OWN_LINE: ReadonlySet<ElementName> = new Set([
  'caption',
  'dd',
  'div',
  'dl',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'header',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'section',
  'svg',
  'table',
  'tbody',
  'thead',
  'tr',
  'ul',
]);

function append(child: Child, parts: string[]): void {
  if (child === null) return;
  if (typeof child !== 'object') {
    parts.push(escapeText(String(child)));
    return;
  }
  const { name, attributes, children } = child;
  parts.push('<', name, attributeText(attributes), '>');
  if (name === 'meta') return;
  for (const one of children) append(one, parts);
  parts.push('</', name, '>');
  if (OWN_LINE.has(name)) parts.push('\n');
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]: [string, string | number | undefined]) =>
      value === undefined ? '' : ` ${name}="${escapeText(String(value))}"`,
    )
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Text as it may stand between tags and in an attribute, which is always in double quotes. Hidden
 * characters are shown.
 */
function escapeText(text: string): string {
  return showHidden(text.toWellFormed()).replace(/[&<>"]/gu, (c) => ESCAPES[c] ?? c);
}
