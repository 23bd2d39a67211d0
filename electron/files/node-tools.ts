import { hash } from 'node:crypto';

import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';

/** What `core` needs from Node to read texts and files of tags. */
export const NODE_TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);
