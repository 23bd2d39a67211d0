import { SaxesParser, type SaxesTagNS } from 'saxes';

import { err, ok, type Result } from '../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../content/codec.ts';
import type { LossCounter } from '../content/losses.ts';
import { readText } from '../content/read-file.ts';

/** Limits on a file of XML, checked while it is read. */
const XML_LIMITS = {
  /** Elements inside one another. */
  depth: 64,
  /** Elements and attributes. */
  nodes: 4_000_000,
} as const;

/** What XML 1.0 has no way to write, and halves of characters. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const REPLACEMENT = '\ufffd';

/** Target of the processing instructions that are for this program. */
const OWN = 'framewise';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Readers turn these into spaces or line feeds where they stand as themselves.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escapeWith(pattern: RegExp, value: string): string {
  return value.replace(pattern, (character) => ESCAPES[character] ?? character);
}

/** Attributes by name, in the order in which they are written; those without a value are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** Writes one document of XML 1.0, indented by two. Names are trusted, values are not. */
export class XmlWriter {
  readonly #parts = ['<?xml version="1.0" encoding="utf-8"?>\n'];
  readonly #open: string[] = [];

  /** @param losses is told of each value that had to be changed */
  constructor(private readonly losses: LossCounter) {}

  /** An element with the elements that `content` writes. */
  element(name: string, attributes: XmlAttributes, content?: () => void): void {
    const indent = '  '.repeat(this.#open.length);
    this.#parts.push(indent, '<', name, this.#attributes(attributes));
    const from = this.#parts.push('>\n');
    this.#open.push(name);
    content?.();
    this.#open.pop();
    if (this.#parts.length === from) this.#parts[from - 1] = '/>\n';
    else this.#parts.push(indent, '</', name, '>\n');
  }

  /** An element with nothing but text. */
  text(name: string, value: string): void {
    const escaped = escapeWith(/[&<>\r]/gu, this.#writable(value));
    this.#parts.push('  '.repeat(this.#open.length), '<', name, '>', escaped, '</', name, '>\n');
  }

  /** Something for this program alone, which others pass over; see `XmlElement.own`. */
  instruction(value: unknown): void {
    const json = JSON.stringify(value)
      .replaceAll('?>', String.raw`?\u003e`)
      .replace(UNWRITABLE, (character) => {
        const code = character.charCodeAt(0).toString(16).padStart(4, '0');
        return String.raw`\u` + code;
      });
    this.#parts.push('  '.repeat(this.#open.length), '<?', OWN, ' ', json, '?>\n');
  }

  toString(): string {
    return this.#parts.join('');
  }

  #attributes(attributes: XmlAttributes): string {
    let written = '';
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) continue;
      const plain =
        typeof value === 'number'
          ? String(value)
          : escapeWith(/[&<>"\t\n\r]/gu, this.#writable(value));
      written += ` ${name}="${plain}"`;
    }
    return written;
  }

  #writable(value: string): string {
    const written = value.replace(UNWRITABLE, REPLACEMENT);
    if (written !== value) this.losses.add('unicode');
    return written;
  }
}

/** An element as it was read. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string;
  /** By name; those with a prefix as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters that stand directly in it. */
  readonly text: string;
  /** Where it stands among the characters directly in its parent: an offset in that one's text. */
  readonly at: number;
  /** JSON that this program has put into it for itself; `null` where there is none. */
  readonly own: string | null;
  /** Of its start tag, from 1. */
  readonly line: number;
}

/** An element while it is read. */
interface OpenElement extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: OpenElement[];
  text: string;
  own: string | null;
}

/** Leaves the parser, which calls back, from any depth. */
class XmlRefused extends Error {
  constructor(
    readonly type: CodecError['type'],
    readonly detail: string,
  ) {
    super(detail);
  }
}

/**
 * Reads a file of XML into elements: UTF-8 only, no document type and so no entities but the five
 * of XML itself, every prefix declared, nothing fetched.
 */
export function readXml(
  file: InputFile,
  tools: Pick<CodecTools, 'decode'>,
  limits: { readonly depth: number; readonly nodes: number } = XML_LIMITS,
): Result<XmlElement, CodecError> {
  const text = readText(file, tools);
  if (!text.ok) return text;
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  try {
    return ok(parse(parser, text.value, limits));
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    const { type, detail } = error;
    // The parser counts columns from 0, behind the character that it has read last.
    const place = `${file.path}, line ${parser.line}, column ${Math.max(1, parser.column)}`;
    return err({ type, place, detail });
  }
}

function parse(
  parser: SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }>,
  text: string,
  limits: { readonly depth: number; readonly nodes: number },
): XmlElement {
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let nodes = 0;
  let line = 1;
  const count = (): void => {
    nodes += 1;
    if (nodes <= limits.nodes) return;
    const most = limits.nodes.toLocaleString('en');
    throw new XmlRefused(
      'too-large',
      `It has more than ${most} elements and attributes, which is the limit.`,
    );
  };
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('error', ({ message }) => {
    const what = message.replace(/^\d+:\d+: /u, '').replace(/\.$/u, '');
    const isShort = /^(?:unclosed|unexpected end|document must contain)/u.test(what);
    throw new XmlRefused(
      isShort ? 'unreadable' : 'malformed',
      isShort
        ? 'The XML ends before it is complete.'
        : `It is not well-formed XML: ${what.slice(0, 200).toWellFormed()}.`,
    );
  });
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (/^(?:utf-?8|(?:us-)?ascii)$/iu.test(encoding)) return;
    throw new XmlRefused(
      'unreadable',
      'It says that it is in another encoding. Save it in UTF-8 and open it again.',
    );
  });
  parser.on('doctype', () => {
    throw new XmlRefused('unsafe', 'It declares a document type, which is never read here.');
  });
  parser.on('opentagstart', () => {
    count();
    line = parser.line;
    if (open.length >= limits.depth) {
      throw new XmlRefused('unsafe', `It is nested deeper than ${limits.depth} levels.`);
    }
  });
  parser.on('attribute', count);
  parser.on('opentag', (tag) => {
    const parent = open.at(-1);
    const element: OpenElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag),
      children: [],
      text: '',
      at: parent?.text.length ?? 0,
      own: null,
      line,
    };
    parent?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('processinginstruction', ({ target, body }) => {
    const element = open.at(-1);
    if (target === OWN && element) element.own ??= body;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (!root) throw new XmlRefused('unreadable', 'There is no element in it.');
  return root;
}

/** Attributes by name, those of a namespace by `{namespace}name`. */
function attributesOf({ attributes }: SaxesTagNS): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, { prefix, uri, local, value }] of Object.entries(attributes)) {
    if (prefix !== 'xmlns') values.set(prefix === '' ? name : `{${uri}}${local}`, value);
  }
  return values;
}

/** The elements of this name directly in another of the same namespace. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return (
    element?.children.filter(
      (child) => child.name === name && child.namespace === element.namespace,
    ) ?? []
  );
}

/** The first of them. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(
    (child) => child.name === name && child.namespace === element.namespace,
  );
}
