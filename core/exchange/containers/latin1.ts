/**
 * Bytes as characters, enough where only ASCII is looked for: every other byte is a character that is
 * neither white space nor a letter of ASCII. As Latin-1 a byte of a word in UTF-8 would be a space.
 */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text.replaceAll('\u00a0', '\ufffd');
}
