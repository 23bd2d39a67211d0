/** Numbers, counts and sizes as sentences give them, the same on every machine. */

/** Made with the first number that needs it: that may take 20 ms of a start, and most numbers are small. */
let english: Intl.NumberFormat | undefined;

/** A number with its thousands set apart: `1,234`. */
export function grouped(n: number): string {
  if (Number.isInteger(n) && n >= 0 && n < 1000) return String(n);
  english ??= new Intl.NumberFormat('en');
  return english.format(n);
}

/** `1 tag`, `12 tags`. */
export function countOf(n: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(n)} ${n === 1 ? singular : plural}`;
}

/** A size in megabytes, rounded up so that a file over the limit never seems to be within it. */
function megabytes(bytes: number): string {
  return `${grouped(Math.ceil(bytes / 1024 / 1024))} MB`;
}

export function tooLarge(bytes: number, limit: number): string {
  return `This file is ${megabytes(bytes)}; the limit is ${megabytes(limit)}.`;
}
