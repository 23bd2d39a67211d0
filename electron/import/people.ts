import { newIds, renameAnnotators } from '#core/exchange/pipeline/rename.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import type { ImportDecision } from '#core/contract/import.ts';
import { NAME_LIMIT, type Annotator } from '#core/library/document.ts';
import { uuidV5 } from '#core/uuid-v5.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { StandIn } from './reading/stand-in.ts';

/** Namespace of the ids of those who are kept apart from somebody of their id. */
const NAMESPACE = '0d3c5a52-6b0e-4f0c-9d0e-2c1a7a4b9e63';

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
