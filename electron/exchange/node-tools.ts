import { createHash } from 'node:crypto';

import type { NativeTools } from '#core/formats/native-parse.ts';

/** SHA-256 of bytes, or of a text's UTF-8 form, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** What `core` needs from Node to read texts and files of tags. */
export const NODE_TOOLS: NativeTools = {
  decode: (bytes, encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  sha256,
  sha1: (namespace, name) =>
    createHash('sha1').update(namespace).update(name, 'utf8').digest('hex'),
};
