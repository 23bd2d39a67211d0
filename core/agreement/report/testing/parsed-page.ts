// Reads the page of the report back as a browser would, so that tests can ask for its tables by caption.

/** An element as the page has it. */
export interface Parsed {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Parsed | string)[];
}

const TOKEN = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z0-9-]+="[^"<>]*")*)>|[^<>]+/gy;

/** Reads a page strictly: every tag closed in its order, every attribute quoted, no stray bracket. */
export function parsePage(html: string): Parsed {
  const root: Parsed = { name: '#root', attributes: new Map(), children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < html.length) {
    const token = TOKEN.exec(html);
    if (!token) throw new Error(`Not a tag at ${String(at)}: ${html.slice(at, at + 80)}`);
    at = TOKEN.lastIndex;
    const [text, slash, name, attributeText = ''] = token;
    const top = open.at(-1);
    if (!top) throw new Error('Closed too often.');
    if (name === undefined) {
      if (!text.startsWith('<')) top.children.push(decode(text));
    } else if (slash === '/') {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>.`);
      open.pop();
    } else {
      const attributes = new Map(
        [...attributeText.matchAll(/ ([a-zA-Z0-9-]+)="([^"]*)"/gu)].map(
          ([, key = '', value = '']) => [key, decode(value)],
        ),
      );
      const element: Parsed = { name, attributes, children: [] };
      top.children.push(element);
      if (name !== 'meta') open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name ?? ''}> is not closed.`);
  return root;
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

export function elements(from: Parsed): Parsed[] {
  return from.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elements(child)],
  );
}

export function textOf(from: Parsed): string {
  return from.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

export function named(page: Parsed, ...names: readonly string[]): Parsed[] {
  return elements(page).filter(({ name }) => names.includes(name));
}

/** The rows of the table with this caption, cell by cell. */
export function tableIn(page: Parsed, caption: string): string[][] {
  const found = named(page, 'table').filter((one) =>
    named(one, 'caption').some((of) => textOf(of) === caption),
  );
  if (found.length !== 1 || !found[0]) throw new Error(`${String(found.length)} of "${caption}"`);
  return named(found[0], 'tr').map((row) => named(row, 'th', 'td').map(textOf));
}
