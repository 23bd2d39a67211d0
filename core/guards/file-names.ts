/** Longest suggested name without its extension, in code points; some systems allow 255 bytes in all. */
const LENGTH = 60;

/** Names that Windows keeps for devices, also with an extension; the superscripts count as digits. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/iu;

/**
 * A file name to suggest for something with this title: letters and digits of any script joined
 * by hyphens, so that no system refuses it and nothing hidden is in it.
 */
export function suggestFileName(title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const joined = Array.from((words ?? []).join('-'))
    .slice(0, LENGTH)
    .join('')
    .replace(/-+$/u, '');
  const name =
    joined === '' || DEVICE.test(joined) ? `framewise-${joined}`.replace(/-$/u, '') : joined;
  return `${name}.${extension}`;
}

/** The last part of a path of any system, whatever stroke parts it and however it ends. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '') ?? path;
}
