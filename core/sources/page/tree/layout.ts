import { attribute, isElement, type PageElement, type PageNode, valueOf } from './tree.ts';

/** What a browser draws inside a line of text; everything else that is known begins a line of its own. */
const INLINE = new Set(
  (
    'a abbr acronym applet b bdi bdo big blink br cite code data del dfn em embed font i img input ins kbd ' +
    'label map mark math nobr object output picture q rb rp rt rtc ruby s samp slot small source span strike ' +
    'strong sub sup time track tt u var video audio wbr area param canvas iframe'
  ).split(' '),
);

/** Elements of drawings that hold words. */
const DRAWN_TEXT = new Set(['text', 'foreignobject', 'svg']);

const KEEPS_SPACE = new Set(['pre', 'textarea', 'listing', 'xmp', 'plaintext']);

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const SVG = 'http://www.w3.org/2000/svg';

/** Whether an element begins and ends a line of its own. `insideLine`: it stands in a paragraph or heading. */
export function isBlockLevel(element: PageElement, insideLine: boolean): boolean {
  const { tagName } = element;
  const namespace: string = element.namespaceURI;
  if (namespace === MATHML) return false;
  if (namespace === SVG) return DRAWN_TEXT.has(tagName.toLowerCase());
  const display = displayOf(element);
  if (display === 'none' || display === undefined) {
    if (INLINE.has(tagName)) return false;
    // Elements that a page makes up are drawn in a line, but hold whole blocks more often than not.
    return tagName.includes('-') ? !insideLine : true;
  }
  return !display.startsWith('inline') && display !== 'contents';
}

function displayOf(element: PageElement): string | undefined {
  const style = attribute(element, 'style');
  if (style === undefined) return undefined;
  const said = style.slice(0, 2000).toLowerCase();
  return /(?:^|;)\s*display\s*:\s*([a-z-]+)/u.exec(said)?.[1];
}

/** Whether white space in it is drawn as it stands. */
export function keepsSpace(element: PageElement, inherited: boolean): boolean {
  if (KEEPS_SPACE.has(element.tagName)) return true;
  const style = attribute(element, 'style');
  if (style === undefined) return inherited;
  const said = /(?:^|;)\s*white-space\s*:\s*([a-z-]+)/u.exec(
    style.slice(0, 2000).toLowerCase(),
  )?.[1];
  if (said === undefined) return inherited;
  return said.startsWith('pre') || said === 'break-spaces';
}

/** Characters that a cell of a table of figures or facts has at most; longer ones are columns of a page. */
const LONGEST_CELL = 400;

/**
 * Whether a table holds data, so that its rows are lines of the text; else it only arranges the page, and
 * each cell is read by itself. Looks no further than the first table inside it.
 */
export function isDataTable(table: PageElement): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return false;
  let rows = 0;
  let wide = 0;
  let cells = 0;
  let heads = 0;
  let length = 0;
  const todo: PageNode[] = table.childNodes.toReversed();
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (!isElement(node)) {
      length += valueOf(node).trim().length;
      if (length > LONGEST_CELL) return false;
      continue;
    }
    const { tagName } = node;
    if (['table', 'form', 'article', 'h1', 'h2', 'iframe', 'blockquote'].includes(tagName))
      return false;
    if (tagName === 'tr') rows += 1;
    if (tagName === 'td' || tagName === 'th') {
      cells += 1;
      length = 0;
      if (tagName === 'th') heads += 1;
      if (isSecondCell(node)) wide += 1;
    }
    if (tagName === 'script' || tagName === 'style') continue;
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) todo.push(child);
    }
  }
  // A table of one row or one column arranges things, unless it names its columns.
  return cells > 0 && (heads > 0 ? wide > 0 : rows > 1 && wide * 2 >= rows);
}

/** Whether exactly one cell of its row stands before it. */
function isSecondCell(cell: PageElement): boolean {
  const row = cell.parentNode;
  if (!row) return false;
  let before = 0;
  for (const sibling of row.childNodes) {
    if (sibling === cell) return before === 1;
    if (!isElement(sibling)) continue;
    before += 1;
    if (before > 1) return false;
  }
  return false;
}
