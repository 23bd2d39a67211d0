import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes that are hashed at a time: some 10 ms. */
const STEP = 4 * 1024 * 1024;

/** SHA-256 of what may be large, in lower-case hex; between steps this process does what else it has to. */
export async function sha256OfLarge(data: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < data.length; at += STEP) {
    if (at > 0) await nextTurn();
    hash.update(data.subarray(at, at + STEP));
  }
  return hash.digest('hex');
}

/** SHA-256 in lower-case hex; a string is hashed in its UTF-8 form. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
