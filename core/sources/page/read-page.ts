// Web pages: the tree, the blocks of what is seen, which of them are the article, and its details. Nothing
// is ever fetched. Archives of pages, mails and feeds are taken apart elsewhere and read here.
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceTools } from '../reader.ts';
import type { Block, Reading, ReadOptions } from '../reading.ts';
import { findDetails } from './details/details.ts';
import { decodePage } from './encoding.ts';
import { describeExportedPage } from './exported-page.ts';
import { readHead, type PageHead } from './details/head.ts';
import { PAGE_LIMITS } from './tree/limits.ts';
import { textOfLinkedData, textOfScripts } from './linked-body.ts';
import { findParts } from './parts.ts';
import { withoutPictures } from './pictures.ts';
import { placeOf } from './tree/place.ts';
import { shownByScripts } from './tree/shown-by-scripts.ts';
import { isWithinReach, markedByReadability } from './readability.ts';
import { textsOfData } from './details/script-data.ts';
import { seenDetails } from './details/seen-details.ts';
import { parsePage } from './tree/tree.ts';
import { walkPage, type WalkedPage } from './tree/walk.ts';

/**
 * Raised whenever the same bytes can give another text. It is that of every reader in whose files pages can
 * stand, and raised for those as well.
 */
export const PAGE_VERSION = 3;

export const PAGE_READER = { name: 'html', version: PAGE_VERSION } as const;

/** A page and what is known of it beside its source. */
export interface PageOrigin {
  /** For display, with its folders and archives: `capture.mhtml, part 2`. */
  readonly name: string;
  /** Where it was on the web, as an archive or a feed says; the page's own links come first. */
  readonly url?: string | undefined;
  /** The name of its encoding as what it came in says it (a `Content-Type`). */
  readonly encoding?: string | undefined;
}

interface SourceOfPage {
  readonly text: string;
  readonly warnings: readonly string[];
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
  const text = sourceOf(source, origin, options, tools);
  if (!text.ok) return text;
  const isXhtml =
    /\.xht(?:ml)?$/iu.test(origin.name) || /^\s*<\?xml\s/u.test(text.value.text.slice(0, 200));
  const document = parsePage(text.value.text, isXhtml);
  const walked = document && walkPage(document);
  if (!walked) return refuse(origin, 'unsafe', TOO_MUCH);
  const head = readHead(document);
  const { blocks, warnings } = blocksOf(walked, head);
  const exported = describeExportedPage(text.value.text);
  if (blocks.length === 0) return refuse(origin, 'no-text', NO_TEXT);
  return ok({
    item: null,
    blocks,
    details: findDetails(head, seenDetails(blocks), origin.url),
    reader: PAGE_READER,
    warnings: [...(exported === null ? [] : [exported]), ...text.value.warnings, ...warnings],
  });
}

const TOO_LONG =
  'This page has more than 25 million characters beside its pictures, which no article has. Save the part that you need.';
const TOO_MUCH =
  'This page has more elements or more text than any article, and would grow without bound while it is read. Save the part that you need.';
const NO_TEXT =
  'This page has no words. A page that its scripts draw must be saved from the browser after it was drawn.';

export function refuse(
  { name }: PageOrigin,
  type: SourceError['type'],
  detail: string,
): Result<never, SourceError> {
  return err({ type, place: name, detail });
}

function sourceOf(
  source: Uint8Array | string,
  origin: PageOrigin,
  options: ReadOptions,
  { decode }: SourceTools,
): Result<SourceOfPage, SourceError> {
  if (source.length === 0) return refuse(origin, 'unreadable', 'This file is empty.');
  if (source.length > PAGE_LIMITS.bytes) {
    return refuse(
      origin,
      'too-large',
      'This page is larger than 100 MB. Save it without its pictures.',
    );
  }
  const decoded =
    typeof source === 'string'
      ? ok({ text: source, warnings: [] })
      : decodePage(source, decode, { chosen: options.encoding, outside: origin.encoding });
  if (!decoded.ok) return refuse(origin, 'unreadable', decoded.error.detail);
  const { warnings } = decoded.value;
  const text = withoutPictures(decoded.value.text);
  if (text.length > PAGE_LIMITS.source) return refuse(origin, 'too-large', TOO_LONG);
  const nuls = text.includes('\0')
    ? ['The page has NUL characters, which browsers leave out; they are left out here, too.']
    : [];
  return ok({ text, warnings: [...warnings, ...nuls] });
}

const REVEALED =
  'Almost none of this page is seen before its scripts run. What it holds hidden was read as if it were shown: check that it is the article, or save the page from a browser.';

/** The blocks of what is seen, each with its part, and what the page carries of the article unseen. */
function blocksOf(
  walked: WalkedPage,
  head: PageHead,
): { readonly blocks: readonly Block[]; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const revealed = shownByScripts(walked);
  if (revealed) warnings.push(REVEALED);
  const page = revealed ?? walked;
  const parts = findParts(page, head, marksOf(page, warnings));
  const blocks = page.blocks.map(({ kind, level, text, holder }, index): Block => {
    const part = parts[index] ?? { part: 'aside', why: '' };
    const place = placeOf(holder);
    return { kind, ...(level === undefined ? {} : { level }), text, ...part, place };
  });
  const shown = blocks.filter(({ part }) => part === 'article');
  const carried =
    textOfLinkedData(shown, head.article?.body) ?? textOfScripts(shown, textsOfData(head.data));
  if (!carried) return { blocks, warnings };
  const end = blocks.findLastIndex(({ part }) => part === 'article') + 1;
  return {
    blocks: [...blocks.slice(0, end), ...carried.blocks, ...blocks.slice(end)],
    warnings: [...warnings, carried.warning],
  };
}

/** What Readability takes for the article, where it can be asked. */
function marksOf(walked: WalkedPage, warnings: string[]): ReadonlySet<number> | null {
  if (!isWithinReach(walked)) {
    warnings.push(
      'This page is too deep or too long for Readability, so the program’s own rules alone say what the article is.',
    );
    return null;
  }
  try {
    return markedByReadability(walked);
  } catch {
    warnings.push(
      'Readability could not read this page, so the program’s own rules alone say what the article is.',
    );
    return null;
  }
}
