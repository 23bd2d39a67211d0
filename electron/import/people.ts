import type { InputFile } from '#core/exchange/content/codec.ts';
import { newIds, renameAnnotators } from '#core/exchange/pipeline/rename.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import type { ImportDecision } from '#core/contract/import.ts';
import { NAME_LIMIT, type Annotator } from '#core/library/document.ts';
import { uuidV5 } from '#core/uuid-v5.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';

/** Namespace of the ids of those whom files do not name, and of those who are kept apart. */
const NAMESPACE = '6f0f4f6e-9b7e-4c5a-8f57-0f3f1f6f7a31';

/** Whose the tags are that a file names nobody for. */
export interface StandIn {
  /** Of this file alone: two files of one name are of two people until somebody says otherwise. */
  readonly id: string;
  /** The name of the file. */
  readonly name: string;
  /** The name that its path proposes; empty where that tells nothing. */
  readonly proposed: string;
}

/** @param bytesSha256 of the files' bytes: the same file opened again is the same person's */
export function standInOf(
  name: string,
  files: readonly Pick<InputFile, 'path'>[],
  bytesSha256: string,
): StandIn {
  const [folder = '', file = ''] = (files[0]?.path ?? '').split(/[\\/]/u).slice(-2);
  return {
    id: uuidV5(NAMESPACE, `stand-in ${folder} ${file} ${bytesSha256}`, NODE_TOOLS.sha1),
    name: name.slice(0, NAME_LIMIT).toWellFormed(),
    proposed: files.length === 1 ? proposeName(folder, file) : '',
  };
}

/** What programs call every export, and people the folders for them: nobody is called so. */
const NOBODY = new Set(
  (
    'all admin unknown anonymous annotation annotations annotated annotator ann article articles ' +
    'brat conll copy corpus corpora csv data dataset default desktop dev development doc docs ' +
    'doccano documents download downloads eval evaluation export exported exports file files final ' +
    'framewise gold home import input inputs json jsonl label labeled labelled labels media my new ' +
    'news out output outputs prodigy project projects result results root set spacy src story ' +
    'stories tag tags task tasks temp test text texts tmp train training tsv txt untitled user ' +
    'users valid validation webanno work xml zip'
  ).split(' '),
);

/** The folder, where the file is called as such exports are and the folder as somebody may be. */
export function proposeName(folder: string, file: string): string {
  const isNobody = (words: string): boolean =>
    words
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .every((word) => word === '' || NOBODY.has(word));
  const stem = file.replace(/\.[^.]*$/u, '');
  const isName = /^\p{L}[\p{L}\p{M}’' .-]{0,59}$/u.test(folder);
  return isNobody(stem) && isName && !isNobody(folder) ? folder.trim() : '';
}

/** Who the people of a file are here. */
export interface People {
  readonly file: PlacedContent;
  /** By their ids in the file, those who get another one. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * The file with its people as the analyst decided: known here under other ids, or kept apart from
 * those of the same id.
 */
export function decidePeople(
  file: PlacedContent,
  bytesSha256: string,
  { sameAs = [], apart = [] }: Pick<ImportDecision, 'sameAs' | 'apart'>,
  known: { has(id: string): boolean },
): People {
  const separate = apart.map((annotator) => ({
    annotator,
    knownAs: uuidV5(NAMESPACE, `apart ${annotator} ${bytesSha256}`, NODE_TOOLS.sha1),
  }));
  const ids = new Map([
    ...newIds(file, sameAs, known),
    ...newIds(file, separate, { has: () => true }),
  ]);
  return { file: renameAnnotators(file, ids), ids };
}

/** Those whom the files of one import do not name: the same name is the same person. */
export class NewPeople {
  /** By name, with the ids of the articles that they have tags on. */
  readonly #named = new Map<string, { readonly id: string; readonly articles: Set<string> }>();

  /**
   * The file with the one whom it does not name under the name that the analyst chose, or a stand-in.
   * Who has tags on an article of somebody of that name is told apart by a number: nobody's tags take
   * the place of another's.
   *
   * @param here those who are known so far
   */
  name(
    file: PlacedContent,
    { id, name: fileName, proposed }: StandIn,
    chosen: string | undefined,
    here: ReadonlyMap<string, Pick<Annotator, 'id' | 'name'>>,
  ): PlacedContent {
    if (!file.annotators.some((each) => each.id === id) || here.has(id)) return file;
    const wanted = (chosen ?? proposed).trim() || fileName;
    const articles = file.sets.flatMap((set) => (set.annotator === id ? [set.articleId] : []));
    const before = this.#named.get(foldName(wanted));
    if (before && articles.every((article) => !before.articles.has(article))) {
      for (const article of articles) before.articles.add(article);
      return renameAnnotators(file, new Map([[id, before.id]]));
    }
    const taken = new Set([...here.values()].map(({ name }) => foldName(name)));
    const name = distinctName(wanted, taken);
    this.#named.set(foldName(wanted), { id, articles: new Set(articles) });
    return {
      ...file,
      annotators: file.annotators.map((each) => (each.id === id ? { ...each, name } : each)),
    };
  }
}

/** A name that nobody has who is there already: with a number where somebody does. */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  let distinct = name;
  for (let number = 2; taken.has(foldName(distinct)); number += 1) {
    const end = ` (${number})`;
    distinct = `${name.slice(0, NAME_LIMIT - end.length).toWellFormed()}${end}`;
  }
  return distinct;
}

/** Names that look alike are one name. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
