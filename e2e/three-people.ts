// Three people's tags on the five samples, which differ in ways that are known.
import { ANNA, fileOfColleague, type Colleague, type NamedTag } from './colleague.ts';
import { seedText } from './window.ts';

export const BERT: Colleague = { number: 8, name: 'Bert Cole' };
/** The reviewer's own tags come from a file, too: they were made at another computer. */
export const SELF: Colleague = { number: 9, name: 'Own tags' };

type Person = 'mine' | 'anna' | 'bert';

/** A passage on which the three differ, how it is decided, and what stands then. */
export interface Difference {
  readonly tags: Readonly<Partial<Record<Person, NamedTag>>>;
  /** The words with which the longest of the tags begins. */
  readonly begins: string;
  readonly keys: readonly string[];
  /** Why it is rejected. */
  readonly reason?: string;
  readonly stands: NamedTag | null;
}

/** Reasons of the list as it is delivered, by their digits. */
const REASONS = ['Too long', 'Too short'] as const;
/** Rejections among all. */
export const REJECTIONS = 10;

const claim = (words: string, claimType = 'factual'): NamedTag => ({
  words,
  category: 'claim',
  attributes: { claimType },
});
const withoutLastWord = (words: string): string => words.replace(/\s\S+$/u, '');

/** One rule for each kind of difference, by turns over the sentences of all articles. */
const RULES: readonly ((words: string, nth: number) => Omit<Difference, 'begins'>)[] = [
  // Anna leaves the last word out, and is right.
  (words) => {
    const anna = claim(withoutLastWord(words));
    return { tags: { mine: claim(words), anna, bert: claim(words) }, keys: ['2'], stands: anna };
  },
  // Anna sees a framing where there is a claim.
  (words) => {
    const anna = { words, category: 'framing', attributes: { frame: 'other' } };
    const mine = claim(words);
    return { tags: { mine, anna, bert: claim(words) }, keys: ['1'], stands: mine };
  },
  // Anna alone tags a sentence; all but the last of these are rejected.
  (words, nth) => {
    const anna = claim(words);
    const rejected = Math.floor(nth / RULES.length);
    if (rejected >= REJECTIONS) return { tags: { anna }, keys: ['a'], stands: anna };
    const digit = rejected % 2;
    const reason = REASONS[digit] ?? '';
    return { tags: { anna }, keys: ['x', String(digit + 1)], reason, stands: null };
  },
  // Bert calls it causal, and is right.
  (words) => {
    const bert = claim(words, 'causal');
    return { tags: { mine: claim(words), anna: claim(words), bert }, keys: ['3'], stands: bert };
  },
  // I alone tag it.
  (words) => {
    const mine = claim(words);
    return { tags: { mine }, keys: ['m'], stands: mine };
  },
];

/** Differences in one article. */
const OF_EACH = 11;

/** Sentences that stand once in a text, in their order. */
function sentencesOf(text: string): string[] {
  const sentences = text
    .split('\n')
    .flatMap((line) => line.split(/(?<=[.!?”]) (?=[\p{Lu}“])/u))
    .filter((words) => words.split(' ').length >= 6);
  return sentences.filter((words) => text.split(words).length === 2);
}

/** What the three make of the five samples: as many differences in each, and a tag that all have. */
export const ARTICLES = ([0, 1, 2, 3, 4] as const).map((number) => {
  const text = seedText(number);
  const [alike = '', ...sentences] = sentencesOf(text);
  const differences = sentences.slice(0, OF_EACH).map((words, index): Difference => {
    const nth = number * OF_EACH + index;
    const rule = RULES[nth % RULES.length];
    if (!rule) throw new Error('There is no such rule.');
    return { begins: words.slice(0, 24), ...rule(words, nth) };
  });
  return { number, text, alike: claim(alike), differences };
});

/** Writes the file of each of the three; their paths. */
export async function filesOfThree(folder: string): Promise<Readonly<Record<Person, string>>> {
  const fileOf = (person: Person, colleague: Colleague): Promise<string> =>
    fileOfColleague(
      folder,
      colleague,
      ARTICLES.map(({ number, text, alike, differences }) => ({
        title: `Article ${number}`,
        text,
        tags: [alike, ...differences.flatMap(({ tags }) => tags[person] ?? [])],
      })),
    );
  return {
    mine: await fileOf('mine', SELF),
    anna: await fileOf('anna', ANNA),
    bert: await fileOf('bert', BERT),
  };
}
