import { compareText } from '../../collections/order.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { suggestFileName } from '../../guards/file-names.ts';
import { codebookWords } from '../content/content-lookup.ts';
import type { CodecTools, InputFile, OutputFile, WriteOptions } from '../content/codec.ts';
import type { ExchangeContent } from '../content/content.ts';
import { readText } from '../content/read-file.ts';
import type { LooseArticle, LooseAuthor } from '../content/loose.ts';

/** Says whose the files of a folder are, in formats that have a file for each annotator. */
const LIST = 'annotators.tsv';

/** Folder of articles that nobody has tagged. */
export const UNTAGGED = 'untagged';

/** An annotator whose tags are in files of their own. */
export interface AnnotatorFiles {
  readonly id: string;
  /** Of the folder or file: safe on every system. */
  readonly stem: string;
  /** As it is shown. */
  readonly name: string;
}

/** A path in parts, whatever separates them. */
export interface PathParts {
  /** Names of the folders, the outermost first. */
  readonly folders: readonly string[];
  /** Name of the file without its extension. */
  readonly stem: string;
  /** In lower case, without the dot; empty where there is none. */
  readonly extension: string;
}

/** The parts of a path; it is compared with other paths, and never opened. */
export function splitPath(path: string): PathParts {
  const folders = path.split(/[/\\]/u);
  const name = folders.pop() ?? '';
  const dot = name.lastIndexOf('.');
  return dot <= 0
    ? { folders, stem: name, extension: '' }
    : { folders, stem: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

/** File names without extension for some titles, each a different one. */
export function uniqueStems(titles: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken);
  const last = new Map<string, number>();
  return titles.map((title) => {
    const plain = suggestFileName(title, 'x').slice(0, -2);
    let number = last.get(plain) ?? 1;
    let stem = number === 1 ? plain : `${plain}-${number}`;
    while (used.has(stem)) {
      number += 1;
      stem = `${plain}-${number}`;
    }
    last.set(plain, number);
    used.add(stem);
    return stem;
  });
}

/** Everybody who has tags, by id, in order of the ids. */
export function annotatorFiles(
  { annotators, sets }: ExchangeContent,
  { hideNames }: WriteOptions,
  taken: readonly string[] = [],
): Map<string, AnnotatorFiles> {
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  for (const { annotator } of sets) {
    if (!names.has(annotator)) names.set(annotator, annotator);
  }
  const people = [...names]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, name], index) => ({ id, name: hideNames ? `annotator ${index + 1}` : name }));
  const stems = uniqueStems(
    people.map(({ name }) => name),
    taken,
  );
  return new Map(people.map(({ id, name }, index) => [id, { id, name, stem: stems[index] ?? id }]));
}

/**
 * The file that says whose the files are: one line for each, with name of the files, id and name;
 * before them the codebook that the tags were made with.
 */
export function writeAnnotatorList(
  people: Iterable<AnnotatorFiles>,
  codebook: Pick<Codebook, 'id' | 'version'>,
): OutputFile {
  const lines = Array.from(
    people,
    ({ stem, id, name }) => `${stem}\t${id}\t${name.replaceAll(/\p{Cc}+/gu, ' ')}\n`,
  );
  const head = `# codebook ${codebookWords(codebook)}\n`;
  return { path: LIST, content: head + lines.join('') };
}

/** Whether a file is the one that says whose the others are. */
export function isAnnotatorList(path: string): boolean {
  const { stem, extension } = splitPath(path);
  return `${stem}.${extension}` === LIST;
}

/** Whose the files of each name are; empty where no file says so. */
export function readAnnotatorList(
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
): Map<string, LooseAuthor> {
  const people = new Map<string, LooseAuthor>();
  for (const file of files) {
    if (!isAnnotatorList(file.path)) continue;
    const text = readText(file, tools);
    for (const line of text.ok ? text.value.split(/\r?\n/u) : []) {
      const [stem, id, name, ...more] = line.split('\t');
      if (stem === undefined || id === undefined || name === undefined || more.length > 0) continue;
      people.set(stem, { id, name });
    }
  }
  return people;
}

/** What the files of one document have in common. */
export function documentOf(path: string): string {
  const { folders, stem } = splitPath(path);
  return [...folders, stem].join('/');
}

/**
 * Whose each file is. Folders are named after annotators where a list says so, or where several
 * folders have a document of the same name and size; else they are parts of a corpus.
 */
export function authorsOf(
  annotations: readonly InputFile[],
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
): Map<string, LooseAuthor | null> {
  const list = readAnnotatorList(files, tools);
  const sizes = new Map(
    files
      .filter(({ path }) => splitPath(path).extension === 'txt')
      .map(({ path, bytes }) => [documentOf(path), bytes.length]),
  );
  const documents = annotations.map(({ path }) => {
    const document = documentOf(path);
    const { folders, stem } = splitPath(path);
    // Where a document has several files, their names have something after that of the text.
    const size = sizes.get(document) ?? sizes.get(documentOf(document)) ?? '';
    return { path, folder: folders.at(-1), name: `${stem} ${size}` };
  });
  const times = new Map<string, number>();
  for (const { name } of documents) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    documents.map(({ path, folder, name }) => {
      if (folder === undefined || folder === UNTAGGED) return [path, null];
      const isShared = (times.get(name) ?? 0) > 1;
      return [path, list.get(folder) ?? (isShared ? { id: null, name: folder } : null)];
    }),
  );
}

/**
 * What files hold, each of one person: where several have the same text, and nothing says whose
 * they are, they are called like the people.
 */
export function authorsByFile(
  read: readonly { readonly path: string; readonly article: LooseArticle }[],
): LooseArticle[] {
  const times = new Map<string | null, number>();
  for (const { article } of read) times.set(article.text, (times.get(article.text) ?? 0) + 1);
  return read.map(({ path, article }) => {
    if (article.text === null || times.get(article.text) === 1) return article;
    const author = { id: null, name: splitPath(path).stem };
    return {
      ...article,
      tags: article.tags.map((tag) => ({ ...tag, author: tag.author ?? author })),
    };
  });
}
