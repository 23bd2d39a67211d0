import { h, type HtmlElement } from '../../agreement/report/page/html.ts';

/** A table that may be wider than the page; it then scrolls by itself, by keys as well. */
export function wide(label: string, table: HtmlElement): HtmlElement {
  return h('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': label }, table);
}
