import type { CodecTools } from './codec.ts';

interface Hash {
  update(data: string | Uint8Array): Hash;
  digest(encoding: 'hex'): string;
}

type Decoder = new (
  encoding: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

type Encoder = new () => { encode(text: string): Uint8Array };

/**
 * What codecs need from outside, made of what Node has and the language itself lacks.
 *
 * @param createHash as in `node:crypto`
 * @param decoder the global `TextDecoder`
 * @param encoder the global `TextEncoder`
 */
export function makeCodecTools(
  createHash: (algorithm: 'sha1' | 'sha256') => Hash,
  decoder: Decoder,
  encoder: Encoder,
): CodecTools {
  return {
    encode: (text) => new encoder().encode(text),
    decode: (bytes, encoding) => {
      try {
        return new decoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined;
      }
    },
    // Strings are hashed in UTF-8.
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    sha1: (namespace, name) => createHash('sha1').update(namespace).update(name).digest('hex'),
  };
}
