import type { ArticleSource } from '#core/article/article.ts';
import { guessTitle, proposeBoilerplate } from '#core/article/proposals.ts';
import { sketchText, type Sketch } from '#core/compare/likeness/likeness.ts';
import { describeSourceCode } from '#core/exchange/pipeline/source-code.ts';
import { describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { checkText, decodeText, type DecodedText } from '#core/text/encoding/decode.ts';
import { ARTICLE_LIMITS } from '#core/text/encoding/limits.ts';
import { splitParagraphs } from '#core/text/paragraphs.ts';
import type { Span } from '#core/text/span.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import { sha256 } from '../../store/disk/sums.ts';
import { encodeUtf8, toText } from '../../store/disk/utf8.ts';

/** A text that can be an article, with what is proposed for it. */
export interface FoundArticle {
  readonly type: 'article';
  readonly name: string;
  /** Bytes of the source. */
  readonly size: number;
  /** SHA-256 of the text. */
  readonly id: string;
  /**
   * The text in UTF-8, well-formed. Thousands of them wait in memory until they are decided on, and one
   * character outside Latin-1 makes a string twice as large.
   */
  readonly utf8: Uint8Array;
  /** UTF-16 code units of the text. */
  readonly length: number;
  readonly source: ArticleSource;
  readonly certainty: DecodedText['certainty'];
  readonly title: string;
  readonly firstLines: string;
  readonly boilerplate: readonly Span[];
  readonly sketch: Sketch;
  /** Why nobody reads it as it is: a sentence, where it is the code of a page or document. */
  readonly isCode: string | null;
  /** The source's bytes where the encoding is a guess, so that another can be tried. */
  readonly bytes: Uint8Array | null;
}

/** The text of an article that was found. */
export function textOf({ utf8 }: Pick<FoundArticle, 'utf8'>): string {
  return toText(utf8);
}

/** What cannot be taken in. `reason`: a whole sentence. */
export interface Refused {
  readonly type: 'refused';
  readonly name: string;
  readonly reason: string;
}

/** The article that some bytes are, in an encoding that is named or guessed. */
export function findArticle(
  name: string,
  bytes: Uint8Array,
  encoding?: string,
): FoundArticle | Refused {
  const strictly = decodeText(bytes, NODE_TOOLS.decode, encoding);
  // What is damaged is shown as far as it can be read: the analyst decides whether to take it so.
  const isDamaged = !strictly.ok && strictly.error.type === 'damaged' && encoding === undefined;
  const decoded = isDamaged ? decodeText(bytes, NODE_TOOLS.decode, 'utf-8-replace') : strictly;
  if (!decoded.ok) {
    return { type: 'refused', name, reason: describeTextError(name, decoded.error) };
  }
  const { text, bom, certainty } = decoded.value;
  const source = { name, encoding: decoded.value.encoding, bom, bytesSha256: sha256(bytes) };
  const found = describeArticle(text, source, bytes.length, certainty);
  const isSure = certainty.type === 'certain' && encoding === undefined;
  return isSure ? found : { ...found, bytes };
}

/** The article that somebody pasted. */
export function findPasted(name: string, pasted: string): FoundArticle | Refused {
  // Half a character cannot be kept in UTF-8; anything else is kept as it came.
  const text = pasted.toWellFormed();
  const wrong = checkText(text);
  if (wrong) return { type: 'refused', name, reason: describeTextError(name, wrong) };
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > ARTICLE_LIMITS.bytes) {
    const error = { type: 'too-large', bytes: bytes.length, limit: ARTICLE_LIMITS.bytes } as const;
    return { type: 'refused', name, reason: describeTextError(name, error) };
  }
  const source = { name, encoding: 'utf-8', bom: false, bytesSha256: sha256(bytes) };
  return describeArticle(text, source, bytes.length, { type: 'certain' });
}

/** Lines and UTF-16 code units of the preview. */
const PREVIEW_LINES = 6;
const PREVIEW_LENGTH = 600;

function describeArticle(
  text: string,
  source: ArticleSource,
  size: number,
  certainty: DecodedText['certainty'],
): FoundArticle {
  return {
    type: 'article',
    name: source.name,
    size,
    id: sha256(text),
    utf8: encodeUtf8(text),
    length: text.length,
    source,
    certainty,
    title: guessTitle(text) || source.name,
    firstLines: firstLinesOf(text),
    boilerplate: proposeBoilerplate(text, splitParagraphs(text)).slice(0, 10_000),
    sketch: sketchText(text),
    isCode: describeSourceCode(source.name, text),
    bytes: null,
  };
}

/** How a text begins, for display. */
export function firstLinesOf(text: string): string {
  const head = text.slice(0, 10 * PREVIEW_LENGTH);
  const lines = splitParagraphs(head)
    .map(({ start, end }) => head.slice(start, end).trim())
    .filter((line) => line !== '')
    .slice(0, PREVIEW_LINES)
    .join('\n');
  if (lines.length <= PREVIEW_LENGTH) return lines;
  return `${lines.slice(0, PREVIEW_LENGTH).replace(/[\ud800-\udbff]$/u, '')}…`;
}
