import type { Codec } from './codec.ts';
import { DOCCANO } from './doccano.ts';
import { NATIVE } from './native-codec.ts';

/** Every exchange format, in the order in which they are offered. */
export const CODECS: readonly Codec[] = [NATIVE, DOCCANO];

/** The format of this name, if there is one. */
export function findCodec(name: string): Codec | undefined {
  return CODECS.find((codec) => codec.name === name);
}
