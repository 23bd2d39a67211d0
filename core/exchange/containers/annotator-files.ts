import { compareText, groupBy } from '../../collections/order.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { suggestFileName } from '../../guards/file-names.ts';
import { codebookWords } from '../content/content-lookup.ts';
import type { CodecTools, InputFile, OutputFile, WriteOptions } from '../content/codec.ts';
import type { ExchangeArticle, ExchangeContent } from '../content/content.ts';
import type { LossCounter } from '../content/losses.ts';
import { readText, splitLines } from '../content/read-file.ts';
import type { LooseArticle, LooseAuthor } from '../content/loose.ts';
import { folderOf, foldersApart, nameBeside, namesApart, splitPath } from './paths.ts';
import { textsBeside } from './text-beside.ts';

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

/** A file with a text and nothing else, by its name. */
const TEXT_FILE = /\.(?:txt|text|md)$/iu;

/**
 * File names without extension for articles, each a different one: that of the file which the text
 * came from, else one made of the title. What they do not say of that file is counted.
 */
export function articleStems(
  articles: readonly Pick<ExchangeArticle, 'details' | 'sources'>[],
  losses: LossCounter,
): string[] {
  const names = articles.map(({ details, sources }) => {
    const file = sources.find(({ name }) => TEXT_FILE.test(name));
    return file ? splitPath(file.name).stem : details.title;
  });
  const stems = uniqueStems(names);
  for (const [index, { sources }] of articles.entries()) {
    if (sources.some(({ name }) => name !== `${stems[index]}.txt`)) losses.add('sources');
  }
  return stems;
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
    for (const line of text.ok ? splitLines(text.value) : []) {
      const [stem, id, name, ...more] = line.split('\t');
      if (stem === undefined || id === undefined || name === undefined || more.length > 0) continue;
      people.set(stem, { id, name });
    }
  }
  return people;
}

/**
 * Whose each file is. Folders are named after annotators where a list says so, or where several
 * folders have files on one text; else they are parts of a corpus.
 */
export function authorsOf(
  annotations: readonly InputFile[],
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
): Map<string, LooseAuthor | null> {
  const list = readAnnotatorList(files, tools);
  const texts = files.filter(({ path }) => splitPath(path).extension === 'txt');
  const beside = textsBeside(annotations, texts);
  const onOneText = groupBy(annotations, ({ path }) => {
    const text = beside.get(path)?.text;
    // Everybody may have a text of their own; where a document has several files, their names have
    // something after that of the text.
    return text ? `${splitPath(text.path).stem} ${text.bytes.length}` : splitPath(path).stem;
  });
  const byFolder = new Map<string, string>();
  for (const group of onOneText.values()) {
    const folders = [...new Set(group.map(({ path }) => folderOf(path)))];
    if (folders.length < 2) continue;
    const names = foldersApart(folders);
    for (const [index, folder] of folders.entries()) byFolder.set(folder, names[index] ?? folder);
  }
  return new Map(
    annotations.map(({ path }) => {
      const folder = splitPath(path).folders.at(-1);
      if (folder === undefined || folder === UNTAGGED) return [path, null];
      const name = byFolder.get(folderOf(path));
      return [path, list.get(folder) ?? (name === undefined ? null : { id: null, name })];
    }),
  );
}

/**
 * What files hold, each of one person: where several have the same text, and nothing says whose
 * they are, they are called by what tells their names apart; where one has a text alone, by what its
 * name has beside that of the text, and another one has as well.
 *
 * @param authors whose the files are, as far as that is said
 */
export function authorsByFile(
  read: readonly {
    readonly path: string;
    readonly article: LooseArticle;
    /** Of the file with the text, where there is one. */
    readonly textPath?: string | undefined;
  }[],
  authors: ReadonlyMap<string, LooseAuthor | null>,
): LooseArticle[] {
  const onOneText = groupBy(
    read.filter(({ article }) => article.text !== null),
    ({ article }) => article.text,
  );
  const names = new Map<string, string>();
  for (const group of onOneText.values()) {
    const paths = [...new Set(group.map(({ path }) => path))];
    if (paths.length < 2) continue;
    const apart = namesApart(paths);
    for (const [index, path] of paths.entries()) names.set(path, apart[index] ?? path);
  }
  const beside = read.flatMap(({ path, textPath }) => {
    const name = textPath === undefined ? null : nameBeside(path, textPath);
    return name === null ? [] : { path, name };
  });
  // A person has several files: what is in the name of one alone may be anything.
  for (const [name, files] of groupBy(beside, (each) => each.name)) {
    if (files.length < 2) continue;
    for (const { path } of files) if (!names.has(path)) names.set(path, name);
  }
  return read.map(({ path, article }) => {
    const name = names.get(path);
    const author = authors.get(path) ?? (name === undefined ? null : { id: null, name });
    if (author === null) return article;
    return {
      ...article,
      readers: [author],
      tags: article.tags.map((tag) => ({ ...tag, author: tag.author ?? author })),
    };
  });
}
