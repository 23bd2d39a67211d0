import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hex; a string is hashed in its UTF-8 form. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
