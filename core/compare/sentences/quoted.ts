/** Longest stretch of words that is quoted in a sentence, in UTF-16 code units. */
const SHOWN = 120;

/** Words in quotation marks within a sentence: on one line, cut where they are long. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  const letters = Array.from(line);
  return `“${letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('').trimEnd()}…` : line}”`;
}

/** Words as they stand in a text, without the quotation marks around them. */
export function withoutMarks(words: string): string {
  return words.replace(/^["“”„‘’'«»‹›]+|["“”„‘’'«»‹›,.;]+$/gu, '');
}
