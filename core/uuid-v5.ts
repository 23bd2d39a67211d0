/** SHA-1 of a namespace's 16 bytes followed by the UTF-8 form of a name, in lower-case hex. */
export type Sha1 = (namespace: Uint8Array, name: string) => string;

/**
 * A UUID made from a name (RFC 9562, version 5): the same name in the same namespace always gives
 * the same UUID. SHA-1 comes in as an argument; it names things here and protects nothing.
 */
export function uuidV5(namespace: string, name: string, sha1: Sha1): string {
  const hex = sha1(bytesOf(namespace), name);
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The few namespaces that there are: many thousand names are made in one. */
const namespaces = new Map<string, Uint8Array>();

function bytesOf(uuid: string): Uint8Array {
  const known = namespaces.get(uuid);
  if (known) return known;
  const pairs = uuid.replaceAll('-', '').match(/../gu) ?? [];
  const bytes = Uint8Array.from(pairs, (hex) => Number.parseInt(hex, 16));
  namespaces.set(uuid, bytes);
  return bytes;
}
