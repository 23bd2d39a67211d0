/** By path, each a data address; made by the build, so that no file has to lie beside the program. */
declare global {
  interface ImportMeta {
    glob(
      pattern: string,
      options: { readonly query: string; readonly import: string },
    ): Record<string, () => Promise<unknown>>;
  }
}

/** How codes of Chinese, Japanese and Korean fonts stand for characters, as Adobe wrote it down. */
const FILES = import.meta.glob('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&inline',
  import: 'default',
});

const BY_NAME = new Map(
  Object.entries(FILES).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1), load]),
);

/** A character map in the library's packed form, by its file name; `null` where there is none. */
export async function readCharacterMap(name: string): Promise<Uint8Array | null> {
  const address = await BY_NAME.get(name)?.();
  return typeof address === 'string' ? fromBase64(address.slice(address.indexOf(',') + 1)) : null;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

/** The language itself has no decoder for this. */
function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.replace(/[=]+$/u, '').length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of text) {
    const value = VALUES.get(digit);
    if (value === undefined) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}
