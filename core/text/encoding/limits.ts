/** Limits on an article's text; a file beyond them is refused with the reason. */
export const ARTICLE_LIMITS = {
  /** Bytes of the source file. */
  bytes: 20 * 1024 * 1024,
  /** UTF-16 code units of the decoded text. */
  length: 10_000_000,
  /** UTF-16 code units of one line. */
  line: 1_000_000,
  paragraphs: 200_000,
} as const;
