import { textsBeside } from '#core/exchange/containers/text-beside.ts';
import type { LooseArticle } from '#core/exchange/content/loose.ts';
import { QuoteSearch } from '#core/text/quote-search.ts';

import type { ReadInput } from './people.ts';
import { TOOLS, type TextFile } from './texts.ts';

type Candidate = Pick<TextFile, 'path' | 'text'>;

/** Articles times texts that are looked through for words; with more nothing is looked for. */
const SEARCHES = 20_000;

/**
 * An input whose articles, where they do not say which text they are on, have the one that is called
 * like the file, the only one there is, or the only one that has all words of their tags. So has one
 * of a file of another program or of a table whose text is there with other line ends or the like: its
 * SHA-256 is then another.
 *
 * @param beside texts that were named, or lie in a folder, and are of no file of tags by name
 * @param isThere whether the text with a SHA-256 is in any file
 */
export function withTexts(
  input: ReadInput,
  beside: readonly Candidate[],
  isThere: (sha256: string) => boolean,
): { readonly input: ReadInput; readonly notes: readonly string[] } {
  const { content } = input;
  const isOther = ({ text, sha256 }: LooseArticle): boolean =>
    text === null && sha256 !== null && content.isOwn !== true && !isThere(sha256);
  const unsaid = content.articles.filter((article) => isUnsaid(article) || isOther(article));
  if (unsaid.length === 0) return { input, notes: [] };
  // A format of several files takes texts for articles of their own where names do not say more.
  const untagged = content.articles.flatMap(({ place, text, tags }) =>
    text !== null && tags.length === 0 ? [{ path: place, text }] : [],
  );
  const byText = new Map([...untagged, ...beside].map((each) => [each.text, each]));
  const candidates = [...byText.values()];
  const named = unsaid.length === 1 ? (calledLike(input, candidates) ?? onlyOne(candidates)) : null;
  const canSearch = unsaid.length * candidates.length <= SEARCHES;
  const searches = new Map(candidates.map((each) => [each, new QuoteSearch(each.text)]));
  const notes: string[] = [];
  const articles = content.articles.map((article) => {
    const isOtherText = isOther(article);
    if (!isOtherText && !isUnsaid(article)) return article;
    if (named && !isOtherText) return { ...article, text: named.text };
    const found = canSearch
      ? onlyOne([...searches].flatMap(([each, search]) => (hasWords(search, article) ? each : [])))
      : null;
    if (!found) return article;
    notes.push(
      isOtherText
        ? `The text of ${article.place} is not there as it was, to the letter. It is read on ${found.path}, which alone has the words of its tags.`
        : `${article.place} is read on ${found.path}, which alone has the words of its tags.`,
    );
    return { ...article, text: found.text, sha256: null };
  });
  return { input: { ...input, content: { ...content, articles } }, notes };
}

function isUnsaid({ text, sha256 }: LooseArticle): boolean {
  return text === null && sha256 === null;
}

function onlyOne<T>([first, ...others]: readonly T[]): T | null {
  return first !== undefined && others.length === 0 ? first : null;
}

/** The text that has the name of a file, in a format of one file. */
function calledLike({ codec, paths }: ReadInput, candidates: readonly Candidate[]) {
  const [path] = paths;
  if (codec.output === 'folder' || path === undefined) return null;
  const files = candidates.map((each) => ({ path: each.path, bytes: TOOLS.encode(each.text) }));
  const found = textsBeside([{ path, bytes: new Uint8Array() }], files).get(path)?.text;
  return candidates.find((each) => each.path === found?.path) ?? null;
}

/** Whether a text has every word of some tags; none where they have no words. */
function hasWords(search: QuoteSearch, { tags }: LooseArticle): boolean {
  const words = tags.flatMap(({ fragments }) => fragments.flatMap(({ exact }) => exact ?? []));
  return words.length > 0 && words.every((each) => search.has(each));
}
