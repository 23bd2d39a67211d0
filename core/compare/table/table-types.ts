import type { EventDocument } from '../../event/document.ts';
import type { Family, GivenClass } from '../../event/records.ts';
import type { ComparedItem, ComparedOffer } from '../comparison/comparison.ts';

/** What of an event's document a table hangs on. */
export type TableDocument = Pick<
  EventDocument,
  'families' | 'refusals' | 'coverage' | 'findingWords'
>;

/** Which rows are shown. */
export const TABLE_SHOWS = ['all', 'with-findings', 'undecided', 'differs'] as const;
export type TableShow = (typeof TABLE_SHOWS)[number];

/** What renderings are compared with where the analyst has said nothing of a family's own base. */
export type BaseChoice =
  | { readonly type: 'fullest' }
  /** The fullest of this article, by its id, where it has one. */
  | { readonly type: 'article'; readonly article: string };

/** What the rows are ordered by; `isDown`: from the last to the first. */
export type TableOrder =
  | { readonly type: 'findings' }
  /** By the name of the speaker. */
  | { readonly type: 'who'; readonly isDown: boolean }
  /** As this article, by its id, tells it. */
  | { readonly type: 'article'; readonly article: string; readonly isDown: boolean };

export interface TableOptions {
  readonly show: TableShow;
  readonly base: BaseChoice;
  readonly order: TableOrder;
}

export const DEFAULT_TABLE: TableOptions = {
  show: 'all',
  base: { type: 'fullest' },
  order: { type: 'findings' },
};

/** How far a rendering is decided; `offered` ones are no members. */
export type RenderingState = 'linked' | 'preselected' | 'offered';

/** Some words of an article in a row. */
export interface CellRendering {
  /** Number of the item in the table's list. */
  readonly item: number;
  /** Other items of the cell with the very same words, class and state: shown as `×2`. */
  readonly same: readonly number[];
  readonly state: RenderingState;
  /** Id of the rendering in the event's document, of a linked one. */
  readonly rendering: string | null;
  readonly class: GivenClass;
  /** Whether the analyst has said the class. */
  readonly isClassGiven: boolean;
  /** Why it is offered. */
  readonly offer: ComparedOffer | null;
  /** Keys of the findings about these words. */
  readonly findings: readonly string[];
}

/** Whether an article has the words of a row. */
export type Coverage =
  | { readonly type: 'present' }
  /** Not looked for yet, but something in it may be it. */
  | { readonly type: 'offered' }
  | {
      readonly type: 'absent';
      /** Of the word in the event's document. */
      readonly id: string;
      readonly creator: string;
      readonly decided: string;
    }
  | { readonly type: 'unchecked' };

export interface TableCell {
  /** Number of the article. */
  readonly article: number;
  /** Members in order, then what is offered. */
  readonly renderings: readonly CellRendering[];
  readonly coverage: Coverage;
}

/** A family, or a quotation that is like no other. */
export interface TableRow {
  /** Id of the analyst's family, else the place of its first member: the same after the next comparison. */
  readonly key: string;
  /** Id of the analyst's family. */
  readonly family: string | null;
  /** What the analyst called it, else the words of the base. */
  readonly label: string;
  /** The speaker most members have; `null` for nobody. */
  readonly who: string | null;
  /** Number of the item that the others are compared with. */
  readonly base: number;
  /** Whether the analyst chose it. */
  readonly isBaseGiven: boolean;
  /** One for each article, in their order. */
  readonly cells: readonly TableCell[];
  /** Articles with a member, and members. */
  readonly articles: number;
  readonly places: number;
  /** Keys of findings about its members. */
  readonly findings: readonly string[];
  /** Members and offers that nobody has decided on. */
  readonly undecided: number;
  readonly note: string;
}

/** Where something is in a table. */
export interface CellPlace {
  readonly row: string;
  /** Number of the article. */
  readonly article: number;
}

/** The table of an event as it is shown. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** Items that rows speak of by number: those of the comparison, then passages linked or offered since. */
  readonly items: readonly ComparedItem[];
  /** Rows, and what is not decided, whatever is shown. */
  readonly all: number;
  readonly undecided: number;
}

/** What a row is made from. */
export interface RowParts {
  /** Numbers of items, in order. */
  readonly members: readonly number[];
  readonly base: { readonly item: number; readonly isGiven: boolean };
  readonly family: Family | null;
}

/** What is offered in a row: the number of an item, and why. */
export type Offered = Pick<CellRendering, 'item' | 'offer'>;
