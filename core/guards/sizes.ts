export const inFigures = new Intl.NumberFormat('en');

/** A size in megabytes, rounded up so that a file over the limit never seems to be within it. */
function megabytes(bytes: number): string {
  return `${inFigures.format(Math.ceil(bytes / 1024 / 1024))} MB`;
}

export function tooLarge(bytes: number, limit: number): string {
  return `This file is ${megabytes(bytes)}; the limit is ${megabytes(limit)}.`;
}
