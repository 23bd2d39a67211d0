/** Longest suggested name without its extension, in code points; some systems allow 255 bytes in all. */
const LENGTH = 60;

/** Names that Windows keeps for devices, also with an extension; the superscripts count as digits. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/iu;

/**
 * A file name to suggest for something with this title: letters and digits of any script joined
 * by hyphens, so that no system refuses it and nothing hidden is in it.
 */
export function suggestFileName(title: string, extension: string): string {
  const joined = Array.from(slugOf(title)).slice(0, LENGTH).join('').replace(/-+$/u, '');
  const name =
    joined === '' || DEVICE.test(joined) ? `framewise-${joined}`.replace(/-$/u, '') : joined;
  return `${name}.${extension}`;
}

/** Longest part of a name for what is exported and for a person, in bytes of UTF-8. */
const PART_BYTES = { about: 120, person: 48 };

/** What the name of a file that is exported says. */
export interface ExportName {
  /** Event, article or collection. */
  readonly about: string;
  /** Whose tags; `null` where names are to be left out. */
  readonly person: string | null;
  readonly format: string;
  /** `2025-08-20`. */
  readonly date: string;
}

/**
 * A name for a file or folder that is exported, without an extension. No two formats share one, so
 * that none is offered in the place of another's; safe on every system, of at most 255 bytes.
 */
export function suggestExportName({ about, person, format, date }: ExportName): string {
  const parts = [
    shortened(slugOf(about), PART_BYTES.about),
    shortened(slugOf(person ?? ''), PART_BYTES.person),
    slugOf(format),
    date,
  ];
  return parts.filter((part) => part !== '').join('-');
}

/** Letters and digits of any script in lower case, joined by hyphens. */
function slugOf(title: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return (words ?? []).join('-');
}

/** As many whole words as there is room for, or characters where the first has none. */
function shortened(slug: string, bytes: number): string {
  let room = bytes;
  let cut = '';
  for (const character of slug) {
    room -= byteLength(character);
    if (room < 0) return cut.includes('-') ? cut.replace(/-[^-]*$/u, '') : cut;
    cut += character;
  }
  return cut;
}

function byteLength(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** The last part of a path of any system, whatever stroke parts it and however it ends. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '') ?? path;
}
