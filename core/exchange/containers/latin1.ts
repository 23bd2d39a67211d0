/** A no-break space, which as a byte is the end of a letter such as à in UTF-8, is no white space here. */
const CHARACTERS = Array.from({ length: 256 }, (_, byte) =>
  byte === 0xa0 ? '\ufffd' : String.fromCharCode(byte),
);

/**
 * Bytes as characters, enough where only ASCII is looked for: every other byte is a character that is
 * no white space and nothing of ASCII.
 */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // By a table: to spread the bytes takes seven times as long, and every format looks at every file.
  for (const byte of bytes) text += CHARACTERS[byte] ?? '';
  return text;
}
