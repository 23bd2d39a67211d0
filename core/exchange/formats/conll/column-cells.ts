import { kindOfCell, labelsOfCell, type CellKind } from './cells.ts';
import { notationOf, type Notation } from './notation.ts';

/** Most distinct labels of a column that are kept: one with more is not one of labels. */
const LABEL_LIMIT = 200;

/** Which share of the cells must be of one kind for a column to be. */
const NEARLY_ALL = 0.9;

/** Labels of phrases, as CoNLL-2000 and CoNLL-2003 have them beside the tags. */
const PHRASES =
  /^(?:NP|VP|PP|ADJP|ADVP|SBAR|PRT|CONJP|INTJ|LST|UCP|PNP|NC|VC|PC|ADJC|ADVC|CP|S|WHNP|QP)$/u;

/** The number of a row, of a word of several rows, or of a word that is not in the text. */
const ROW_NUMBER = /^\d+(?:[-.]\d+)?$/u;

const NUMBER_PAIR = /^\d+-\d+$/u;

/** What says that no space follows, in CoNLL-U and in HIPE. */
export const NO_SPACE_AFTER = /(?:^|\|)(?:SpaceAfter=No|NoSpaceAfter)(?:$|\|)/u;

/** What the cells of a column have in common. */
export class ColumnCells {
  readonly #kinds: Record<CellKind, number> = {
    nothing: 0,
    outside: 0,
    prefixes: 0,
    brackets: 0,
    labels: 0,
    other: 0,
  };
  readonly #labels = new Set<string>();
  #count = 0;
  #numbers = 0;
  #pairs = 0;
  #wholeNumbers = 0;
  #repeats = 0;
  #hasSpacing = false;
  /** The first one. */
  readonly #example: string;
  /** How its tags are written. */
  readonly notation: Notation;

  constructor(cells: readonly string[]) {
    this.#example = cells[0] ?? '';
    this.notation = notationOf(cells);
    for (const [index, cell] of cells.entries()) {
      this.#add(cell);
      if (index > 0 && cell === cells[index - 1]) this.#repeats += 1;
    }
  }

  /** A number is asked for as it stands: that a 0 may be no tag is a matter of notation. */
  #add(raw: string): void {
    const cell = this.notation(raw);
    const kind = kindOfCell(cell);
    this.#count += 1;
    this.#kinds[kind] += 1;
    if (ROW_NUMBER.test(raw)) this.#numbers += 1;
    if (NUMBER_PAIR.test(raw)) this.#pairs += 1;
    if (/^\d+$/u.test(raw)) this.#wholeNumbers += 1;
    if (NO_SPACE_AFTER.test(cell)) this.#hasSpacing = true;
    if ((kind === 'prefixes' || kind === 'labels') && this.#labels.size < LABEL_LIMIT) {
      for (const label of labelsOfCell(cell)) this.#labels.add(label);
    }
  }

  get example(): string {
    return this.#example;
  }

  /** Whether it numbers the rows of each sentence. */
  get isNumbers(): boolean {
    return this.#numbers === this.#count && /^[01](?:-\d+)?$/u.test(this.#example);
  }

  /** Whether it numbers each row by its sentence and its word: `2-1`, as WebAnno did before version 3. */
  get isNumberPairs(): boolean {
    return this.#count > 0 && this.#pairs === this.#count;
  }

  /**
   * Whether it may be one of words: not the numbers of rows or places in a text, and not what whole
   * sentences have in common, such as the name of their document.
   */
  get mayBeWords(): boolean {
    return this.#wholeNumbers < this.#count && this.#repeats * 2 < this.#count;
  }

  /** Whether it says where no space follows. */
  get hasSpacing(): boolean {
    return this.#hasSpacing;
  }

  /** Whether no cell says anything. */
  get isEmpty(): boolean {
    return this.#kinds.nothing === this.#count;
  }

  /** Whether it has tags that say where they begin, or could have and has none. */
  get isPrefixes(): boolean {
    const { prefixes, outside, nothing } = this.#kinds;
    return prefixes + outside > 0 && this.#areNearlyAll(prefixes + outside + nothing);
  }

  get isBrackets(): boolean {
    const { brackets, nothing } = this.#kinds;
    return brackets > 0 && this.#areNearlyAll(brackets + nothing);
  }

  /** Whether it has labels alone, and tokens without one. */
  get isLabels(): boolean {
    const { labels, outside, nothing } = this.#kinds;
    const isFew = this.#labels.size < LABEL_LIMIT;
    return labels > 0 && outside > 0 && isFew && this.#areNearlyAll(labels + outside + nothing);
  }

  get hasLabels(): boolean {
    return this.#labels.size > 0;
  }

  /** Whether its tags are phrases of grammar. */
  get isPhrases(): boolean {
    return this.#labels.size > 0 && [...this.#labels].every((label) => PHRASES.test(label));
  }

  #areNearlyAll(count: number): boolean {
    return count >= NEARLY_ALL * this.#count;
  }
}
