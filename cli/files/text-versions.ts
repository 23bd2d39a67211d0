import { countOf, grouped } from '#core/numbers.ts';
import { showHidden } from '#core/guards/labels.ts';

/** An article as several people may have it. */
export interface ReadArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Ids of those who have read it. */
  readonly annotators: readonly string[];
}

/** Two texts that are one article, read by different people. */
interface Versions {
  readonly a: ReadArticle;
  readonly b: ReadArticle;
}

/** Pairs of texts that are compared in full; of more, those with one title. */
const PAIRS = 10_000;
/** Share of the shorter text that both begin or end with, from which two texts are versions of one. */
const SHARED = 0.5;
/** Characters of a difference that are shown. */
const SHOWN = 30;

/** Articles that not everybody has, and that somebody else has in another version. */
export function findVersions(articles: readonly ReadArticle[]): readonly Versions[] {
  const titles = new Map<string, ReadArticle[]>();
  const isFew = articles.length ** 2 <= 2 * PAIRS;
  for (const article of articles) {
    const key = isFew ? '' : fold(article.title);
    titles.set(key, [...(titles.get(key) ?? []), article]);
  }
  const found: Versions[] = [];
  const taken = new Set<string>();
  for (const group of titles.values()) {
    if (group.length ** 2 > 2 * PAIRS) continue;
    for (const [index, a] of group.entries()) {
      if (taken.has(a.id)) continue;
      const b = group
        .slice(index + 1)
        .find((other) => !taken.has(other.id) && isReadByOthers(a, other) && isVersion(a, other));
      if (!b) continue;
      taken.add(a.id).add(b.id);
      found.push({ a, b });
    }
  }
  return found;
}

function isReadByOthers(a: ReadArticle, b: ReadArticle): boolean {
  return b.annotators.some((id) => !a.annotators.includes(id));
}

function isVersion({ text: a }: ReadArticle, { text: b }: ReadArticle): boolean {
  const { before, after } = sharedEnds(a, b);
  return before + after >= SHARED * Math.min(a.length, b.length) || fold(a) === fold(b);
}

function fold(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}

/** How many UTF-16 code units two texts begin and end with in common; the parts do not overlap. */
function sharedEnds(a: string, b: string): { readonly before: number; readonly after: number } {
  const shortest = Math.min(a.length, b.length);
  let before = 0;
  while (before < shortest && a[before] === b[before]) before += 1;
  let after = 0;
  while (before + after < shortest && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  return { before, after };
}

/** Says of two versions where they begin to differ, and how. */
export function describeVersions(
  { a, b }: Versions,
  nameOf: (annotator: string) => string,
): string {
  const people = ({ annotators }: ReadArticle): string => annotators.map(nameOf).join(' and ');
  const there = `“${showHidden(a.title)}” is there in two versions that differ`;
  const say = (where: string, [ofA, ofB]: readonly [string, string]): string =>
    `${there} ${where}: ${people(a)} has ${ofA}, ${people(b)} has ${ofB}.`;
  if (withPlainEnds(a.text) === withPlainEnds(b.text)) {
    return say('in line ends alone', [lineEndsOf(a.text), lineEndsOf(b.text)]);
  }
  const { before, after } = sharedEnds(a.text, b.text);
  const where =
    after === 0
      ? 'at the end'
      : before === 0
        ? 'at the beginning'
        : `at character ${grouped(before + 1)}`;
  const partOf = ({ text }: ReadArticle): string => text.slice(before, text.length - after);
  return say(where, excerpts(partOf(a), partOf(b)));
}

function withPlainEnds(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n');
}

/** What a text ends its lines with. */
function lineEndsOf(text: string): string {
  const ends = [...new Set(text.match(/\r\n|\n|\r/gu) ?? [])];
  return ends.map((end) => LINE_ENDS.get(end) ?? '').join(' and ');
}

const LINE_ENDS: ReadonlyMap<string, string> = new Map([
  ['\n', 'LF'],
  ['\r\n', 'CR LF (of Windows)'],
  ['\r', 'CR'],
]);

/** What two texts have in one place; with the numbers of the characters where it looks the same. */
function excerpts(a: string, b: string): readonly [string, string] {
  const looks = (part: string): string => excerpt(part).normalize('NFC');
  const isSame = looks(a) === looks(b);
  const show = (part: string): string => excerpt(part) + (isSame ? numbersOf(part) : '');
  return [show(a), show(b)];
}

/** Characters whose numbers are shown. */
const NUMBERED = 6;

function numbersOf(part: string): string {
  const characters = Array.from(part.slice(0, 2 * NUMBERED));
  const numbers = characters
    .slice(0, NUMBERED)
    .map((each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  return ` (${numbers.join(' ')}${characters.length > NUMBERED ? ' …' : ''})`;
}

function excerpt(part: string): string {
  if (part === '') return 'nothing there';
  if (part === '\ufeff') return 'a byte order mark';
  const lineEnds = part.match(/\r\n|\n|\r/gu)?.length ?? 0;
  if (part.trim() === '' && lineEnds > 0) return countOf(lineEnds, 'line end');
  if (part.trim() === '') return 'white space';
  const shown = part.slice(0, SHOWN).toWellFormed().replaceAll(/\s/gu, ' ');
  return `“${showHidden(shown)}${part.length > SHOWN ? '…' : ''}”`;
}
