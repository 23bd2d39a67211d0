import { h, joined, plainText, written, type Child, type HtmlElement } from './html.ts';
import {
  countInWords,
  KINDS_ALONE,
  KINDS_OF_MATCHES,
  tagWords,
  type ReportNames,
} from './html-names.ts';
import { passageId, type Passages } from './html-items.ts';
import { roomFor, type ListRoom } from './html-room.ts';
import type { Counts } from '../../measures/comparison.ts';
import type { ItemKind } from '../../pairing/pairing.ts';
import type { PairReport } from '../report.ts';
import { countOf, grouped } from '../../../numbers.ts';

/** Numbers and lines of one list; and of all of them together. */
export const MOST_NUMBERS = 400;
const MOST_LINES = 100;
export const MOST_IN_FILE = 10_000;
/** UTF-16 code units of a tag's words in a line. */
const WORDS_IN_LINE = 90;

/** Whose items a number counts: a pair by its place in the report, or the group. */
export type ListOwner = number | 'group';

/** One comparison, whose numbers lead to its items. */
export interface ListScope {
  readonly owner: ListOwner;
  /** Tells comparisons of one owner apart; never a text that a person wrote. */
  readonly key: string;
  /** What is compared, to say where a number leads. */
  readonly about: readonly Child[];
  /** In the file, the id of where all items of the comparison are named. */
  readonly all?: string;
}

/** Where numbers lead. Each item is listed once; what a number counts is named by the items' numbers. */
export interface ItemLists {
  /** Says that just these items are named under an id. */
  readonly place: (scope: ListScope, indexes: readonly number[], id: string) => void;
  /** A number as a link to the items behind it, or to all of its comparison; plain without any. */
  readonly link: (
    scope: ListScope,
    indexes: readonly number[],
    name: readonly Child[],
    shown: Child,
  ) => Child;
}

/** Where the numbers of one comparison lead. */
export interface Linking {
  readonly lists: Pick<ItemLists, 'link'>;
  readonly scope: ListScope;
}

/** Starts with nothing placed. */
export function createItemLists(): ItemLists {
  const placed = new Map<string, string>();
  const keyOf = ({ owner, key }: ListScope, indexes: readonly number[]): string =>
    `${owner} ${key} ${indexes.join(' ')}`;
  return {
    place(scope, indexes, id) {
      const key = keyOf(scope, indexes);
      if (!placed.has(key)) placed.set(key, id);
    },
    link(scope, indexes, name, shown) {
      const id = placed.get(keyOf(scope, indexes)) ?? scope.all;
      if (indexes.length === 0 || id === undefined) return shown;
      // A bar says its number only; read aloud, it needs what the number counts.
      const label =
        typeof shown === 'object' ? `${plainText(name)}: ${plainText([shown])}` : undefined;
      return h('a', { href: `#${id}`, 'aria-label': label }, shown);
    },
  };
}

/** Id of the part of a category's items that a count is about. */
export function partId(pair: number, category: number, part: string): string {
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

/** What the items of a pair need to be named. */
export interface PairItems {
  readonly pair: PairReport;
  /** Place of the pair in the report. */
  readonly index: number;
  readonly names: ReportNames;
  readonly room: ListRoom;
  readonly passages: Passages;
  /** Numbers of the passages whose rows are shown. */
  readonly shown: ReadonlySet<number>;
}

/**
 * Which passages the numbers of one category are about, in parts within parts: what matches lies in
 * what both found, and that in all of them, so that every count has its own place.
 */
export function categoryNumbers(
  context: PairItems,
  category: number,
  counts: Counts,
  about: Child,
): HtmlElement {
  const { index } = context;
  const part = (name: string, ...children: readonly Child[]): HtmlElement =>
    h('div', { id: partId(index, category, name) }, ...children);
  const lines = (kinds: readonly ItemKind[]): Child[] =>
    kinds.flatMap((kind) =>
      counts[kind].length === 0 ? [] : [part(kind, ...kindLine(context, kind, counts[kind]))],
    );
  return h(
    'section',
    { id: partId(index, category, 'all') },
    h('h4', {}, about, `: ${countOf(counts.all.length, 'item')}`),
    part('both', part('match', ...lines(KINDS_OF_MATCHES)), ...lines(['category'])),
    part('alone', ...lines(KINDS_ALONE)),
  );
}

function kindLine(context: PairItems, kind: ItemKind, indexes: readonly number[]): Child[] {
  const { pair, index, names, room, passages, shown: rows } = context;
  const a = written(names.annotator(pair.a));
  const b = written(names.annotator(pair.b));
  const { shown, more } = roomFor(indexes, MOST_NUMBERS, room);
  const numbers = shown.flatMap((item) => {
    const passage = passages.of(index, item);
    if (!passage) return [];
    const number = grouped(passage.number);
    return [rows.has(passage.number) ? h('a', { href: `#${passageId(passage)}` }, number) : number];
  });
  return [
    h(
      'p',
      { class: 'numbers' },
      ...countInWords(kind, a, b),
      ` (${grouped(indexes.length)}): `,
      ...joined(numbers, ', '),
      '.',
    ),
    more,
  ];
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
