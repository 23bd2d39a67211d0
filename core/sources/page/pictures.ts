/** Sources shorter than this are read as they are, in UTF-16 code units. */
const LARGE = 5_000_000;

const MARK = ';base64,';

/** Shorter data is left where it is. */
const LEAST = 1000;

/** What stands before the data in an attribute or a style. */
const BEFORE = /[="'(]\s*data:[\w.+-]{1,60}\/[\w.+;=-]{0,60}$/u;

/** A source without the pictures that it carries, which have no words and may be all of its size. */
export function withoutPictures(source: string): string {
  if (source.length < LARGE) return source;
  const parts: string[] = [];
  let from = 0;
  for (let at = source.indexOf(MARK); at >= 0; at = source.indexOf(MARK, at + 1)) {
    const start = at + MARK.length;
    let end = start;
    while (isBase64(source.charCodeAt(end))) end += 1;
    if (end - start >= LEAST && BEFORE.test(source.slice(Math.max(0, at - 140), at))) {
      parts.push(source.slice(from, start));
      from = end;
    }
    at = Math.max(at, end - MARK.length);
  }
  return parts.length === 0 ? source : parts.join('') + source.slice(from);
}

/** Letters, digits, `+`, `/`, `=`, and `%` of what is escaped. */
function isBase64(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2f && code <= 0x39) ||
    code === 0x2b ||
    code === 0x3d ||
    code === 0x25
  );
}
