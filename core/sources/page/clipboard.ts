import { ok, type Result } from '../../result.ts';
import type { SourceError } from '../reader.ts';
import type { Block, Reading } from '../reading.ts';
import { PAGE_LIMITS } from './tree/limits.ts';
import { placeOf } from './tree/place.ts';
import { PAGE_READER, refuse, type PageOrigin } from './read-page.ts';
import { parsePage } from './tree/tree.ts';
import { walkPage } from './tree/walk.ts';
import { webAddress } from './details/web-address.ts';

/** What Windows writes before the HTML of its clipboard: `Version:0.9`, places, the page's address. */
const HEADER = /^Version:[\d.]+\r?\n(?:[A-Za-z]+:[^\r\n]*\r?\n)*/u;

/**
 * Reads rich text from the clipboard. The analyst chose it, so all that is seen of it is the article; what
 * is hidden in it stays hidden.
 */
export function readClipboardHtml(html: string, origin: PageOrigin): Result<Reading, SourceError> {
  if (html.length > PAGE_LIMITS.bytes) {
    return refuse(
      origin,
      'too-large',
      'What was copied is larger than 100 MB. Copy the part that you need.',
    );
  }
  const header = HEADER.exec(html)?.[0] ?? '';
  const document = parsePage(fragmentOf(html.slice(header.length)), false);
  const walked = document && walkPage(document);
  if (!walked)
    return refuse(origin, 'unsafe', 'What was copied has more elements or text than any article.');
  const blocks = walked.blocks.map(({ kind, level, text, hidden, holder }): Block => ({
    kind,
    ...(level === undefined ? {} : { level }),
    text,
    part: hidden === null ? 'article' : 'hidden',
    why: hidden ?? 'It was copied.',
    place: placeOf(holder),
  }));
  if (!blocks.some(({ part }) => part === 'article')) {
    return refuse(origin, 'no-text', 'What was copied has no words that are seen.');
  }
  const url = webAddress(/^SourceURL:([^\r\n]+)/mu.exec(header)?.[1]) ?? webAddress(origin.url);
  return ok({
    item: null,
    blocks,
    details: url === undefined ? {} : { url: { value: url, from: 'the clipboard' } },
    reader: PAGE_READER,
    warnings: [],
  });
}

/** What was selected, without what browsers put around it. */
function fragmentOf(html: string): string {
  const start = html.indexOf('<!--StartFragment-->');
  const end = html.lastIndexOf('<!--EndFragment-->');
  if (start < 0 || end < start) return html;
  return html.slice(start + '<!--StartFragment-->'.length, end);
}
