import type { Span } from '../../../text/span.ts';
import type { LooseAuthor, LooseTag } from '../../content/loose.ts';
import type { CellTags, Scheme } from './cells.ts';
import type { Layer } from './columns.ts';

/** A tag whose end is not yet known. */
interface OpenTag {
  readonly place: string;
  readonly label: string;
  readonly start: number;
  end: number;
}

/** Makes tags of the cells of one column, from the first row to the last. */
export class LayerTags {
  /** In the order in which they began. */
  #open: OpenTag[] = [];
  readonly #scheme: Scheme;

  /** @param attributes what each tag of this layer says besides its label */
  constructor(
    { scheme }: Layer,
    private readonly author: LooseAuthor | null,
    private readonly attributes: Readonly<Record<string, string>>,
    private readonly add: (tag: LooseTag) => void,
  ) {
    this.#scheme = scheme;
  }

  /** The place of what began and has not ended; `null` where nothing has. */
  get openPlace(): string | null {
    return this.#open[0]?.place ?? null;
  }

  /** @param here gives the place of the row, which is asked for where a tag begins */
  addRow(here: () => string, { start, end }: Span, cell: CellTags): void {
    const { begins, continues, ends, closes } = cell;
    // Most rows are of this kind.
    if (this.#open.length + begins.length + continues.length === 0) return;
    const goesOn = ({ label }: OpenTag): boolean =>
      this.#scheme === 'brackets' || (continues.includes(label) && !begins.includes(label));
    this.#endWhere((open) => !goesOn(open));
    for (const open of this.#open) open.end = end;
    const isOpen = (label: string): boolean => this.#open.some((open) => open.label === label);
    const added = [...begins, ...continues.filter((label) => !isOpen(label))];
    for (const label of added) this.#open.push({ place: here(), label, start, end });
    this.#endWhere(({ label }) => ends.includes(label));
    const left = Math.max(0, this.#open.length - closes);
    this.#endWhere((_, index) => index >= left);
  }

  /** Ends all tags that are open. */
  close(): void {
    this.#endWhere(() => true);
  }

  /** Forgets what is open: it is not known where it ends. */
  forget(): void {
    this.#open = [];
  }

  #endWhere(ends: (open: OpenTag, index: number) => boolean): void {
    if (this.#open.length === 0) return;
    const ended = this.#open.filter(ends);
    if (ended.length === 0) return;
    this.#open = this.#open.filter((open) => !ended.includes(open));
    for (const { place, label, start, end } of ended) {
      this.add({
        place,
        id: `${place} ${label}`,
        label,
        fragments: [{ start, end, exact: null }],
        attributes: this.attributes,
        attributeSpans: {},
        note: '',
        confidence: null,
        author: this.author,
        created: null,
        modified: null,
      });
    }
  }
}
