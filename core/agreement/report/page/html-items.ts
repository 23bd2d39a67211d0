import { h, joined, labelled, written, type Child, type HtmlElement } from './html.ts';
import { articleLink, tagWords, type ReportNames } from './html-names.ts';
import { roomFor, type ListRoom } from './html-room.ts';
import type { AgreementReport, PairReport, ReportItem } from '../report.ts';
import { grouped } from '../../../numbers.ts';

/** UTF-16 code units of a tag's words. */
const WORDS = 240;
/** Most passages that are listed. */
const MOST_PASSAGES = 1_500;

/** A tag of somebody. */
interface PassageTag {
  readonly annotator: string;
  readonly id: string;
  readonly category: string;
}

/** What one or several annotators have tagged in one place: the items of all pairs on these tags. */
export interface Passage {
  /** Counted from 1 through the report. */
  readonly number: number;
  readonly article: string;
  readonly tags: readonly PassageTag[];
  readonly items: readonly ReportItem[];
}

/** Every passage once, and which one an item of a pair is about. */
export interface Passages {
  readonly all: readonly Passage[];
  /** By the place of the pair and of the item in it. */
  readonly of: (pair: number, item: number) => Passage | undefined;
}

/** Id of a passage's row. */
export function passageId({ number }: Passage): string {
  return `item-${number}`;
}

/** Joins the items of all pairs that have a tag in common. */
export function findPassages({ pairs, articles }: AgreementReport): Passages {
  const above = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    // Later questions find it at once.
    for (let each = key; each !== root;) {
      const next = above.get(each) ?? root;
      above.set(each, root);
      each = next;
    }
    return root;
  };
  for (const pair of pairs) {
    for (const item of pair.items) {
      const [first, ...others] = keysOf(pair, item);
      for (const other of others) {
        const [root, joinedTo] = [rootOf(other), rootOf(first ?? other)];
        if (root !== joinedTo) above.set(root, joinedTo);
      }
    }
  }
  const gathered = new Map<
    string,
    { article: string; tags: Map<string, PassageTag>; items: ReportItem[] }
  >();
  const roots = pairs.map((pair) =>
    pair.items.map((item) => {
      const root = rootOf(keysOf(pair, item)[0] ?? '');
      const passage = gathered.get(root) ?? {
        article: item.article,
        tags: new Map<string, PassageTag>(),
        items: new Array<ReportItem>(),
      };
      gathered.set(root, passage);
      passage.items.push(item);
      for (const tag of tagsOf(pair, item)) passage.tags.set(`${tag.annotator} ${tag.id}`, tag);
      return root;
    }),
  );
  const place = new Map(articles.map(({ article }, index) => [article, index]));
  const inOrder = [...gathered].sort(
    ([, a], [, b]) => (place.get(a.article) ?? 0) - (place.get(b.article) ?? 0),
  );
  const numbered = new Map<string, Passage>();
  for (const [index, [root, { article, tags, items }]] of inOrder.entries()) {
    numbered.set(root, { number: index + 1, article, tags: [...tags.values()], items });
  }
  return {
    all: [...numbered.values()],
    of: (pair, item) => numbered.get(roots[pair]?.[item] ?? ''),
  };
}

/** The tags of an item, each by a key of its own; the longer tag that it is part of among them. */
function keysOf({ a, b }: PairReport, item: ReportItem): string[] {
  const key = (annotator: string, id: string): string =>
    JSON.stringify([item.article, annotator, id]);
  return [
    ...(item.a === null ? [] : [key(a, item.a)]),
    ...(item.b === null ? [] : [key(b, item.b)]),
    ...(item.within === null ? [] : [key(item.a === null ? a : b, item.within)]),
  ];
}

function tagsOf({ a, b }: PairReport, item: ReportItem): PassageTag[] {
  return [
    ...(item.a === null ? [] : [{ annotator: a, id: item.a, category: item.categoryA ?? '' }]),
    ...(item.b === null ? [] : [{ annotator: b, id: item.b, category: item.categoryB ?? '' }]),
  ];
}

/** Every passage in a row of its own: what each annotator tagged there, and how these differ. */
export function passageTable(
  report: AgreementReport,
  { all }: Passages,
  names: ReportNames,
  room: ListRoom,
): { readonly content: Child[]; readonly shown: ReadonlySet<number> } {
  const { shown, more } = roomFor(all, MOST_PASSAGES, room);
  if (shown.length === 0)
    return { content: [h('p', {}, 'Nobody tagged any.'), more], shown: new Set() };
  const table = h(
    'table',
    { class: 'items' },
    h('caption', {}, 'What was tagged, each passage once'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...['No.', 'Article', 'Tags', 'Differ in'].map((name) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h('tbody', {}, ...shown.map((passage) => passageRow(report, passage, names))),
  );
  return { content: [table, more], shown: new Set(shown.map(({ number }) => number)) };
}

function passageRow(report: AgreementReport, passage: Passage, names: ReportNames): HtmlElement {
  return h(
    'tr',
    { id: passageId(passage) },
    h('th', { scope: 'row' }, grouped(passage.number)),
    labelled(['Article'], articleLink(report.articles, passage.article)),
    h('td', {}, ...readings(report, passage, names)),
    labelled(['Differ in'], ...differences(passage, names)),
  );
}

/** What was tagged, each reading once with those who have it, and who has none. */
function readings(
  report: AgreementReport,
  { article, tags }: Passage,
  names: ReportNames,
): Child[] {
  const lines = new Map<string, { readonly tag: PassageTag; readonly who: string[] }>();
  for (const tag of tags) {
    const key = `${tag.category} ${names.tagText(article, tag.id) ?? tag.id}`;
    const line = lines.get(key) ?? { tag, who: [] };
    lines.set(key, line);
    line.who.push(tag.annotator);
  }
  const have = new Set(tags.map(({ annotator }) => annotator));
  const without = readersOf(report, article).filter((annotator) => !have.has(annotator));
  const people = (ids: readonly string[]): Child[] =>
    joined(
      [...new Set(ids)].map((id) => written(names.annotator(id))),
      ', ',
    );
  return [
    ...Array.from(lines.values(), ({ tag, who }) =>
      h(
        'div',
        { class: 'reading' },
        h('strong', {}, written(names.category(tag.category))),
        ' ',
        h('span', { class: 'said' }, tagWords(names, article, tag.id, WORDS)),
        h('span', { class: 'muted' }, ' — ', ...people(who)),
      ),
    ),
    without.length === 0
      ? null
      : h('div', { class: 'reading muted' }, 'no tag — ', ...people(without)),
  ];
}

/** Who has read an article together with somebody else. */
function readersOf({ pairs, annotators }: AgreementReport, article: string): string[] {
  const readers = new Set(
    pairs.filter(({ articles }) => articles.includes(article)).flatMap(({ a, b }) => [a, b]),
  );
  return annotators.filter((annotator) => readers.has(annotator));
}

function differences({ items }: Passage, names: ReportNames): Child[] {
  const said = new Map<string, Child>();
  for (const { kind, categoryA, differingAttributes } of items) {
    if (kind === 'category') said.set('name', 'name');
    if (kind === 'boundary') said.set('boundaries', 'boundaries');
    if (kind === 'split' || kind === 'merged') said.set('parts', 'parts of a longer tag');
    if (kind === 'only-a' || kind === 'only-b') said.set('found', 'found by some only');
    for (const id of differingAttributes) {
      said.set(`attribute ${id}`, written(names.attribute(categoryA ?? '', id)));
    }
  }
  return said.size === 0 ? ['nothing'] : joined([...said.values()], ', ');
}
