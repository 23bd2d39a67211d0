import { countOf } from '../../numbers.ts';
import type { ComparedPassage, Comparison } from '../comparison/comparison.ts';
import type { PassageKind } from '../passages/shared-passages.ts';
import { articleName } from './names.ts';

export const PASSAGE_NAMES: Readonly<Record<PassageKind, string>> = {
  quotation: 'quotation',
  'one-side': 'in quotation marks on one side',
  names: 'names',
  prose: 'prose',
};

/** What two articles share, by their numbers. */
export interface SharedWords {
  readonly a: number;
  readonly b: number;
  /** In runs of seven words and more; and how many of them in quotation marks in neither. */
  readonly words: number;
  readonly outside: number;
  readonly passages: readonly ComparedPassage[];
}

/** Pairs of articles with what they share, those with most words first; names are not counted. */
export function sharedByPair(passages: readonly ComparedPassage[]): SharedWords[] {
  const pairs = new Map<string, { a: number; b: number; passages: ComparedPassage[] }>();
  for (const passage of passages) {
    const [a, b] = [passage.a.article, passage.b.article];
    const key = `${String(a)} ${String(b)}`;
    const pair = pairs.get(key) ?? { a, b, passages: [] };
    pair.passages.push(passage);
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .map(({ a, b, passages: own }) => {
      const counted = own.filter(({ kind }) => kind !== 'names');
      const words = counted.reduce((sum, each) => sum + each.words, 0);
      const inMarks = counted.reduce(
        (sum, each) => sum + Math.max(each.a.wordsInMarks, each.b.wordsInMarks),
        0,
      );
      return { a, b, words, outside: words - inMarks, passages: own };
    })
    .sort((x, y) => y.words - x.words || x.a - y.a || x.b - y.b);
}

/** `002 and 004 share 80 words in runs of seven and more; 25 of them outside quotations.` */
export function sharedInWords(
  { articles }: Pick<Comparison, 'articles'>,
  shared: SharedWords,
): string {
  const [a, b] = [articleName(articles[shared.a]), articleName(articles[shared.b])];
  if (shared.words === 0) return `${a} and ${b} share only names.`;
  const outside = shared.outside === 0 ? 'none' : String(shared.outside);
  return `${a} and ${b} share ${countOf(shared.words, 'word')} in runs of seven and more; ${outside} of them outside quotations.`;
}

/** Says of two versions of one text that they are one; `null` of other pairs. */
export function oneTextInWords(
  {
    articles,
    oneTexts,
    comparesOneTexts,
  }: Pick<Comparison, 'articles' | 'oneTexts' | 'comparesOneTexts'>,
  a: number,
  b: number,
): string | null {
  const found = oneTexts.find(
    (each) => (each.a === a && each.b === b) || (each.a === b && each.b === a),
  );
  if (!found) return null;
  const names = [articleName(articles[found.a]), articleName(articles[found.b])];
  const compared = comparesOneTexts ? 'are' : 'are not';
  return `${names.join(' and ')} are one text: ${String(Math.round(found.share * 100))} % of the words of the shorter one stand in the other. Their quotations ${compared} compared with each other.`;
}
