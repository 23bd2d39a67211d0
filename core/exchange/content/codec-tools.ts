import type { CodecTools } from './codec.ts';

type Hash = (algorithm: 'sha1' | 'sha256', data: string | Uint8Array, encoding: 'hex') => string;

type Decoder = new (
  encoding: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

type Encoder = new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { readonly written: number };
};

/**
 * What codecs need from outside, made of what Node has and the language itself lacks.
 *
 * @param hash as in `node:crypto`
 * @param decoder the global `TextDecoder`
 * @param encoder the global `TextEncoder`
 */
export function makeCodecTools(hash: Hash, decoder: Decoder, encoder: Encoder): CodecTools {
  const utf8 = new encoder();
  // Ids are made of very many names, and to make an array for each costs more than to hash it.
  const scratch = new Uint8Array(4096);
  return {
    encode: (text) => utf8.encode(text),
    decode: (bytes, encoding) => {
      try {
        return new decoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined;
      }
    },
    // Strings are hashed in UTF-8.
    sha256: (text) => hash('sha256', text, 'hex'),
    sha1: (namespace, name) => {
      // A code unit has at most three bytes.
      const room = namespace.length + 3 * name.length;
      const bytes = room <= scratch.length ? scratch : new Uint8Array(room);
      bytes.set(namespace);
      const { written } = utf8.encodeInto(name, bytes.subarray(namespace.length));
      return hash('sha1', bytes.subarray(0, namespace.length + written), 'hex');
    },
  };
}
