import { trimSpan, type Span } from '../span.ts';

/** Says nothing by itself and joins what follows it to what stands before: left out of a clause. */
const JOINERS = wordSet(`
  and or nor but yet
  und oder aber sondern
  et ou mais donc
  y pero sino
  и или но а`);

/** The same behind a word of speech; at the beginning of a sentence it points: "That plan failed." */
const REPORTERS = wordSet('that dass daß que qu’ что');

/** Begins a clause and belongs to what it says: "because", "who", "while". */
const OPENERS = wordSet(`
  because although though while whereas unless until whether if when where which who whom whose why how
  weil ob wenn während obwohl nachdem bevor damit
  parce lorsque quand tandis puisque afin qui dont où
  porque aunque cuando mientras donde quien quienes
  чтобы потому если когда хотя который которая которое которые где`);

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/**
 * Where one clause ends and the next may begin: a comma, semicolon or colon before white space or a
 * closing mark, a dash that is no hyphen, a bracket; in scripts without spaces the mark alone.
 */
const BREAK =
  /[,;:](?=[\s”’»›"'」』)\]]|$)[”’»›"'」』)\]]*|[，、；：]|[—–―]|(?<=\s)-+(?=\s)|[([](?=\S)|[)\]]|(?<![\p{L}\p{M}\p{N}’'-])[\p{L}\p{M}]+[’']?(?![\p{L}\p{M}\p{N}-])/gu;

/**
 * The clauses of a sentence in order: what stands between commas, semicolons, colons, dashes, brackets
 * and conjunctions, without these and without white space at the ends. A conjunction that only joins
 * ("and", "that") is left out, one that says how ("because", "who") begins its clause. Quotation marks
 * and the full stop stay with the words beside them. Offsets in UTF-16 code units; one pass.
 */
export function clausesOf(text: string, sentence: Span): Span[] {
  const words = text.slice(sentence.start, sentence.end);
  const clauses: Span[] = [];
  let start = 0;
  const end = (at: number, next: number): void => {
    const clause = withoutMarks(words, start, at);
    if (clause) {
      clauses.push({ start: sentence.start + clause.start, end: sentence.start + clause.end });
    }
    start = next;
  };
  for (const match of words.matchAll(BREAK)) {
    const [found] = match;
    const after = match.index + found.length;
    if (/^\p{L}/u.test(found)) {
      const word = found.toLowerCase();
      const isFirst = !HAS_WORD.test(words.slice(start, match.index)) && clauses.length === 0;
      if (JOINERS.has(word) || (REPORTERS.has(word) && !isFirst)) end(match.index, after);
      else if (OPENERS.has(word)) end(match.index, match.index);
    } else if (/^[([]/u.test(found)) end(match.index, match.index);
    else end(after, after);
  }
  end(words.length, words.length);
  return clauses;
}

const HAS_WORD = /[\p{L}\p{N}]/u;

/** A stretch without the marks that part clauses at its ends; nothing where no word is left. */
function withoutMarks(words: string, start: number, end: number): Span | undefined {
  const stretch = words.slice(start, end);
  if (!HAS_WORD.test(stretch)) return undefined;
  const front = /^[\s,;:，、；：—–―-]*/u.exec(stretch)?.[0].length ?? 0;
  let last = stretch.length;
  while (/[\s,;:，、；：—–―-]/u.test(stretch.charAt(last - 1))) last -= 1;
  return trimSpan(words, { start: start + front, end: start + last });
}
