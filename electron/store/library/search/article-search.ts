import type { ArticleSummary } from '#core/article/article.ts';
import type { RequestOf } from '#core/contract/contract.ts';
import type { Span } from '#core/text/span.ts';
import { findMatches, type SearchOptions } from '#core/text/text-search.ts';
import type { SearchHit } from '#core/contract/articles.ts';

import { Turns } from '../../disk/turns.ts';

/** Most articles in an answer, and most matches shown of each. */
export const HIT_LIMIT = 200;
export const SHOWN_LIMIT = 20;
/** UTF-16 units of context on each side of a match in its snippet. */
const CONTEXT = 60;

/** Articles read at the same time. */
const READERS = 8;

/** Where the search reads from. */
export interface SearchSource {
  /** The articles that may have what is searched for, in the order of the list; the others have it not. */
  readonly candidates: (query: string, options: SearchOptions) => readonly ArticleSummary[];
  /** `null` when the article cannot be read. */
  readonly readText: (articleId: string) => Promise<string | null>;
}

/** Looks through all articles, in the order of the list. */
export class ArticleSearch {
  readonly #source: SearchSource;
  #latest = 0;

  constructor(source: SearchSource) {
    this.#source = source;
  }

  /** A newer search ends the one before it, whose answer nobody waits for any more. */
  async find({ query, ...options }: RequestOf<'articles:search'>): Promise<readonly SearchHit[]> {
    this.#latest += 1;
    const own = this.#latest;
    const hits: SearchHit[] = [];
    const turns = new Turns();
    const articles = this.#source.candidates(query, options);
    for (let at = 0; at < articles.length; at += READERS) {
      const next = articles.slice(at, at + READERS);
      const texts = await Promise.all(next.map(({ id }) => this.#source.readText(id)));
      for (const [index, { id, details }] of next.entries()) {
        if (own !== this.#latest || hits.length >= HIT_LIMIT) return hits;
        const text = texts[index] ?? '';
        const found = findMatches(text, query, options);
        if (found.length > 0) {
          hits.push({
            articleId: id,
            title: details.title,
            total: found.length,
            matches: found.slice(0, SHOWN_LIMIT).map((span) => describeMatch(text, span)),
          });
        }
        await turns.pass();
      }
    }
    return hits;
  }
}

/** A match with the words around it on one line. `from` and `to` are UTF-16 offsets into the snippet. */
export function describeMatch(text: string, span: Span): SearchHit['matches'][number] {
  const start = startOfWords(text, span.start);
  const end = endOfWords(text, span.end);
  const before = oneLine(text.slice(start, span.start));
  const match = oneLine(text.slice(span.start, span.end));
  const snippet = before + match + oneLine(text.slice(span.end, end));
  return { span, snippet, from: before.length, to: before.length + match.length };
}

/** Line ends become spaces, one for one, so that lengths stay. */
function oneLine(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/gu, ' ');
}

function startOfWords(text: string, offset: number): number {
  const earliest = Math.max(0, offset - CONTEXT);
  if (earliest === 0) return 0;
  const space = text.slice(earliest, offset).search(/\s/u);
  return space === -1 ? offset : earliest + space + 1;
}

function endOfWords(text: string, offset: number): number {
  const latest = Math.min(text.length, offset + CONTEXT);
  if (latest === text.length) return latest;
  const after = text.slice(offset, latest);
  const last = /\s\S*$/u.exec(after);
  return last ? offset + last.index : offset;
}
