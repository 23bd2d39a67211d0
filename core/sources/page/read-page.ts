// Web pages: the tree, the blocks of what is seen, which of them are the article, and its details. Nothing
// is ever fetched. Archives of pages, mails and feeds are taken apart elsewhere and read here.
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceTools } from '../reader.ts';
import type { Reading, ReadOptions } from '../reading.ts';
import { decodePage } from './encoding.ts';
import { PAGE_LIMITS } from './limits.ts';
import { placeOf } from './place.ts';
import { parsePage } from './tree.ts';
import { walkPage } from './walk.ts';

/** Raised whenever the same bytes can give another text. */
export const PAGE_VERSION = 1;

/** A page and what is known of it beside its source. */
export interface PageOrigin {
  /** For display, with its folders and archives: `capture.mhtml, part 2`. */
  readonly name: string;
  /** Where it was on the web, as an archive or a feed says; the page's own links come first. */
  readonly url?: string | undefined;
  /** The name of its encoding as what it came in says it (a `Content-Type`). */
  readonly encoding?: string | undefined;
}

/**
 * Reads a page: from its bytes, or from its text where it was decoded already. One reading with `item`
 * null and the reader's name `html`; whoever took it out of an archive or a feed puts their own.
 */
export function readPage(
  source: Uint8Array | string,
  origin: PageOrigin,
  options: ReadOptions,
  tools: SourceTools,
): Result<Reading, SourceError> {
  const refuse = (type: SourceError['type'], detail: string) =>
    err<SourceError>({ type, place: origin.name, detail });
  if (source.length > PAGE_LIMITS.bytes) {
    return refuse('too-large', 'This page is larger than 100 MB. Save it without its pictures.');
  }
  const decoded =
    typeof source === 'string'
      ? ok({ text: source, warnings: [] })
      : decodePage(source, tools.decode, { chosen: options.encoding, outside: origin.encoding });
  if (!decoded.ok) return refuse('unreadable', decoded.error.detail);
  const document = parsePage(decoded.value.text, false);
  const walked = document && walkPage(document);
  if (!walked) return refuse('unsafe', 'This page would grow without bound while it is read.');
  if (walked.blocks.length === 0) return refuse('no-text', 'This page has no words.');
  return ok({
    item: null,
    blocks: walked.blocks.map(({ kind, level, text, hidden, holder }) => ({
      ...{ kind, text, part: hidden === null ? ('article' as const) : ('hidden' as const) },
      ...(level === undefined ? {} : { level }),
      why: hidden ?? 'It is seen on the page.',
      place: placeOf(holder),
    })),
    details: {},
    reader: { name: 'html', version: PAGE_VERSION },
    warnings: decoded.value.warnings,
  });
}
