import type { ArticleSummary } from '#core/article/article.ts';
import { addToGroup } from '#core/collections/order.ts';
import type { FoundBy } from '#core/contract/import.ts';
import type { LooseArticle } from '#core/exchange/content/loose.ts';
import { nameOfPath } from '#core/guards/file-names.ts';

import type { Library } from '../store/library/library.ts';
import type { Work } from '../jobs/progress.ts';
import type { Parse } from './parse.ts';
import { tellingWords, type TagWords, type WordsFound } from './reading/words.ts';

/** An article of a file that has no text there, and where it was found to belong. */
export interface Home {
  readonly article: LooseArticle;
  readonly target: { readonly id: string; readonly by: FoundBy } | null;
  /** Ids of others that it may be, the likeliest first. */
  readonly candidates: readonly string[];
  /** Whether its words were not looked for in every article, as that would take too long. */
  readonly isUnsought: boolean;
}

/** What an article without a text is called in decisions. */
export function keyOfArticle({ sha256, place }: LooseArticle): string {
  return sha256 ?? place;
}

/**
 * Words that are looked for in all, of one article at least and at most; and characters of texts that
 * are sent to be looked through at once and in all. A library of ten thousand articles takes seconds.
 */
const WORDS = { all: 1_000, least: 4, most: 24 } as const;
const TEXTS = { batch: 4_000_000, all: 400_000_000 } as const;
/** Other articles that are named. */
const CANDIDATES = 5;

interface Needs {
  readonly library: Pick<Library, 'summaries' | 'readText'>;
  readonly parse: Parse;
}

/** By how much an article here is the one of the file. */
interface Score extends Pick<WordsFound, 'inText' | 'around' | 'atPlace'> {
  readonly id: string;
}

/**
 * Finds the articles of the library that a file's tags are about: by address, by file name, by title,
 * and where none of these decides, by the tags' words.
 *
 * @param fileName of the file itself, which may be called like its one article
 */
export async function findHomes(
  articles: readonly LooseArticle[],
  fileName: string,
  { library, parse }: Needs,
  work: Work,
): Promise<Home[]> {
  if (articles.length === 0) return [];
  const names = new LibraryNames(library.summaries());
  const share = Math.floor(WORDS.all / articles.length);
  const each = Math.min(Math.max(share, WORDS.least), WORDS.most);
  const open = articles.map((article, index) => ({
    article,
    named: names.find(article, articles.length === 1 ? fileName : null),
    words: index * each < WORDS.all ? tellingWords(article, each) : [],
  }));
  // An address is somebody's word; a name may be that of anything, and words tell of several.
  const unsure = open.filter(
    ({ named, words }) => words.length > 0 && !(named?.by === 'address' && named.ids.length === 1),
  );
  const scores = new Map<(typeof open)[number], Score[]>();
  const search = new WordSearch({ library, parse }, work);
  const inNamed = unsure.filter(({ named }) => named);
  const namedIds = [...new Set(inNamed.flatMap(({ named }) => named?.ids ?? []))];
  await search.look(inNamed, namedIds, (one, score) => {
    if (one.named?.ids.includes(score.id) === true) addToGroup(scores, one, score);
  });
  const nowhere = unsure.filter((one) => best(scores.get(one) ?? [], one.words.length) === null);
  for (const one of nowhere) scores.delete(one);
  const all = library.summaries().map(({ id }) => id);
  await search.look(nowhere, all, (one, score) => {
    addToGroup(scores, one, score);
  });
  return open.map((one) => ({
    ...decide(one, scores.get(one) ?? []),
    isUnsought:
      one.words.length > 0
        ? search.isStopped && nowhere.includes(one)
        : tellingWords(one.article, 1).length > 0,
  }));
}

interface OpenHome {
  readonly article: LooseArticle;
  readonly named: Named | null;
  readonly words: readonly TagWords[];
}

function decide(
  { article, named, words }: OpenHome,
  scores: readonly Score[],
): Omit<Home, 'isUnsought'> {
  const [only, ...others] = named?.ids ?? [];
  const likely = scores.toSorted(compareScores).map(({ id }) => id);
  const found = best(scores, words.length);
  const candidates = [...new Set([...likely, ...(named?.ids ?? [])])].slice(0, CANDIDATES);
  const homeOf = (id: string, by: FoundBy) => ({
    article,
    target: { id, by },
    candidates: candidates.filter((each) => each !== id),
  });
  if (named && found !== null && named.ids.includes(found)) return homeOf(found, named.by);
  if (named?.by === 'address' && only !== undefined && others.length === 0) {
    return homeOf(only, 'address');
  }
  if (found !== null) return homeOf(found, 'words');
  // Without words to ask, and for another version of a text, whose words may be others, the name decides.
  const isNameEnough =
    named !== null &&
    others.length === 0 &&
    (words.length === 0 || (named.by === 'title' && article.sha256 !== null));
  if (isNameEnough && only !== undefined) return homeOf(only, named.by);
  return { article, target: null, candidates };
}

/** The one text that has more than half of the words; `null` where that is none, or not one alone. */
function best(scores: readonly Score[], words: number): string | null {
  const [first, second] = scores.toSorted(compareScores);
  if (!first || first.inText * 2 <= words) return null;
  return second && compareScores(first, second) === 0 ? null : first.id;
}

function compareScores(a: Score, b: Score): number {
  return b.inText - a.inText || b.around - a.around || b.atPlace - a.atPlace;
}

/** Looks for words in texts of the library, in a process of its own. */
class WordSearch {
  #left: number = TEXTS.all;
  /** Whether texts were left out, as there are too many. */
  isStopped = false;

  constructor(
    private readonly needs: Needs,
    private readonly work: Work,
  ) {}

  async look<T extends OpenHome>(
    wanted: readonly T[],
    ids: readonly string[],
    tell: (one: T, score: Score) => void,
  ): Promise<void> {
    if (wanted.length === 0) return;
    let batch: { readonly id: string; readonly text: string }[] = [];
    let length = 0;
    const send = async (): Promise<void> => {
      const job = {
        type: 'find-words',
        wanted: wanted.map(({ words }) => words),
        texts: batch.map(({ text }) => text),
      } as const;
      const sent = batch;
      batch = [];
      length = 0;
      for (const found of await this.needs.parse(job, { signal: this.work.signal })) {
        const one = wanted[found.wanted];
        const id = sent[found.text]?.id;
        if (one && id !== undefined) tell(one, { ...found, id });
      }
    };
    for (const id of ids) {
      this.work.signal.throwIfAborted();
      if (this.#left <= 0) {
        this.isStopped = true;
        break;
      }
      const read = await this.needs.library.readText(id);
      if (!read.ok) continue;
      batch.push({ id, text: read.value });
      length += read.value.length;
      this.#left -= read.value.length;
      if (length >= TEXTS.batch) await send();
    }
    if (batch.length > 0) await send();
  }
}

/** Articles of the library that an article of a file is called like. */
interface Named {
  readonly by: FoundBy;
  readonly ids: readonly string[];
}

/** What the articles of the library are called. */
class LibraryNames {
  readonly #byAddress = new Map<string, string[]>();
  readonly #byFileName = new Map<string, string[]>();
  readonly #byTitle = new Map<string, string[]>();

  constructor(summaries: readonly ArticleSummary[]) {
    for (const { id, details, sourceName } of summaries) {
      if (details.url !== null) addToGroup(this.#byAddress, plainAddress(details.url), id);
      addToGroup(this.#byFileName, stemOf(sourceName), id);
      addToGroup(this.#byTitle, plainWords(details.title), id);
    }
  }

  /** `null` where nothing here is called like it. */
  find(article: LooseArticle, fileName: string | null): Named | null {
    const { url = null, title = '' } = article.details;
    const byAddress = url === null ? undefined : this.#byAddress.get(plainAddress(url));
    if (byAddress) return { by: 'address', ids: byAddress };
    for (const name of fileNamesOf(article, fileName)) {
      const ids = this.#byFileName.get(stemOf(name));
      if (ids && stemOf(name) !== '') return { by: 'file-name', ids };
    }
    const byTitle = this.#byTitle.get(plainWords(title));
    return byTitle && plainWords(title) !== '' ? { by: 'title', ids: byTitle } : null;
  }
}

/** What the file of an article's text may be called, as far as the file of tags tells. */
function fileNamesOf(
  { sources = [], textName, details, place }: LooseArticle,
  fileName: string | null,
): string[] {
  const { url = null, title = '' } = details;
  // Places begin with the path of the file: `folder/a.ann, line 3`.
  const inPlace = place.split(', ', 1)[0] ?? '';
  return [
    ...(textName === undefined ? [] : [nameOfPath(textName)]),
    ...sources.map(({ name }) => name),
    ...(url === null ? [] : [nameOfPath(url)]),
    title,
    ...(fileName === null ? [] : [fileName, nameOfPath(inPlace)]),
    ...(/\.ann$/iu.test(inPlace) ? [nameOfPath(inPlace)] : []),
  ];
}

/** A name without its folder and its ending, in one spelling. */
function stemOf(name: string): string {
  return plainWords(nameOfPath(name).replace(/(?<=.)\.\p{L}\w{0,7}$/u, ''));
}

function plainWords(words: string): string {
  return words.normalize('NFC').trim().toLowerCase();
}

/** What differs between two ways to write down one address: the protocol, a last stroke, the place in it. */
function plainAddress(url: string): string {
  return url
    .trim()
    .replace(/#.*$/su, '')
    .replace(/^https?:\/\/(?:www\.)?/iu, '')
    .replace(/\/$/u, '');
}
