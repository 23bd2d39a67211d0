// What is looked for in all articles at once, and what makes that quick: an index of their words in memory, kept in a
// file beside the library. Nothing is only there: without the file the index is made anew from the texts.
import { versions } from 'node:process';

import { z } from 'zod';

import { ArticleId } from '#core/article/article.ts';
import type { IndexParts } from '#core/search/term-index.ts';

import { sha256 } from '../../disk/sums.ts';

/** Another number wherever texts are taken apart in another way. */
const SCHEMA = 1;

const Header = z.object({
  format: z.literal('framewise-search-index'),
  schema: z.literal(SCHEMA),
  /** What counts as a letter, and as the same letter, changes with it. */
  unicode: z.literal(versions['unicode'] ?? ''),
  /** SHA-256 of all that follows the header's line. */
  sum: z.string(),
});

const Contents = z.object({
  /** Bytes of the terms, which follow this line: UTF-16, little-endian, one a line. */
  terms: z.int().nonnegative(),
  /** Each article, and bytes of what is known of it; these follow the terms. */
  articles: z.array(z.tuple([ArticleId, z.int().nonnegative()])),
});

const LINE_END = 0x0a;

/** The bytes of the file that keeps an index. */
export function serializeIndex({ terms, articles }: IndexParts): Uint8Array {
  const termBytes = Buffer.from(terms.join('\n'), 'utf16le');
  const contents: z.infer<typeof Contents> = {
    terms: termBytes.length,
    articles: [...articles].map(([articleId, packed]) => [articleId, packed.length]),
  };
  const line = Buffer.from(`${JSON.stringify(contents)}\n`, 'utf8');
  const body = Buffer.concat([line, termBytes, ...articles.values()]);
  const header: z.infer<typeof Header> = {
    ...{ format: 'framewise-search-index', schema: SCHEMA },
    ...{ unicode: versions['unicode'] ?? '', sum: sha256(body) },
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`, 'utf8'), body]);
}

/** What a file keeps; `null` where it is damaged, or of another version. */
export function parseIndex(bytes: Uint8Array): IndexParts | null {
  try {
    const [header, body] = splitLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    if (Header.parse(JSON.parse(header)).sum !== sha256(body)) return null;
    const [line, rest] = splitLine(body);
    const contents = Contents.parse(JSON.parse(line));
    const joined = rest.subarray(0, contents.terms).toString('utf16le');
    let at = contents.terms;
    const articles = new Map<string, Uint8Array>();
    for (const [articleId, length] of contents.articles) {
      articles.set(articleId, Uint8Array.from(rest.subarray(at, at + length)));
      at += length;
    }
    return at === rest.length ? { terms: joined === '' ? [] : joined.split('\n'), articles } : null;
  } catch {
    return null;
  }
}

function splitLine(bytes: Buffer): [line: string, rest: Buffer] {
  const end = bytes.indexOf(LINE_END);
  return [bytes.subarray(0, end).toString('utf8'), bytes.subarray(end + 1)];
}
