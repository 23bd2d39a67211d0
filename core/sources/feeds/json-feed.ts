import { isRecord, readJson } from '../../exchange/content/read-file.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceFile, SourceTools } from '../reader.ts';
import type { Feed, FeedItem, FeedText } from './feed.ts';

/** Reads a JSON Feed (jsonfeed.org), versions 1 and 1.1. */
export function readJsonFeed(
  { name, bytes }: SourceFile,
  tools: SourceTools,
): Result<Feed, SourceError> {
  const read = readJson({ path: name, bytes }, tools);
  if (!read.ok) {
    const { type, place, detail } = read.error;
    const known = type === 'too-large' || type === 'unsafe' ? type : 'unreadable';
    return err({ type: known, place, detail });
  }
  const feed = read.value;
  const items = isRecord(feed) ? feed['items'] : undefined;
  if (!isRecord(feed) || !Array.isArray(items)) {
    return err({
      type: 'unreadable',
      place: name,
      detail: 'There is no list of items in this feed.',
    });
  }
  return ok({
    title: wordsOf(feed, 'title', false),
    language: wordsOf(feed, 'language', false),
    items: items.map((item: unknown) => itemOf(isRecord(item) ? item : {})),
    leftOut: [],
    warnings: [],
  });
}

type JsonObject = Readonly<Record<string, unknown>>;

const KNOWN = new Set(
  'id url external_url title content_html content_text summary date_published date_modified author authors language'.split(
    ' ',
  ),
);

function itemOf(item: JsonObject): FeedItem {
  const author = authorOf(item);
  const found = {
    author,
    published: wordsOf(item, 'date_published', false),
    modified: wordsOf(item, 'date_modified', false),
    url: wordsOf(item, 'url', false) ?? wordsOf(item, 'external_url', false),
    language: wordsOf(item, 'language', false),
  };
  return {
    content: wordsOf(item, 'content_html', true) ?? wordsOf(item, 'content_text', false),
    summary: wordsOf(item, 'summary', false),
    title: wordsOf(item, 'title', false),
    details: Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)),
    others: [
      ...(item['content_html'] === undefined ? [] : [wordsOf(item, 'content_text', false)]),
      ...Object.entries(item).flatMap(([name, value]) =>
        KNOWN.has(name) ? [] : wordsIn(value, name),
      ),
    ].filter((each) => each !== null),
  };
}

function wordsOf(object: JsonObject, name: string, isHtml: boolean): FeedText | null {
  const value = object[name];
  return typeof value === 'string' && value.trim() !== '' ? { place: name, value, isHtml } : null;
}

function authorOf({ author, authors }: JsonObject): FeedText | null {
  const list: readonly unknown[] = Array.isArray(authors) ? authors : [author];
  const names = list.flatMap((each) =>
    isRecord(each) && typeof each['name'] === 'string' ? [each['name']] : [],
  );
  return names.length === 0 ? null : { place: 'authors', value: names.join(', '), isHtml: false };
}

function wordsIn(value: unknown, place: string): FeedText[] {
  if (typeof value === 'string')
    return value.trim() === '' ? [] : [{ place, value, isHtml: false }];
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each, place));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => wordsIn(each, `${place}, ${name}`));
}
