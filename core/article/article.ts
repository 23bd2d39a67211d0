import { z } from 'zod';

import { Uuid } from '../tags/ids.ts';

const ARTICLE_ID = /^[0-9a-f]{64}$/u;

/** SHA-256 of the UTF-8 form of the text without its byte order mark, in lower-case hex. */
export const ArticleId = z.string().regex(ARTICLE_ID);

/** The same without a reason for what is none, which costs much in a long list. */
export function isArticleId(id: string): boolean {
  return ARTICLE_ID.test(id);
}

/** Most articles that one question, change or file is about: more than a library is made for. */
export const ARTICLES_AT_ONCE = 100_000;

/** Longest title, in UTF-16 code units. */
export const TITLE_LIMIT = 1000;

const ShortText = z.string().max(TITLE_LIMIT);

/** What the analyst can say about an article; `null` is a visible gap, not an empty string. */
export const ArticleDetails = z.strictObject({
  title: ShortText,
  outlet: ShortText.nullable(),
  author: ShortText.nullable(),
  url: z.string().max(4000).nullable(),
  /** As the analyst wrote it, usually `YYYY-MM-DD`. */
  published: z.string().max(100).nullable(),
  /** Id of the event that this article reports. */
  event: Uuid.nullable(),
  done: z.boolean(),
  flagged: z.boolean(),
  /** Since schema 5: id of the article that this one is a later version of; see `groupVersions`. */
  versionOf: ArticleId.nullable().optional(),
});
export type ArticleDetails = z.infer<typeof ArticleDetails>;

/** Details of an article of which nothing is known but its title. */
export function emptyDetails(title: string): ArticleDetails {
  return {
    title,
    outlet: null,
    author: null,
    url: null,
    published: null,
    event: null,
    done: false,
    flagged: false,
  };
}

/** Some of the details, as a change carries them. */
export const DetailsPatch = ArticleDetails.partial();
export type DetailsPatch = z.infer<typeof DetailsPatch>;

/** Where a text came from; the same text may have come under several names. */
export const ArticleSource = z.strictObject({
  /** File name for display only; never used as a path. */
  name: z.string().max(1000),
  /** WHATWG label of the encoding that the bytes were decoded with. */
  encoding: z.string().max(40),
  /** Whether the bytes began with a byte order mark. */
  bom: z.boolean(),
  /** SHA-256 of the source's own bytes, in lower-case hex. */
  bytesSha256: ArticleId,
  /** Since schema 5: SHA-256 of the receipt that says how the text came out of it; see `Receipt`. */
  receipt: ArticleId.optional(),
});
export type ArticleSource = z.infer<typeof ArticleSource>;

/** Which set of another annotator's tags on an article is in force; the set itself is a file beside it. */
export const SetReference = z.strictObject({
  /** The annotator's. */
  id: Uuid,
  /** SHA-256 of the file, in lower-case hex. */
  sha256: ArticleId,
});
export type SetReference = z.infer<typeof SetReference>;

/** A stretch of the article that is page furniture: greyed, left out of statistics, never deleted. */
export const Region = z
  .strictObject({
    id: Uuid,
    kind: z.literal('boilerplate'),
    /** UTF-16, half-open. */
    start: z.int().nonnegative(),
    end: z.int().positive(),
  })
  .refine((region) => region.start < region.end, 'start must be before end');
export type Region = z.infer<typeof Region>;

/** One line of the list of articles. */
export interface ArticleSummary {
  readonly id: string;
  readonly details: ArticleDetails;
  /** UTF-16 code units. */
  readonly length: number;
  /** ISO 8601, UTC. */
  readonly added: string;
  /** Name of the first source, for display. */
  readonly sourceName: string;
  /** Own tags by category id. */
  readonly tagCounts: Readonly<Record<string, number>>;
}
