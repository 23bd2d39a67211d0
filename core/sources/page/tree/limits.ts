/** Limits on a web page; one beyond them is refused with the reason. */
export const PAGE_LIMITS = {
  /** Bytes of the file. Pages that carry their pictures are large, and their text is not. */
  bytes: 100 * 1024 * 1024,
  /** UTF-16 code units of its source without pictures. */
  source: 25_000_000,
  /** Elements that the source makes, those counted that the rules of HTML repeat. */
  elements: 1_000_000,
  /** UTF-16 code units of all blocks together. */
  text: 20_000_000,
  /** Blocks; as many as a receipt takes. */
  blocks: 200_000,
  /** Bytes of one line that is decoded although some of it is not of its encoding. */
  damagedLine: 1024 * 1024,
} as const;
