import { compareText, groupBy } from '../../collections/order.ts';
import { placeKey } from '../../event/places.ts';
import type { Family, Rendering } from '../../event/records.ts';
import { uuidV5, type Sha1 } from '../../uuid-v5.ts';
import type { LooseFamily, ReadRefusal } from '../content/loose.ts';
import { People, uuidOf } from './people.ts';
import type { FamilyMember, PlacedContent } from './placed.ts';

/** Namespace of the ids that are made for families and events that have none. */
const NAMESPACE = '5d0c7f1a-9a52-4a0b-8b2f-3e6f0c9d2a41';

/**
 * The same file with its families of tags made, once all tags are placed that can be. Articles that they
 * link report one event where the file names none, which is called as the first of them.
 */
export function withFamilies(file: PlacedContent, sha1: Sha1): PlacedContent {
  if (file.families.length === 0) return file;
  const makeId = (name: string): string => uuidV5(NAMESPACE, name, sha1);
  const people = new People(file.annotators, undefined, makeId);
  const members = groupBy(file.members, ({ family }) => family);
  const families: Family[] = [];
  const refused: ReadRefusal[] = [];
  for (const given of file.families) {
    const family = makeFamily(given, members.get(given.key) ?? [], people, makeId);
    if (family) families.push(family);
    else {
      const reason = 'Fewer than two of its tags have a place: why is said of each of them.';
      refused.push({ place: given.place, reason, tags: 0 });
    }
  }
  const titles = new Map(file.articles.map(({ id, details }) => [id, details.title]));
  const eventOf = new Map<string, string>();
  const events = groupArticles(families).map((articles) => {
    const id = makeId(`event ${articles.toSorted(compareText).join(' ')}`);
    for (const article of articles) eventOf.set(article, id);
    return { id, title: titles.get(articles[0] ?? '') ?? '' };
  });
  const byEvent = groupBy(
    families,
    ({ renderings }) => eventOf.get(renderings[0]?.article ?? '') ?? '',
  );
  return {
    ...file,
    annotators: people.list(),
    events: [...file.events, ...events],
    articles: file.articles.map((article) => {
      const event = eventOf.get(article.id) ?? article.details.event;
      return { ...article, details: { ...article.details, event } };
    }),
    links: [
      ...file.links,
      ...Array.from(byEvent, ([event, list]) => ({
        ...{ event, families: list, refusals: [], findingWords: [] },
        ...{ coverage: [], linkDecisions: [] },
      })),
    ],
    families: [],
    members: [],
    refused: [...file.refused, ...refused],
  };
}

/** `null` where fewer than two of its tags are on places of their own. */
function makeFamily(
  given: LooseFamily,
  members: readonly FamilyMember[],
  people: People,
  makeId: (name: string) => string,
): Family | null {
  const tags = new Map(
    members.map((member) => [
      placeKey({ article: member.articleId, fragments: member.annotation.fragments }),
      member,
    ]),
  );
  const [first] = tags.values();
  if (!first || tags.size < 2) return null;
  const id = uuidOf(given.id) ?? makeId(`family ${given.key} ${[...tags.keys()].join(' ')}`);
  const renderings = Array.from(tags, ([place, { articleId, annotation }]): Rendering => ({
    id: makeId(`rendering ${id} ${place}`),
    article: articleId,
    fragments: [...annotation.fragments],
    tag: { annotator: annotation.creator, id: annotation.id },
    class: null,
    relation: null,
  }));
  const created = (given.created ?? first.annotation.created).slice(0, 64);
  return {
    ...{ id, kind: given.kind, label: '', base: null, renderings, note: '', created },
    creator: given.author ? people.add(people.find(given.author)) : first.annotation.creator,
    modified: (given.modified ?? created).slice(0, 64),
  };
}

/** Articles that families link with each other, in order of first appearance. */
function groupArticles(families: readonly Family[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { renderings } of families) {
    const articles = new Set(renderings.map(({ article }) => article));
    const known = groups.get(renderings[0]?.article ?? '');
    if (known && [...articles].every((id) => groups.get(id) === known)) continue;
    const joined = new Set([...articles].map((id) => groups.get(id) ?? [id]));
    const group = [...new Set([...joined].flat())];
    for (const id of group) groups.set(id, group);
  }
  return [...new Set(groups.values())];
}
