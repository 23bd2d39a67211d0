import type { Codec } from '#core/exchange/content/codec.ts';
import type { LooseArticle, LooseAuthor, LooseContent } from '#core/exchange/content/loose.ts';
import { peopleOfFiles } from '#core/exchange/containers/paths.ts';
import { NAME_LIMIT } from '#core/library/document.ts';

import { WrongUse } from '../terminal/problem.ts';
import type { Given } from './given.ts';

/** Tags that were read from one input. */
export interface ReadInput {
  readonly name: string;
  readonly codec: Codec;
  /** From 0 to 1; 1 where the format was named. */
  readonly certainty: number;
  /** Paths of its files. */
  readonly paths: readonly string[];
  /** Whose its tags are that name nobody. */
  readonly author: string;
  readonly content: LooseContent;
}

/**
 * Names those whom files do not name, by what tells the paths of the files apart: a name of a file is
 * not a person, and `anna/all.jsonl` is not of the same one as `bert/all.jsonl`. A folder is one
 * person's, unless several of its files have the same text.
 */
export function nameNobodies(
  read: readonly ReadInput[],
  inputs: readonly Given[],
): readonly ReadInput[] {
  const folders = inputs.filter(({ isFolder }) => isFolder).map(({ name }) => name);
  const isInside = (path: string, folder: string): boolean =>
    path.startsWith(`${folder.replace(/\/$/u, '')}/`);
  const wholes = folders.filter((folder) => {
    const inside = read.filter(({ paths: [first = ''] }) => isInside(first, folder));
    return !haveTextsInCommon(inside);
  });
  const pathOf = ({ name, paths: [first = ''] }: ReadInput): string =>
    wholes.find((folder) => isInside(first, folder)) ?? name;
  const people = peopleOfFiles([...new Set(read.map(pathOf))]);
  return read.map((input) => ({ ...input, author: people.get(pathOf(input)) ?? input.name }));
}

function haveTextsInCommon(read: readonly ReadInput[]): boolean {
  const seen = new Set<string>();
  for (const { content } of read) {
    const own = new Set(content.articles.flatMap(({ text, sha256 }) => text ?? sha256 ?? []));
    for (const text of own) {
      if (seen.has(text)) return true;
      seen.add(text);
    }
  }
  return false;
}

/**
 * Names those whom files do not name as a person said: `FILE=NAME`, where FILE is what was named or
 * a file in it, or `NAME` for all files.
 */
export function withGivenNames(
  read: readonly ReadInput[],
  given: readonly string[],
): readonly ReadInput[] {
  return given.reduce((inputs, entry) => withName(inputs, entry), read);
}

function withName(read: readonly ReadInput[], entry: string): readonly ReadInput[] {
  const known = read.flatMap(({ name, paths }) => [name, ...paths]);
  const file = entry.includes('=') ? known.find((path) => entry.startsWith(`${path}=`)) : null;
  const name = (file === null || file === undefined ? entry : entry.slice(file.length + 1)).trim();
  if (file === undefined) {
    throw new WrongUse(
      `No file of --annotator ${entry} is among the files of tags that were named: ${[...new Set(read.map((input) => input.name))].join(', ')}.`,
    );
  }
  if (name === '' || name.length > NAME_LIMIT) {
    throw new WrongUse(`A name has between 1 and ${NAME_LIMIT} characters: --annotator ${entry}`);
  }
  return read.map((input) => {
    if (file === null) return { ...input, author: name };
    const named = file === input.name ? { ...input, author: name } : input;
    if (input.paths.includes(file)) return withFileOf(named, file, name);
    return file === input.name ? withNumberNamed(named, name, () => true) : input;
  });
}

/** Somebody whom a server knows by a number, which is of somebody else on another server. */
const NUMBERED = /^user \d+$/u;

/** An input with a name for the only person in some of its articles, if that one has but a number. */
function withNumberNamed(
  input: ReadInput,
  name: string,
  isMeant: (article: LooseArticle) => boolean,
): ReadInput {
  const people = input.content.articles
    .filter(isMeant)
    .flatMap(({ tags, readers = [] }) => [
      ...tags.flatMap(({ author }) => author ?? []),
      ...readers,
    ]);
  const names = new Set(people.map((person) => person.name));
  const [only = ''] = names;
  if (names.size !== 1 || !NUMBERED.test(only)) return input;
  const named = { id: null, name };
  const articles = input.content.articles.map((article) =>
    isMeant(article)
      ? {
          ...article,
          tags: article.tags.map((tag) => (tag.author === null ? tag : { ...tag, author: named })),
          ...(article.readers && { readers: [named] }),
        }
      : article,
  );
  return { ...input, content: { ...input.content, articles } };
}

/** An input in which the tags of one of its files are of somebody, unless the file names people. */
function withFileOf(input: ReadInput, file: string, name: string): ReadInput {
  if (input.codec.output === 'file') {
    return withNumberNamed({ ...input, author: name }, name, () => true);
  }
  const author = { id: null, name };
  const isUnnamed = (given: LooseAuthor | null): boolean =>
    given === null || (given.id === null && input.paths.some((path) => path.includes(given.name)));
  const isIn = ({ place }: LooseArticle): boolean => place === file || place.startsWith(`${file},`);
  const articles = input.content.articles.map((article) =>
    isIn(article)
      ? {
          ...article,
          tags: article.tags.map((tag) => (isUnnamed(tag.author) ? { ...tag, author } : tag)),
        }
      : article,
  );
  return withNumberNamed({ ...input, content: { ...input.content, articles } }, name, isIn);
}
