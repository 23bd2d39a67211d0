// Who is named in the library: names in use, changes of the list of people with all tags, tags by name.
// Which spellings are one is in core/people.
import type { SearchHit } from '#core/contract/articles.ts';
import type { NameInUse, PeopleCount } from '#core/contract/people.ts';
import type { StoreError } from '#core/contract/store.ts';
import { compareText } from '#core/collections/order.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { nameAttributes } from '#core/people/names-in-tags.ts';
import { PeopleBook } from '#core/people/people-book.ts';
import {
  planPeopleEdit,
  type PeopleEdit,
  type PeopleEditError,
  type PeoplePlan,
} from '#core/people/plan-edit.ts';
import { cleanName } from '#core/people/spelling.ts';
import { ok, type Result } from '#core/result.ts';
import { compareTags, tagHull, type Annotation } from '#core/tags/tag.ts';

import { Turns } from '../store/disk/turns.ts';
import { describeMatch, HIT_LIMIT, SHOWN_LIMIT } from '../store/library/search/article-search.ts';
import type { Watch } from '../store/library/changes/many-articles.ts';
import type { AcknowledgedLibrary, Library } from '../store/library/library.ts';

type Read = Pick<Library, 'document' | 'summaries' | 'namesIn' | 'readArticle'>;

interface Services<L> {
  readonly library: L;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** The names of all articles that are not in the trash. */
export async function listNames(
  library: Pick<Library, 'summaries' | 'namesIn'>,
): Promise<NameInUse[]> {
  const names = new Map<string, { tags: number; articles: number }>();
  const turns = new Turns();
  for (const { id } of library.summaries()) {
    await turns.pass();
    const counts = await library.namesIn(id);
    // What cannot be read now cannot be counted; opening the article says so.
    if (!counts.ok) continue;
    for (const [name, tags] of counts.value) {
      const sum = names.get(name) ?? { tags: 0, articles: 0 };
      names.set(name, { tags: sum.tags + tags, articles: sum.articles + 1 });
    }
  }
  return [...names]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Makes an edit of the list of people durable, with all own tags that follow it, as one change. */
export async function applyPeopleEdit(
  services: Services<Library>,
  requestId: string,
  edit: PeopleEdit,
  watch: Watch = {},
): Promise<Result<AcknowledgedLibrary, PeopleEditError | StoreError>> {
  const { library } = services;
  const planned = plan(library.document, edit, services);
  if (!planned.ok) return planned;
  const articleIds = await articlesNaming(library, planned.value.concerned);
  return library.changeArticles<PeopleEditError>(
    requestId,
    articleIds,
    (document) => {
      // Whatever came between is planned on, not overwritten.
      const again = plan(document, edit, services);
      if (!again.ok) return again;
      const { removed, put, label } = again.value;
      const modified = services.now().toISOString();
      return ok({
        steps: [
          ...removed.map((id) => ({ op: 'remove-alias' as const, id })),
          ...put.map((alias) => ({ op: 'put-alias' as const, alias })),
        ],
        follow: ({ document: article }) =>
          ok(
            followingTags(article.annotations, again.value, document.self).map((annotation) => {
              return { op: 'put-annotation', annotation: { ...annotation, modified } };
            }),
          ),
        conclude: () => ok(label),
      });
    },
    watch,
  );
}

/** What an edit would change. */
export async function countPeopleEdit(
  services: Services<Read>,
  edit: PeopleEdit,
): Promise<Result<PeopleCount, PeopleEditError | StoreError>> {
  const { library } = services;
  const planned = plan(library.document, edit, services);
  if (!planned.ok) return planned;
  let tags = 0;
  let articles = 0;
  for (const articleId of await articlesNaming(library, planned.value.concerned)) {
    const read = await library.readArticle(articleId);
    if (!read.ok) return read;
    const { annotations } = read.value.document;
    const changed = followingTags(annotations, planned.value, library.document.self).length;
    tags += changed;
    articles += changed > 0 ? 1 : 0;
  }
  return ok({ tags, articles });
}

function plan(
  document: LibraryDocument,
  edit: PeopleEdit,
  { newId, now }: Pick<Services<unknown>, 'newId' | 'now'>,
): Result<PeoplePlan, PeopleEditError> {
  return planPeopleEdit([...document.aliases], edit, {
    attributes: nameAttributes(document.codebook),
    self: document.self,
    now: now().toISOString(),
    newId,
  });
}

/** One's own tags that an edit changes, as they are then; others' stay as they are. */
function followingTags(
  tags: Iterable<Annotation>,
  { follow }: PeoplePlan,
  self: string,
): Annotation[] {
  const changed: Annotation[] = [];
  for (const tag of tags) {
    if (tag.creator !== self) continue;
    const after = follow(tag);
    if (after !== tag) changed.push(after);
  }
  return changed;
}

/** The articles that have a tag with one of these names. */
async function articlesNaming(
  library: Pick<Library, 'summaries' | 'namesIn'>,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const wanted = new Set(names.map(cleanName));
  const found: string[] = [];
  const turns = new Turns();
  for (const { id } of library.summaries()) {
    await turns.pass();
    const counts = await library.namesIn(id);
    if (counts.ok && [...counts.value.keys()].some((name) => wanted.has(cleanName(name)))) {
      found.push(id);
    }
  }
  return found;
}

/** The sign before a name that is looked for. */
export const PERSON_SIGN = '@';

/**
 * The tags of everybody whose name, in any spelling, contains what was typed; `null` where there is
 * nobody, so that the words may be looked for in the texts.
 */
export async function findTagsOf(library: Read, typed: string): Promise<SearchHit[] | null> {
  const book = new PeopleBook(library.document.aliases, await listNames(library));
  const exact = book.personOf(typed);
  const people = exact ? [exact] : book.matching(typed);
  const names = people.flatMap((person) => person.names.map(({ name }) => name));
  if (cleanName(typed) === '' || names.length === 0) return null;
  const wanted = new Set(names);
  const attributes = nameAttributes(library.document.codebook);
  const titles = new Map(library.summaries().map(({ id, details }) => [id, details.title]));
  const hits: SearchHit[] = [];
  for (const articleId of await articlesNaming(library, names)) {
    if (hits.length >= HIT_LIMIT) break;
    const read = await library.readArticle(articleId);
    if (!read.ok) continue;
    const { document, text } = read.value;
    const tags = [...document.annotations]
      .filter(({ attributes: values }) =>
        [...attributes].some((id) => wanted.has(values[id] ?? '')),
      )
      .sort(compareTags);
    if (tags.length === 0) continue;
    const matches = tags.slice(0, SHOWN_LIMIT).map((tag) => {
      const { start, end } = tagHull(tag);
      return describeMatch(text, { start, end });
    });
    hits.push({ articleId, title: titles.get(articleId) ?? '', matches, total: tags.length });
  }
  return hits;
}
