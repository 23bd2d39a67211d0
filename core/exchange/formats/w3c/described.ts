import { isRecord } from '../../content/read-file.ts';
import type { LooseArticle } from '../../content/loose.ts';
import { idOf, listOf, stringIn, type JsonObject } from './values.ts';

/** What a collection says of the articles that its annotations are on. */
export const ABOUT = 'schema:about';

type Details = LooseArticle['details'];

/** What a collection says of its articles, by their addresses. */
export function readDescribed(collection: JsonObject): ReadonlyMap<string, Details> {
  return new Map(
    listOf(collection[ABOUT]).flatMap((each) => {
      const id = isRecord(each) ? idOf(each) : null;
      return isRecord(each) && id !== null ? [[id, detailsIn(each)] as const] : [];
    }),
  );
}

function detailsIn(article: JsonObject): Details {
  const nameIn = (key: string): string | null => {
    const [value] = listOf(article[key]);
    return isRecord(value) ? stringIn(value['schema:name']) : null;
  };
  const found = {
    title: stringIn(article['schema:headline']),
    outlet: nameIn('schema:publisher'),
    author: nameIn('schema:author'),
    url: stringIn(article['schema:url']),
    published: stringIn(article['dc:date']) ?? stringIn(article['schema:datePublished']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}
