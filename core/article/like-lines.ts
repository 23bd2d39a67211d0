import { trimSpan, type Span } from '../text/span.ts';
import { isFurniture } from './proposals.ts';

/** A line of more UTF-16 code units is like another only where both say the same. */
const LINE_LIMIT = 160;
/** What begins alike is of one form up to so many code units: longer lines are of the story. */
const SHORT = 100;
/** A line of a pictograph or a bullet and some words, in words. */
const WORDS_BESIDE_MARK = 8;

const SENTENCE = /[.!?…。！？]["'”’»」』）)\]]*$/u;
const BRACKETED = /^(?:\[[^\]]*\]|\{[^}]*\}|<[^>]*>)$/u;
const MARKED = /^(?:(\p{Extended_Pictographic})|([•‣◦●○■□▪▸►»›→*–—-]))\ufe0f?\s*\S/u;
const ADDRESS =
  /^(?:https?:\/\/\S+|www\.\S+|[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+|(?:[@#][\p{L}\p{N}_]+\s*)+)$/iu;
/** What stands before a colon: `Photo: …`, `Read also: …`. */
const LABEL = /^([^:：]{1,30})[:：]/u;
const BEGINNING = /^(\S+ \S+) \S/u;

/**
 * The lines of an article that have the form of one of them, itself included: that say the same but
 * for numbers and signs, that are the furniture of a page as it is, or that begin with the same label,
 * the same two words, a bullet, a pictograph. As trimmed spans in document order; linear in the text.
 * A proposal for a person to accept.
 */
export function linesLike(text: string, paragraphs: readonly Span[], line: Span): Span[] {
  const asked = trimSpan(text, line);
  const words = text.slice(asked.start, asked.end);
  if (words === '') return [];
  const forms = new Set(formsOf(words));
  return paragraphs
    .map((paragraph) => trimSpan(text, paragraph))
    .filter(({ start, end }) => {
      if (start >= end) return false;
      if (end - start > LINE_LIMIT)
        return end - start === words.length && text.startsWith(words, start);
      return formsOf(text.slice(start, end)).some((form) => forms.has(form));
    });
}

/** Every form that a line has; lines that have one in common are alike. */
function formsOf(line: string): string[] {
  if (line.length > LINE_LIMIT) return [`same ${line}`];
  const folded = line.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const said = folded
    .replace(/\p{Extended_Pictographic}\ufe0f?/gu, '')
    .replace(/\p{N}+/gu, '0')
    .trim();
  const forms = [`same ${said === '' ? folded : said}`];
  if (isFurniture(line)) forms.push('furniture');
  if (BRACKETED.test(line)) forms.push(`bracketed ${line.charAt(0)}`);
  if (ADDRESS.test(line)) forms.push('address');
  const label = LABEL.exec(said)?.[1]?.trim();
  const isLabelled = label !== undefined && label.split(' ').length <= 3;
  if (isLabelled) forms.push(`label ${label}`);
  if (line.length > SHORT || SENTENCE.test(line)) return forms;
  const mark = MARKED.exec(line);
  if (mark && line.split(/\s+/u).length <= WORDS_BESIDE_MARK + 1)
    forms.push(mark[1] === undefined ? `bullet ${mark[2] ?? ''}` : 'pictograph');
  const beginning = BEGINNING.exec(said)?.[1];
  if (beginning !== undefined) forms.push(`begins ${beginning}`);
  return forms;
}
