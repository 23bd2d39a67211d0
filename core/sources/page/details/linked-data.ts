/** What JSON-LD says of the article; empty strings are left out. */
export interface LinkedArticle {
  readonly headline?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly modified?: string;
  readonly url?: string;
  readonly language?: string;
  readonly body?: string;
}

type Thing = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE =
  /(?:Article|BlogPosting|LiveBlogPosting|Report|Review|NewsItem|OpinionNewsArticle|ScholarlyArticle)$/u;
const PAGE_TYPE =
  /(?:WebPage|ItemPage|VideoObject|Recipe|CreativeWork|SocialMediaPosting|DiscussionForumPosting)$/u;

/** Things looked at; a page's data has a few dozen. */
const MOST_THINGS = 5000;

/** Parses JSON-LD as pages have it: in comments or CDATA, with control characters inside its strings. */
export function parseLinkedData(source: string): unknown {
  const trimmed = source
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/u, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)$/u, '')
    .replace(/;\s*$/u, '');
  for (const text of [trimmed, trimmed.replace(/[\u0000-\u001f]+/gu, ' ')]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // The next reading of it is more forgiving.
    }
  }
  return undefined;
}

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const typesOf = (thing: Thing): string[] =>
  [thing['@type']].flat().filter((type): type is string => typeof type === 'string');

/** All things in lists, graphs and main entities, without recursion. */
function* thingsOf(scripts: readonly unknown[]): Generator<Thing> {
  const todo: unknown[] = scripts.toReversed();
  for (let count = 0; todo.length > 0 && count < MOST_THINGS; count += 1) {
    const value = todo.pop();
    if (Array.isArray(value)) {
      for (const each of value.slice(0, MOST_THINGS).toReversed()) todo.push(each);
    } else if (isThing(value)) {
      yield value;
      todo.push(value['mainEntity'], value['mainEntityOfPage'], value['@graph']);
    }
  }
}

/** The article that the data of a page describe: the first of a fitting type, most exact types first. */
export function dataOfArticle(scripts: readonly unknown[]): LinkedArticle | null {
  const things = [...thingsOf(scripts)];
  const byId = new Map(
    things.flatMap((each) => (typeof each['@id'] === 'string' ? [[each['@id'], each]] : [])),
  );
  const article =
    things.find((each) => typesOf(each).some((type) => ARTICLE_TYPE.test(type))) ??
    things.find(
      (each) =>
        each['headline'] !== undefined && typesOf(each).some((type) => PAGE_TYPE.test(type)),
    );
  if (!article) return null;
  const named = (value: unknown) => namesOf(value, byId);
  const entries = Object.entries({
    headline: textOf(article['headline']) ?? textOf(article['name']),
    author: named(article['author']) ?? named(article['creator']),
    publisher: named(article['publisher']),
    published: textOf(article['datePublished']) ?? textOf(article['dateCreated']),
    modified: textOf(article['dateModified']),
    url: textOf(article['url']) ?? idOf(article['mainEntityOfPage']),
    language: textOf(article['inLanguage']),
    body: textOf(article['articleBody']),
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text =
    typeof first === 'string'
      ? first
      : isThing(first)
        ? (first['@value'] ?? first['name'])
        : undefined;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function idOf(value: unknown): string | undefined {
  return isThing(value) ? textOf(value['@id']) : textOf(value);
}

/** Names of people or organisations, however they are given; all of them, with commas between. */
function namesOf(value: unknown, byId: ReadonlyMap<unknown, Thing>): string | undefined {
  const names = [value]
    .flat()
    .slice(0, 50)
    .flatMap((each) => {
      const thing = isThing(each)
        ? each['name'] === undefined
          ? (byId.get(each['@id']) ?? each)
          : each
        : null;
      const name = thing ? [thing['name']].flat().join(', ') : each;
      return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [];
    });
  return names.length > 0 ? [...new Set(names)].join(', ') : undefined;
}
