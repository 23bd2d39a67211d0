/** A text as it is, or in UTF-8: so that thousands take half the memory while they wait to be written. */
export type Text = string | Uint8Array;

/** A well-formed text in UTF-8, in memory of its own: it is sent to another process as it is. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text, with every character of it. Throws where it is not UTF-8. */
export function toText(text: Text): string {
  if (typeof text === 'string') return text;
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
}
