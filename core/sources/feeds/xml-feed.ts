import { latin1 } from '../../exchange/containers/latin1.ts';
import { readXml, type XmlElement } from '../../exchange/containers/xml.ts';
import { decodeBytes } from '../../text/encoding/decode.ts';
import { bomOf } from '../../text/encoding/sniff.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceFile, SourceTools } from '../reader.ts';
import type { Feed, FeedItem, FeedText } from './feed.ts';

/** Limits on the XML of a feed; pages may be nested in it. */
const LIMITS = { depth: 200, nodes: 2_000_000 } as const;

const XHTML = 'http://www.w3.org/1999/xhtml';
const XML = 'http://www.w3.org/XML/1998/namespace';

/** Reads a feed in RSS 0.9 to 2.0 or Atom, in whatever encoding its declaration names. */
export function readXmlFeed(file: SourceFile, tools: SourceTools): Result<Feed, SourceError> {
  const bytes = inUtf8(file.bytes, tools);
  if (bytes === null) {
    const detail =
      'Its characters are not in the encoding that it names. Save the feed again in UTF-8.';
    return err({ type: 'unreadable', place: file.name, detail });
  }
  const read = readXml({ path: file.name, bytes }, tools, LIMITS);
  if (!read.ok) {
    const { type, place, detail } = read.error;
    return err({
      type: type === 'too-large' || type === 'unsafe' ? type : 'unreadable',
      place,
      detail,
    });
  }
  const root = read.value;
  const isAtom = root.name === 'feed';
  const channel = isAtom ? root : root.children.find(({ name }) => name === 'channel');
  const itemName = isAtom ? 'entry' : 'item';
  // RSS 1.0 has its items beside the channel, later forms in it.
  const elements = [root, ...(channel && channel !== root ? [channel] : [])].flatMap(
    ({ children }) => children.filter(({ name }) => name === itemName),
  );
  if (!channel && elements.length === 0) {
    const detail = 'It is no feed: there are neither a channel nor items in it.';
    return err({ type: 'unreadable', place: file.name, detail });
  }
  const language =
    root.attributes.get(`{${XML}}lang`) ??
    (channel && first(channel, 'language')?.text.trim()) ??
    '';
  return ok({
    title: channel ? textOf(first(channel, 'title')) : null,
    language:
      language === '' ? null : { place: 'language of the feed', value: language, isHtml: false },
    items: elements.map(itemOf),
    leftOut: [],
    warnings: [],
  });
}

/** The bytes in UTF-8, which XML is read in; `null` where they are not what their declaration says. */
function inUtf8(bytes: Uint8Array, { decode, encode }: SourceTools): Uint8Array | null {
  const mark = bomOf(bytes);
  const head = latin1(bytes.subarray(0, 400)).replaceAll('\0', '');
  const [, declared] =
    /^[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/iu.exec(head) ?? [];
  const label = mark?.encoding ?? declared ?? 'utf-8';
  if (/^utf-?8$/iu.test(label)) return bytes;
  const decoded = decodeBytes(bytes, decode, label);
  if (!decoded.ok) return null;
  return encode(
    decoded.value.text.replace(/^(\s*<\?xml[^>]*?)\sencoding\s*=\s*["'][^"']*["']/iu, '$1'),
  );
}

/** Elements that hold what the feed calls an item's content, the fullest first. */
const CONTENT = ['encoded', 'content', 'body', 'fulltext', 'full-text'];
const SUMMARY = ['description', 'summary', 'subtitle', 'abstract'];

function itemOf(item: XmlElement): FeedItem {
  const taken = new Set<XmlElement>();
  const take = (...names: readonly string[]): XmlElement | undefined => {
    const found = names.map((name) => first(item, name)).find((each) => each !== undefined);
    if (found) taken.add(found);
    return found;
  };
  const hasWords = (each: XmlElement | undefined): boolean => textOf(each) !== null;
  const full = CONTENT.map((name) => first(item, name)).find(hasWords);
  if (full) taken.add(full);
  const content = textOf(full);
  const summary = textOf(take(...SUMMARY));
  const title = textOf(take('title'));
  const author = authorOf(item, taken);
  const [published, modified] = [
    plain(take('published', 'pubDate', 'issued', 'date', 'created')),
    plain(take('updated', 'modified')),
  ];
  const url = linkOf(item, taken);
  const language = plain(take('language'));
  const others = item.children
    .filter((each) => !taken.has(each))
    .flatMap((each) => wordsIn(each, ''));
  return {
    content,
    summary,
    title,
    details: {
      ...(author ? { author } : {}),
      ...(published ? { published } : modified ? { published: modified } : {}),
      ...(published && modified ? { modified } : {}),
      ...(url ? { url } : {}),
      ...(language ? { language } : {}),
    },
    others,
  };
}

function isMedia({ namespace }: XmlElement): boolean {
  return /mrss|media|itunes|wfw/iu.test(namespace);
}

function first({ children }: XmlElement, name: string): XmlElement | undefined {
  const named = children.filter((each) => each.name === name && !isMedia(each));
  return named.find(({ text, children }) => text.trim() !== '' || children.length > 0) ?? named[0];
}

/** Text of an element: in feeds it is HTML, unless it says that it is not. */
function textOf(element: XmlElement | undefined): FeedText | null {
  if (!element) return null;
  const type = element.attributes.get('type') ?? '';
  if (type === 'xhtml' || element.children.some(({ namespace }) => namespace === XHTML)) {
    const value = innerHtml(element);
    return value.trim() === '' ? null : { place: nameOf(element), value, isHtml: true };
  }
  if (element.text.trim() === '') return null;
  const isAtom =
    element.namespace.includes('Atom') || element.namespace === 'http://purl.org/atom/ns#';
  const isPlain = isAtom && (type === '' || /^text(?:\/plain)?$/u.test(type));
  return { place: nameOf(element), value: element.text, isHtml: !isPlain };
}

/** Elements of HTML that end with their start tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/iu;

/** What is in an element as HTML; it is nested no deeper than the XML may be. */
function innerHtml({ text, children }: XmlElement): string {
  const parts: string[] = [];
  let from = 0;
  for (const child of children) {
    parts.push(escaped(text.slice(from, child.at)), outerHtml(child));
    from = child.at;
  }
  return parts.join('') + escaped(text.slice(from));
}

function outerHtml(element: XmlElement): string {
  const attributes = [...element.attributes]
    .filter(([name]) => !name.startsWith('{'))
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  const start = `<${element.name}${attributes}>`;
  return VOID.test(element.name) ? start : `${start}${innerHtml(element)}</${element.name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function plain(element: XmlElement | undefined): FeedText | undefined {
  const value = element?.text.trim() ?? '';
  return element && value !== '' ? { place: nameOf(element), value, isHtml: false } : undefined;
}

function nameOf({ name, namespace }: XmlElement): string {
  if (name === 'encoded') return 'content:encoded';
  return namespace.includes('purl.org/dc/') ? `dc:${name}` : name;
}

/** One author or several, whatever the feed has of them. */
function authorOf(item: XmlElement, taken: Set<XmlElement>): FeedText | undefined {
  const names = item.children.flatMap((each) => {
    if (each.name !== 'creator' && each.name !== 'author') return [];
    taken.add(each);
    const name = (first(each, 'name')?.text ?? each.text).trim();
    // RSS has an address, with the name behind it.
    const [, inBrackets] = /^\S+@\S+ \(([^()]+)\)$/u.exec(name) ?? [];
    return name === '' ? [] : [inBrackets ?? name];
  });
  const value = [...new Set(names)].join(', ');
  return value === '' ? undefined : { place: 'author', value, isHtml: false };
}

function linkOf(item: XmlElement, taken: Set<XmlElement>): FeedText | undefined {
  const links = item.children.filter(
    ({ name, namespace }) => name === 'link' && namespace !== XHTML,
  );
  const alternate = links.find(
    (each) =>
      each.attributes.has('href') && (each.attributes.get('rel') ?? 'alternate') === 'alternate',
  );
  const written = links.find(({ text }) => text.trim() !== '');
  for (const each of links) taken.add(each);
  const guid = item.children.find(({ name }) => name === 'guid' || name === 'id');
  const value = alternate?.attributes.get('href') ?? written?.text.trim() ?? '';
  if (value !== '') return { place: 'link', value, isHtml: false };
  return /^https?:/iu.test(guid?.text.trim() ?? '') ? plain(guid) : undefined;
}

/** All words in an element that has none of the known names, each with where it stands. */
function wordsIn(element: XmlElement, before: string): FeedText[] {
  const place = `${before}${nameOf(element)}`;
  const value =
    element.text.trim() ||
    (element.attributes.get('term') ?? element.attributes.get('label') ?? '');
  const isHtml =
    element.attributes.get('type') === 'xhtml' || element.attributes.get('type') === 'html';
  return [
    ...(value === '' ? [] : [{ place, value, isHtml }]),
    ...element.children.flatMap((child) => wordsIn(child, `${place}, `)),
  ];
}
