import { latin1Head } from '../../exchange/containers/latin1.ts';
import { err, ok, type Result } from '../../result.ts';
import { addressOf, dateOf, detailOf, outletOfAddress } from '../detail.ts';
import { PAGE_VERSION, readPage } from '../page/read-page.ts';
import { plainBlocks } from '../plain-blocks.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { Block, Detail, Details, LeftOut, Reading, ReadSource } from '../reading.ts';
import type { Feed, FeedItem, FeedText } from './feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { readXmlFeed } from './xml-feed.ts';

/** Bytes at the beginning of a file by which it is recognised. */
const HEAD = 16 * 1024;

/** Most items of one feed. */
const ITEM_LIMIT = 10_000;

/** Feeds that were saved to a file: RSS, Atom, JSON Feed. */
export const FEED_READER: SourceReader = {
  name: 'feed',
  version: PAGE_VERSION,
  title: 'Feed (RSS, Atom, JSON Feed)',
  extensions: ['rss', 'atom', 'xml', 'rdf'],
  recognise: ({ bytes }) => {
    const head = headOf(bytes);
    if (isJsonFeed(head)) return 0.95;
    const root = /^<([\w:.-]+)([^>]*)/u.exec(withoutProlog(head));
    const [, name = '', attributes = ''] = root ?? [];
    if (name === 'rss') return 0.95;
    if (name === 'feed' && /atom/iu.test(attributes)) return 0.95;
    return /(?:^|:)RDF$/u.test(name) && /purl\.org\/rss|netscape\.com\/rdf/u.test(attributes)
      ? 0.95
      : 0;
  },
  read: (file, _options, tools) => Promise.resolve(readFeed(file, tools)),
};

function headOf(bytes: Uint8Array): string {
  // Of UTF-16 the NULs are left out, which is enough to see how it begins.
  return latin1Head(bytes, HEAD)
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|[\ufffd\u00fe\u00ff]{2})/u, '');
}

/** Without declarations and comments, which say nothing of what it is. */
function withoutProlog(head: string): string {
  let at = 0;
  for (;;) {
    while (/\s/u.test(head.charAt(at))) at += 1;
    const close = PROLOG.find(([open]) => head.startsWith(open, at))?.[1];
    const end = close === undefined ? -1 : head.indexOf(close, at);
    if (close === undefined || end < 0) return head.slice(at);
    at = end + close.length;
  }
}

const PROLOG = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
] as const;

function isJsonFeed(head: string): boolean {
  return /^\s*\{/u.test(head) && /"https?:\\?\/\\?\/jsonfeed\.org\\?\/version/u.test(head);
}

function readFeed(file: SourceFile, tools: SourceTools): Result<ReadSource, SourceError> {
  if (file.bytes.length === 0) {
    return err({ type: 'unreadable', place: file.name, detail: 'The file is empty.' });
  }
  const isJson = isJsonFeed(headOf(file.bytes));
  const feed = isJson ? readJsonFeed(file, tools) : readXmlFeed(file, tools);
  if (!feed.ok) return feed;
  const { items, leftOut: before, warnings } = feed.value;
  if (items.length > ITEM_LIMIT) {
    const detail = `It has more than ${ITEM_LIMIT.toLocaleString('en')} items, which is the limit.`;
    return err({ type: 'too-large', place: file.name, detail });
  }
  const readings: Reading[] = [];
  const leftOut: LeftOut[] = [...before];
  for (const [index, item] of items.entries()) {
    const name = `item ${index + 1}`;
    const read = readItem(item, name, feed.value, (text, place) =>
      blocksOf(text, place, file, tools),
    );
    if ('reason' in read) leftOut.push({ place: name, reason: read.reason });
    else readings.push({ ...read, warnings: [...warnings, ...read.warnings] });
  }
  if (items.length === 0)
    leftOut.push({ place: file.name, reason: 'There are no items in this feed.' });
  return ok({ readings, leftOut });
}

/** Blocks of some words, `article` where they are seen. */
type ReadWords = (text: FeedText, place: string) => readonly Block[];

/** UTF-16 code units from which on a description may be the whole text. */
const WHOLE = 1000;

/** What a text ends with that goes on elsewhere. */
const GOES_ON =
  /(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;)\]|read more|continue reading|weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto)\s*[.»→>\])]*\s*$/iu;

/** The article of an item, or why it is none. */
function readItem(
  item: FeedItem,
  name: string,
  feed: Feed,
  read: ReadWords,
): Reading | { readonly reason: string } {
  const content =
    item.content && wordsAs(item.content, name, 'article', 'It is the content of the item.', read);
  const summary =
    item.summary &&
    wordsAs(
      item.summary,
      name,
      'article',
      'It is the description of the item, and long enough to be its text.',
      read,
    );
  const lengthOf = (blocks: readonly Block[] | null): number =>
    (blocks ?? []).reduce((sum, { text, part }) => sum + (part === 'article' ? text.length : 0), 0);
  const goesOn = (blocks: readonly Block[] | null): boolean =>
    GOES_ON.test((blocks ?? []).findLast(({ part }) => part === 'article')?.text ?? '');
  const hasContent = lengthOf(content) > 0 && !(goesOn(content) && lengthOf(content) < WHOLE);
  const isWhole = !hasContent && lengthOf(summary) >= WHOLE && !goesOn(summary);
  if (!hasContent && !isWhole) return { reason: describeSummary(item, content ?? summary ?? []) };
  const aside = (text: FeedText | null, why: string): readonly Block[] =>
    text ? wordsAs(text, name, 'aside', why, read) : [];
  const title = item.title && titleOf(item.title, name, read);
  return {
    item: name,
    blocks: [
      ...(item.title && title
        ? title.map((block): Block => ({ ...block, kind: 'heading', level: 1 }))
        : []),
      ...Object.values(item.details).flatMap((detail) => besides(detail, name, read)),
      ...(hasContent
        ? aside(item.summary, 'It is the summary of the item, whose content is read.')
        : (summary ?? [])),
      ...(hasContent
        ? (content ?? [])
        : aside(item.content, 'It is the content of the item, which goes on elsewhere.')),
      ...item.others.flatMap((other) => besides(other, name, read)),
    ],
    details: detailsOf(item, feed, (title ?? []).map(({ text }) => text).join(' ')),
    reader: { name: FEED_READER.name, version: FEED_READER.version },
    warnings:
      hasContent && goesOn(content)
        ? ['Its last words say that the text goes on elsewhere: the feed may not have all of it.']
        : isWhole
          ? ['The feed has its text as a description: it may not be all of it.']
          : [],
  };
}

function wordsAs(
  text: FeedText,
  name: string,
  part: Block['part'],
  why: string,
  read: ReadWords,
): readonly Block[] {
  return read(text, `${name}, ${text.place}`).map((block) =>
    block.part === 'article' ? { ...block, part, why } : block,
  );
}

function besides(text: FeedText, name: string, read: ReadWords): readonly Block[] {
  return wordsAs(
    text,
    name,
    'metadata',
    `It stands in ${text.place}, beside the text of the item.`,
    read,
  );
}

function titleOf(title: FeedText, name: string, read: ReadWords): readonly Block[] {
  const isHtml = title.isHtml && /[<&]/u.test(title.value);
  return wordsAs({ ...title, isHtml }, name, 'metadata', 'It is the title of the item.', read);
}

function blocksOf(
  text: FeedText,
  place: string,
  { name }: SourceFile,
  tools: SourceTools,
): readonly Block[] {
  if (text.isHtml && /[<&]/u.test(text.value)) {
    const page = readPage(text.value, { name: `${name}, ${place}` }, {}, tools);
    if (page.ok) {
      return page.value.blocks.map((block) => ({
        ...block,
        place: `${place}, ${block.place}`.slice(0, 2000),
      }));
    }
    if (page.error.type === 'no-text') return [];
  }
  return plainBlocks(text.value, { part: 'article', why: 'It is a text of the item.', place });
}

function describeSummary(
  { title, summary, content, details: { url } }: FeedItem,
  blocks: readonly Block[],
): string {
  const words = [title?.value ?? '', blocks.map(({ text }) => text).join(' ')]
    .map((each) => each.replace(/\s+/gu, ' ').trim())
    .filter((each) => each !== '')
    .join(': ')
    .slice(0, 300)
    .toWellFormed();
  const named = words === '' ? '' : ` (${words})`;
  const what =
    (summary ?? content)
      ? 'The feed has only the beginning or a summary of it'
      : 'The feed has no text of it';
  const address = url && addressOf(url.value, '');
  const page = address
    ? ` Save its page and open that: ${address.value.slice(0, 300)}`
    : ' Save its page and open that.';
  return `${what}${named}.${page}`;
}

function detailsOf({ details }: FeedItem, feed: Feed, title: string): Details {
  const url = details.url && addressOf(details.url.value, details.url.place);
  const written = (text: FeedText | null | undefined): [value: string, from: string] =>
    text ? [text.value.replace(/\s+/gu, ' '), text.place] : ['', ''];
  const found: Readonly<Record<string, Detail | undefined>> = {
    title: detailOf(title, 'title of the item'),
    outlet:
      (feed.title && detailOf(feed.title.value.replace(/\s+/gu, ' '), 'title of the feed')) ??
      outletOfAddress(url),
    author: detailOf(...written(details.author)),
    published: dateOf(...written(details.published)),
    modified: dateOf(...written(details.modified)),
    url,
    language: detailOf(...written(details.language ?? feed.language)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, detail]) => detail !== undefined));
}
