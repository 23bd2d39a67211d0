import { addToGroup, groupBy } from '../../collections/order.ts';
import type { CoverageWord, GivenClass } from '../../event/records.ts';
import type { ComparedItem, Comparison } from '../comparison/comparison.ts';
import { keyOfPlace, type Renderings } from './renderings.ts';
import type {
  CellRendering,
  Coverage,
  Offered,
  RowParts,
  TableCell,
  TableDocument,
} from './table-types.ts';

interface Parts {
  readonly comparison: Pick<Comparison, 'articles' | 'items'>;
  readonly document: TableDocument;
  readonly items: readonly ComparedItem[];
  readonly renderings: Renderings;
  /** By the number of an item, the id of the rendering that links it. */
  readonly renderingOf: ReadonlyMap<number, string>;
  /** Keys of the findings about an item. */
  readonly findingsOf: (item: number) => readonly string[];
}

/** Makes the cells of each row; one for all rows of a table. */
export class CellMaker {
  /** Cells with nothing in them, which rows share. */
  private readonly empty: readonly TableCell[];
  private readonly numberOf: ReadonlyMap<string, number>;
  private readonly absent = new Map<string, CoverageWord[]>();
  private readonly givenClass = new Map<string, GivenClass>();

  constructor(private readonly parts: Parts) {
    const { articles } = parts.comparison;
    this.empty = articles.map((_, article) => ({
      article,
      renderings: [],
      coverage: { type: 'unchecked' },
    }));
    this.numberOf = new Map(articles.map(({ id }, article) => [id, article]));
    for (const word of parts.document.coverage) addToGroup(this.absent, word.family, word);
    for (const { renderings } of parts.document.families) {
      for (const { id, class: given } of renderings) if (given) this.givenClass.set(id, given);
    }
  }

  /**
   * All that the cells and the heading of a row are made from. What is said of its family stands in the
   * family's record; items of the comparison are known by their numbers, others by their places.
   */
  madeFrom(row: RowParts, offered: readonly Offered[]): readonly unknown[] {
    const { comparison, items, renderingOf, findingsOf } = this.parts;
    const made: unknown[] = [row.family, row.base.item, row.base.isGiven, row.members.length];
    const addItem = (index: number): void => {
      const item = items[index];
      made.push(index, renderingOf.get(index));
      if (item && index >= comparison.items.length) made.push(item.origin, keyOfPlace(item));
      made.push(...findingsOf(index), null);
    };
    for (const member of row.members) addItem(member);
    for (const { item, offer } of offered) {
      made.push(offer);
      addItem(item);
    }
    made.push(...(this.absent.get(row.family?.id ?? '') ?? []));
    return made;
  }

  /** One for each article, in their order. */
  cellsOf(row: RowParts, offered: readonly Offered[]): readonly TableCell[] {
    const { items } = this.parts;
    const cells = [...this.empty];
    for (const { id, article, creator, decided } of this.absent.get(row.family?.id ?? '') ?? []) {
      const number = this.numberOf.get(article);
      if (number === undefined) continue;
      const coverage: Coverage = { type: 'absent', id, creator, decided };
      cells[number] = { article: number, renderings: [], coverage };
    }
    const members = new Set(row.members);
    const all = [...row.members.map((item): Offered => ({ item, offer: null })), ...offered];
    for (const [article, own] of groupBy(all, ({ item }) => items[item]?.article ?? -1)) {
      const renderings = this.joinSame(
        own.map((each) => this.renderingOf(row, each, members.has(each.item))),
      );
      const isPresent = own.some(({ item }) => members.has(item));
      const said = cells[article]?.coverage;
      const coverage: Coverage = isPresent
        ? { type: 'present' }
        : said?.type === 'absent'
          ? said
          : { type: 'offered' };
      cells[article] = { article, renderings, coverage };
    }
    return cells;
  }

  private renderingOf(
    { base }: RowParts,
    { item, offer }: Offered,
    isMember: boolean,
  ): CellRendering {
    const { items, renderingOf, findingsOf } = this.parts;
    const [own, first] = [items[item], items[base.item]];
    const rendering = renderingOf.get(item) ?? null;
    const given = item === base.item ? undefined : this.givenClass.get(rendering ?? '');
    return {
      item,
      same: [],
      state: !isMember ? 'offered' : rendering === null ? 'preselected' : 'linked',
      rendering,
      class: given ?? this.classOf(own, first, offer),
      isClassGiven: given !== undefined,
      offer,
      findings: findingsOf(item),
    };
  }

  /** What is offered was classed when it was compared; words without marks have one class. */
  private classOf(
    own: ComparedItem | undefined,
    base: ComparedItem | undefined,
    offer: Offered['offer'],
  ): CellRendering['class'] {
    if (offer) return offer.reason.class;
    if (own?.origin === 'words') return 'no-marks';
    return own && base ? this.parts.renderings.classOf(own, base) : 'base';
  }

  /** Renderings of a cell with the very same words count as one, but for the base. */
  private joinSame(renderings: readonly CellRendering[]): readonly CellRendering[] {
    const { items } = this.parts;
    const wordsOf = (item: number): string =>
      (items[item]?.words ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const groups = groupBy(renderings, ({ item, state, class: own }) =>
      [state, own, wordsOf(item)].join('|'),
    );
    return [...groups.values()].flatMap(([first, ...others]) =>
      first
        ? [
            {
              ...first,
              same: others.map(({ item }) => item),
              findings: [...new Set([first, ...others].flatMap(({ findings }) => findings))],
            },
          ]
        : [],
    );
  }
}
