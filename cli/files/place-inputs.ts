import type { Codebook } from '#core/codebook/codebook.ts';
import { NOTHING_READ, type LooseArticle } from '#core/exchange/content/loose.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import { withFamilies } from '#core/exchange/placing/place-families.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import { countOf } from '#core/numbers.ts';

import { BadInput } from '../terminal/problem.ts';
import { DEFAULT_CODEBOOK } from './default-codebook.ts';
import type { Inputs } from './inputs.ts';
import type { ReadInput } from './people.ts';
import { articleDetails } from './sources.ts';
import { TOOLS, type TextFile } from './texts.ts';

/** Texts that are named one by one when nothing is on them. */
const SHOWN = 20;

/** One input as it was read and placed. */
export interface PlacedInput {
  readonly input: ReadInput;
  readonly placed: PlacedContent;
}

/**
 * What was read, held against its texts.
 *
 * @param keepsMarks whether texts that differ in a byte order mark alone are two
 */
export function placeInputs(
  { files: inputs, texts: beside }: Inputs,
  codebook: Codebook,
  keepsMarks = false,
): readonly PlacedInput[] {
  const alone = beside.map(({ text }) => text);
  const inFiles = inputs.flatMap(({ content }) =>
    content.articles.flatMap(({ text }) => text ?? []),
  );
  const texts = new Map([...inFiles, ...alone].map((text) => [TOOLS.sha256(text), text]));
  return inputs.map((input) => {
    const own =
      input.content.codebook ?? inputs.find(({ content }) => content.codebook)?.content.codebook;
    const placed = placeContent(input.content, {
      codebook: own ?? codebook,
      author: { id: null, name: input.author },
      textOf: (sha256) => texts.get(sha256),
      keepsMarks,
      tools: TOOLS,
    });
    return { input, placed: withFamilies(placed, TOOLS.sha1) };
  });
}

/** Texts as articles that nobody has tagged. */
export function placeTexts(texts: readonly TextFile[]): PlacedContent {
  const articles = texts.map(({ path, text, details }): LooseArticle => ({
    place: path,
    text,
    sha256: null,
    details: details ? articleDetails(details) : {},
    unit: 'utf-16',
    boilerplate: [],
    tags: [],
  }));
  return placeContent({ ...NOTHING_READ, articles }, { codebook: DEFAULT_CODEBOOK, tools: TOOLS });
}

/** Throws where the text of an article is neither in the files nor named beside them. */
export function requireTexts(read: readonly { readonly placed: PlacedContent }[]): void {
  const [homeless] = read.flatMap(({ placed }) => placed.withoutText);
  if (homeless) throw new BadInput(`${homeless.place}: ${describeMissingText(homeless)}`);
}

/** Articles whose texts are missing, as lines. */
export function describeMissingTexts({ withoutText }: PlacedContent): string[] {
  const unsaid = withoutText.filter(({ couldBeIn = [] }) => couldBeIn.length > 0);
  const missing = withoutText.length - unsaid.length;
  return [
    ...(missing > 0
      ? [
          `The text of ${countOf(missing, 'article')} is not in the file. Name the texts as well to place the tags.`,
        ]
      : []),
    ...unsaid.map((article) => `${article.place}: ${describeMissingText(article)}`),
  ];
}

/** Texts that were named, or lie in a folder, and that no tags are on. */
export function untaggedTexts(
  { texts }: Inputs,
  read: readonly PlacedInput[],
): readonly TextFile[] {
  const known = new Set(read.flatMap(({ placed }) => placed.articles.map(({ id }) => id)));
  return texts.filter(({ text }) => !known.has(TOOLS.sha256(text)));
}

/** Says which texts no tags are on. */
export function describeUntagged(texts: readonly TextFile[]): string[] {
  if (texts.length === 0) return [];
  const first = texts.slice(0, SHOWN).map(({ path }) => path);
  const more = texts.length > SHOWN ? ` and ${countOf(texts.length - SHOWN, 'other')}` : '';
  return [`No tags are on ${first.join(', ')}${more}.`];
}

/** What is known of a text that is missing, as a sentence, and what to do. */
function describeMissingText({ couldBeIn = [] }: LooseArticle): string {
  if (couldBeIn.length === 0) {
    return 'The text of this article is not in the file. Name its text as well.';
  }
  const first = couldBeIn.slice(0, 5).join(', ');
  const more = couldBeIn.length > 5 ? ` and ${countOf(couldBeIn.length - 5, 'other')}` : '';
  return `Its text may be any of these, and nothing says which: ${first}${more}. Name the one that it is on alone with it.`;
}
