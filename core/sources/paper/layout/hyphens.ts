/** What the whole document says of words: which it has inside its lines, where nothing is cut. */
export interface KnownWords {
  readonly has: (word: string) => boolean;
}

/** The words of lines, but for those at either end of a line. */
export function knownWords(lines: Iterable<string>): KnownWords {
  const words = new Set<string>();
  for (const line of lines) {
    const found = line.match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
    const isCut = /[-\u2010\u00ad]\s*$/u.test(line);
    for (const [index, word] of found.entries()) {
      if (isCut && index === found.length - 1) continue;
      words.add(folded(word));
    }
  }
  return { has: (word) => words.has(folded(word)) };
}

function folded(word: string): string {
  return word.replaceAll(/[\u2010\u2011]/gu, '-').toLowerCase();
}

/** First halves that keep their hyphen. */
const KEEP_BEFORE = new Set([
  ...[
    'self',
    'non',
    'ex',
    'well',
    'so',
    'all',
    'half',
    'quasi',
    'semi',
    'anti',
    'pro',
    'mid',
    'co',
  ],
  ...[
    'long',
    'short',
    'high',
    'low',
    'large',
    'small',
    'full',
    'part',
    'old',
    'new',
    'open',
    'cross',
  ],
  ...['first', 'second', 'third', 'one', 'two', 'three', 'four', 'five', 'six', 'ten', 'twenty'],
  ...['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety', 'vice', 'right', 'left'],
  ...['peut', 'est', 'sous', 'demi', 'celui', 'celle', 'ceux', 'soi', 'moi', 'lui', 'nord', 'sud'],
  ...['e', 'x', 'u', 't', 'real', 'state', 'year', 'day', 'hard', 'far', 'near', 'ever', 'much'],
]);
/** Second halves that keep their hyphen. */
const KEEP_AFTER = new Set([
  ...['based', 'related', 'term', 'known', 'old', 'like', 'free', 'style', 'wide', 'time', 'year'],
  ...['led', 'run', 'made', 'to', 'of', 'in', 'up', 'on', 'off', 'out', 'by', 'the', 'and', 'or'],
  ...['general', 'elect', 'called', 'scale', 'level', 'class', 'party', 'range', 'speed', 'sized'],
  ...['être', 'ce', 'il', 'elle', 'on', 'je', 'vous', 'nous', 'là', 'ci', 'même', 'mêmes'],
]);
/** Words before which a hyphen stands for the rest of a compound: `Haupt- und Nebensatz`. */
const AND = new Set([
  'und',
  'oder',
  'bzw',
  'and',
  'or',
  'en',
  'of',
  'och',
  'og',
  'sowie',
  'to',
  'bis',
]);

/** How two lines go together. */
export interface LineEnd {
  /** What stands between them in place of the end of the line; the hyphen is gone where `isCut`. */
  readonly between: '' | ' ';
  /** The hyphen was only there because the line ended. */
  readonly isCut: boolean;
}

/**
 * What becomes of a hyphen at the end of a line. It goes only where it surely cuts a word: both halves
 * are letters of a script that is hyphenated, the second is in small letters, the document has the
 * whole word elsewhere or neither half looks like a word of its own. Else it stays, as it is printed.
 */
export function lineEnd(line: string, next: string, known: KnownWords): LineEnd | null {
  const cut =
    /([\p{L}\p{M}\p{N}'’]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}'’]+)*)([-\u2010\u00ad])$/u.exec(line);
  if (!cut)
    return /[-\u2010]$/u.test(line) || line.endsWith('\u00ad')
      ? { between: ' ', isCut: false }
      : null;
  const [, before = '', hyphen] = cut;
  const after = /^[\p{L}\p{M}\p{N}]+/u.exec(next)?.[0] ?? '';
  if (after === '') return { between: '', isCut: false };
  if (hyphen === '\u00ad') return { between: '', isCut: true };
  if (AND.has(after.toLowerCase())) return { between: ' ', isCut: false };
  return { between: '', isCut: isSurelyCut(before, after, known) };
}

function isSurelyCut(before: string, after: string, known: KnownWords): boolean {
  if (/[-\u2010\u2011]/u.test(before)) return false;
  if (!/^\p{Ll}/u.test(after) || !/^[\p{L}\p{M}]+$/u.test(before + after)) return false;
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+$/u.test(before + after))
    return false;
  if (before.length < 2 || after.length < 2) return false;
  // All in capitals is an abbreviation.
  if (before.length > 1 && before === before.toUpperCase()) return false;
  if (known.has(`${before}-${after}`)) return false;
  if (known.has(before + after)) return true;
  if (KEEP_BEFORE.has(before.toLowerCase()) || KEEP_AFTER.has(after)) return false;
  return !(known.has(before) && known.has(after));
}
