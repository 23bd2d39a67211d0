/** Bytes that become characters at once: a call takes only so many arguments. */
const AT_ONCE = 1024;

/**
 * Bytes as characters, enough where only ASCII is looked for: every other byte is a character that is
 * no white space and nothing of ASCII. A no-break space, which as a byte is the end of a letter such as à
 * in UTF-8, is no white space here.
 */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // Character by character it takes four times as long, and every format looks at every file.
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    text += String(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + AT_ONCE)));
  }
  return text.replaceAll('\u00a0', '\ufffd');
}
