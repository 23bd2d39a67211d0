import type { Span } from '../../text/span.ts';

/** What Python, Java and JavaScript take for a line end, or part of one. */
const LINE_END = /^[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]$/u;

function isLineEnd(character: string): boolean {
  return LINE_END.test(character);
}

/**
 * Whether a text has the words of a tag at some places, which is checked in every format that has
 * words. Line ends may be other ones or spaces: programs change them in what they show of a text.
 * Words of several parts are joined by a space or by nothing.
 */
export function hasWords(text: string, parts: readonly Span[], words: string): boolean {
  const [part] = parts;
  if (part && parts.length === 1) {
    const { start, end } = part;
    if (words.length === end - start && text.startsWith(words, start)) return true;
    return matches(text, parts, words, '');
  }
  return matches(text, parts, words, ' ') || matches(text, parts, words, '');
}

/** Stops at the first difference, so that long places with short words cost nothing. */
function matches(text: string, parts: readonly Span[], words: string, glue: ' ' | ''): boolean {
  let at = 0;
  for (const [index, { start, end }] of parts.entries()) {
    if (index > 0 && glue !== '') {
      if (words.charAt(at) !== glue) return false;
      at += 1;
    }
    for (let offset = start; offset < end;) {
      const [here, there] = [text.charAt(offset), words.charAt(at)];
      const isSame =
        here === there ||
        (isLineEnd(here) && (there === ' ' || isLineEnd(there))) ||
        (here === ' ' && isLineEnd(there));
      if (!isSame) return false;
      offset += lengthAt(text, offset, end);
      at += lengthAt(words, at, words.length);
    }
  }
  return at === words.length;
}

/** Of the character at an offset, where CR LF is one; in UTF-16. */
function lengthAt(text: string, offset: number, end: number): 1 | 2 {
  return offset + 1 < end && text.startsWith('\r\n', offset) ? 2 : 1;
}
