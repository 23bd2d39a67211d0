import { readCell, type CellTags, type Scheme } from './cells.ts';
import type { Notation } from './notation.ts';

/** Most distinct cells of a column that are known again: labels are few. */
const KNOWN_CELLS = 1000;

/** Reads the cells of a column: there are very many, and few that differ. */
export class CellReader {
  readonly #known = new Map<string, CellTags | null>();

  constructor(
    private readonly scheme: Scheme,
    private readonly notation: Notation,
  ) {}

  /** What a cell says; `null` where it says nothing that the scheme knows. */
  read(cell: string): CellTags | null {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const read = readCell(this.notation(cell), this.scheme);
    if (this.#known.size < KNOWN_CELLS) this.#known.set(cell, read);
    return read;
  }
}
