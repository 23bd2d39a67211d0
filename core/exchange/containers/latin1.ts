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

/** Bytes of a beginning that is kept: as much as any format looks at. */
const HEAD = 16 * 1024;
/** The beginnings of files, as long as somebody has these. */
const heads = new WeakMap<Uint8Array, string>();

/**
 * The beginning of a file as `latin1`, which is made once, as every format and every reader looks at it.
 *
 * @param bytes the whole file, which nothing changes any more
 * @param length in bytes, at most 16 KB
 */
export function latin1Head(bytes: Uint8Array, length: number): string {
  let head = heads.get(bytes);
  if (head === undefined) {
    head = latin1(bytes.subarray(0, HEAD));
    heads.set(bytes, head);
  }
  return head.slice(0, length);
}
