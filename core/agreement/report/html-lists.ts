import { h, joined, plainText, written, type Child, type HtmlElement } from './html.ts';
import {
  articleName,
  countInWords,
  KINDS_ALONE,
  KINDS_OF_MATCHES,
  tagWords,
  type ReportNames,
} from './html-names.ts';
import type { Counts } from '../measures/comparison.ts';
import type { ItemKind } from '../pairing/pairing.ts';
import type { GroupReport, PairReport, ReportItem } from './report.ts';
import { countOf, grouped } from '../../numbers.ts';

/** Rows of one table and lines of one list; and of all of them together. */
export const MOST_ROWS = 200;
export const MOST_LINES = 100;
export const MOST_IN_FILE = 10_000;
/** UTF-16 code units of a tag's words in a table and in a line. */
const WORDS_IN_TABLE = 400;
const WORDS_IN_LINE = 90;

/** Whose items a number counts: a pair by its place in the report, or the group. */
export type ListOwner = number | 'group';

/** One comparison, whose numbers open lists of its own. */
export interface ListScope {
  readonly owner: ListOwner;
  /** Tells comparisons of one owner apart; never a text that a person wrote. */
  readonly key: string;
  /** What is compared, to head the list. */
  readonly about: readonly Child[];
}

interface NumberedList {
  readonly id: string;
  readonly scope: ListScope;
  readonly indexes: readonly number[];
  /** Every number that opens this list. */
  readonly names: (readonly Child[])[];
}

/** Lists that numbers lead to. Numbers of a comparison with the same items share a list. */
export interface ItemLists {
  /** Says that these items are already listed under an id. */
  readonly place: (scope: ListScope, indexes: readonly number[], id: string) => void;
  /** A number, or a bar that shows it, as a link to the items behind it; plain without any. */
  readonly link: (
    scope: ListScope,
    indexes: readonly number[],
    name: readonly Child[],
    shown: Child,
  ) => Child;
  /** The lists of an owner that have not been placed elsewhere, in the order they were asked for. */
  readonly of: (owner: ListOwner) => readonly NumberedList[];
}

/** Where the numbers of one comparison lead. */
export interface Linking {
  readonly lists: Pick<ItemLists, 'link'>;
  readonly scope: ListScope;
}

/** Starts without lists. */
export function createItemLists(): ItemLists {
  const placed = new Map<string, string>();
  const lists = new Map<string, NumberedList>();
  const keyOf = ({ owner, key }: ListScope, indexes: readonly number[]): string =>
    `${owner} ${key} ${indexes.join(' ')}`;
  return {
    place(scope, indexes, id) {
      const key = keyOf(scope, indexes);
      if (!placed.has(key)) placed.set(key, id);
    },
    link(scope, indexes, name, shown) {
      if (indexes.length === 0) return shown;
      const key = keyOf(scope, indexes);
      // A bar says its number only; read aloud, it needs what the number counts.
      const label =
        typeof shown === 'object' ? `${plainText(name)}: ${plainText([shown])}` : undefined;
      const leading = (id: string): HtmlElement =>
        h('a', { href: `#${id}`, 'aria-label': label }, shown);
      const id = placed.get(key);
      if (id !== undefined) return leading(id);
      const list = lists.get(key) ?? {
        id: `list-${lists.size + 1}`,
        scope,
        indexes,
        names: [],
      };
      lists.set(key, list);
      const said = JSON.stringify(name);
      if (!list.names.some((one) => JSON.stringify(one) === said)) list.names.push(name);
      return leading(list.id);
    },
    of: (owner) => [...lists.values()].filter(({ scope }) => scope.owner === owner),
  };
}

/** How much more may be listed in the file, and where the rest can be found. */
export interface ListRoom {
  left: number;
  /** Ends the sentence “n more are not shown here: …”. */
  readonly rest: string;
}

/** The first of some items, as many as there is room for, and a sentence on those left over. */
function roomFor<T>(
  all: readonly T[],
  most: number,
  room: ListRoom,
): { readonly shown: readonly T[]; readonly more: HtmlElement | null } {
  const shown = all.slice(0, Math.min(most, room.left));
  room.left -= shown.length;
  const over = all.length - shown.length;
  if (over === 0) return { shown, more: null };
  const are = over === 1 ? 'is' : 'are';
  return {
    shown,
    more: h(
      'p',
      {},
      `${grouped(over)} more ${are} not shown here, to keep the file small. ${room.rest}`,
    ),
  };
}

/** Id of the part of a category's items that a count is about. */
function partId(pair: number, category: number, part: string): string {
  return `items-${pair + 1}-${category + 1}-${part}`;
}

/** Tells where the items of a category are listed, so that its numbers lead there. */
export function placeCategoryItems(
  lists: ItemLists,
  scope: ListScope,
  pair: number,
  category: number,
  counts: Counts,
): void {
  for (const kind of [...KINDS_OF_MATCHES, 'category', ...KINDS_ALONE] as const) {
    lists.place(scope, counts[kind], partId(pair, category, kind));
  }
  for (const part of ['match', 'both', 'all'] as const) {
    lists.place(scope, counts[part], partId(pair, category, part));
  }
  lists.place(scope, aloneIn(counts), partId(pair, category, 'alone'));
}

function aloneIn({ all, both }: Counts): number[] {
  const paired = new Set(both);
  return all.filter((index) => !paired.has(index));
}

/** What the lists of a pair need to know. */
export interface PairItems {
  readonly pair: PairReport;
  /** Place of the pair in the report. */
  readonly index: number;
  readonly names: ReportNames;
  readonly room: ListRoom;
  /** Items that a table already shows: lines can lead to them. */
  readonly shown: Set<number>;
}

/** Id of an item's row. */
function rowId(pair: number, item: number): string {
  return `item-${pair + 1}-${item + 1}`;
}

/**
 * The items of one category, each once, in parts within parts: what matches lies in what both
 * found, and that in all of them, so that every count has its own place.
 */
export function categoryItems(
  context: PairItems,
  category: number,
  counts: Counts,
  about: Child,
): HtmlElement {
  const { index } = context;
  const part = (name: string, ...children: readonly Child[]): HtmlElement =>
    h('div', { id: partId(index, category, name) }, ...children);
  const tables = (kinds: readonly ItemKind[]): Child[] =>
    kinds.flatMap((kind) =>
      counts[kind].length === 0
        ? []
        : [part(kind, ...itemTable(context, kind, counts[kind], about))],
    );
  return h(
    'section',
    { id: partId(index, category, 'all') },
    h('h4', {}, about, `: ${countOf(counts.all.length, 'item')}`),
    part('both', part('match', ...tables(KINDS_OF_MATCHES)), ...tables(['category'])),
    part('alone', ...tables(KINDS_ALONE)),
  );
}

function itemTable(
  context: PairItems,
  kind: ItemKind,
  indexes: readonly number[],
  about: Child,
): Child[] {
  const { pair, names, room } = context;
  const a = written(names.annotator(pair.a));
  const b = written(names.annotator(pair.b));
  const { shown, more } = roomFor(indexes, MOST_ROWS, room);
  const caption = h(
    'caption',
    {},
    about,
    ' · ',
    ...countInWords(kind, a, b),
    `: ${countOf(indexes.length, 'item')}`,
  );
  if (shown.length === 0) return [h('p', {}, ...caption.children, '.'), more];
  const table = h(
    'table',
    { class: 'items' },
    caption,
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...[['Item'], ['Article'], [a], [b], ['Differs in']].map((name) =>
          h('th', { scope: 'col' }, ...name),
        ),
      ),
    ),
    h('tbody', {}, ...shown.map((index) => itemRow(context, index))),
  );
  return [table, more];
}

function itemRow(context: PairItems, index: number): Child {
  const { pair, names } = context;
  const item = pair.items[index];
  if (!item) return null;
  const id = context.shown.has(index) ? undefined : rowId(context.index, index);
  context.shown.add(index);
  return h(
    'tr',
    { id },
    h('th', { scope: 'row' }, grouped(index + 1)),
    h('td', {}, articleName(names, item.article)),
    h('td', {}, ...side(names, item, item.a, item.categoryA)),
    h('td', {}, ...side(names, item, item.b, item.categoryB)),
    h('td', {}, ...differences(names, item)),
  );
}

/** One annotator's tag of an item, or the longer one that the other's is part of. */
function side(
  names: ReportNames,
  { article, within }: ReportItem,
  tag: string | null,
  category: string | null,
): Child[] {
  if (tag !== null) {
    return [
      category === null ? null : h('small', {}, written(names.category(category))),
      h('span', { class: 'said' }, tagWords(names, article, tag, WORDS_IN_TABLE)),
    ];
  }
  if (within === null) return [h('span', { class: 'muted' }, 'no tag')];
  return [
    h('small', {}, 'part of the longer tag'),
    h('span', { class: 'said' }, tagWords(names, article, within, WORDS_IN_TABLE)),
  ];
}

function differences(names: ReportNames, item: ReportItem): Child[] {
  const { kind, categoryA, differingAttributes } = item;
  const said: Child[] = [];
  if (kind === 'category') said.push('name');
  if (kind === 'boundary') said.push('boundaries');
  said.push(...differingAttributes.map((id) => written(names.attribute(categoryA ?? '', id))));
  if (said.length > 0) return joined(said, ', ');
  return [kind === 'identical' ? 'nothing' : 'found by one only'];
}

/** The other lists of a pair: one line an item, with a link to its row where that is shown. */
export function pairLists(context: PairItems, lists: ItemLists): HtmlElement[] {
  return lists.of(context.index).map((list) =>
    listSection(list, context.room, (index) => {
      const item = context.pair.items[index];
      return item ? itemLine(context, item, index) : null;
    }),
  );
}

function listSection(
  { id, scope, indexes, names }: NumberedList,
  room: ListRoom,
  line: (index: number) => Child,
): HtmlElement {
  const { shown, more } = roomFor(indexes, MOST_LINES, room);
  return h(
    'section',
    { id },
    h(
      'h5',
      {},
      ...scope.about,
      ' · ',
      ...names.flatMap((name, index) => (index === 0 ? name : ['; ', ...name])),
      `: ${grouped(indexes.length)}`,
    ),
    shown.length === 0 ? null : h('ol', { class: 'lines' }, ...shown.map(line)),
    more,
  );
}

function itemLine(
  { pair, index: owner, names, shown }: PairItems,
  item: ReportItem,
  index: number,
) {
  const { article, kind, categoryA, categoryB } = item;
  const number = grouped(index + 1);
  const categories = [...new Set([categoryA, categoryB])].flatMap((id) =>
    id === null ? [] : [written(names.category(id))],
  );
  const tag = item.a ?? item.b;
  const a = written(names.annotator(pair.a));
  const b = written(names.annotator(pair.b));
  return h(
    'li',
    {},
    shown.has(index) ? h('a', { href: `#${rowId(owner, index)}` }, number) : number,
    h(
      'span',
      { class: 'detail' },
      ' ',
      ...joined(categories, ' / '),
      ' · ',
      ...countInWords(kind, a, b),
      ' · ',
      tag === null ? null : tagWords(names, article, tag, WORDS_IN_LINE),
      ' · ',
      articleName(names, article),
    ),
  );
}

/** The lists of the group: one line a tag. */
export function groupLists(
  group: GroupReport,
  names: ReportNames,
  room: ListRoom,
  lists: ItemLists,
): HtmlElement[] {
  return lists.of('group').map((list) =>
    listSection(list, room, (index) => {
      const tag = group.tags[index];
      if (!tag) return null;
      return h(
        'li',
        {},
        written(names.annotator(tag.annotator)),
        ' · ',
        tagWords(names, tag.article, tag.id, WORDS_IN_LINE),
        ' · ',
        articleName(names, tag.article),
      );
    }),
  );
}

/** Tags by their ids, one line each, in a list that a number leads to. */
export function tagLines(
  article: string,
  tags: readonly string[],
  names: ReportNames,
  room: ListRoom,
): Child[] {
  const { shown, more } = roomFor(tags, MOST_LINES, room);
  return [
    shown.length === 0
      ? null
      : h(
          'ul',
          {},
          ...shown.map((tag) => h('li', {}, tagWords(names, article, tag, WORDS_IN_LINE))),
        ),
    more,
  ];
}
