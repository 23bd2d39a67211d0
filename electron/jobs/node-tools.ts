import { createHash } from 'node:crypto';

import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';

/** SHA-256 of bytes, or of a text's UTF-8 form, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** What `core` needs from Node to read texts and files of tags. */
export const NODE_TOOLS = makeCodecTools(createHash, TextDecoder, TextEncoder);
