/** How the tags of a column say where they begin and end. */
export type Scheme =
  /** `B-PER`: IOB1, IOB2, and the schemes that mark ends and single tokens as well; several with `|`. */
  | 'prefixes'
  /** `(PERSON*`, `*`, `*)`, as in CoNLL-2005 and CoNLL-2012. */
  | 'brackets'
  /** `PER`: tokens in a row with the same label are one tag. */
  | 'labels';

/** What a cell says of tags. */
export interface CellTags {
  /** Those that begin here, the outermost first. */
  readonly begins: readonly string[];
  /** Those that go on here, or begin where none of that label is open. */
  readonly continues: readonly string[];
  /** Those of these that end behind this token. */
  readonly ends: readonly string[];
  /** How many of all that are open end behind this token, the innermost first. */
  readonly closes: number;
}

const NO_TAGS: CellTags = { begins: [], continues: [], ends: [], closes: 0 };

/** Cells that say nothing, in one program or another. */
const NOTHING = new Set(['', '_', '-', '-X-', '*']);

const PREFIX = /^([BIMELSUW])-(.+)$/u;
const BRACKETS = /^((?:\([^()*|\s]+)*)\*(\)*)$/u;
const LABEL = /^\p{L}[\p{L}\p{N}_.:/+-]*$/u;

/** What is in a cell, as far as it can be told without the others of its column. */
export type CellKind = 'nothing' | 'outside' | Scheme | 'other';

export function kindOfCell(cell: string): CellKind {
  if (NOTHING.has(cell)) return 'nothing';
  if (cell === 'O') return 'outside';
  if (tagsOfCell(cell).every((part) => part === 'O' || PREFIX.test(part))) return 'prefixes';
  if (BRACKETS.test(cell)) return 'brackets';
  return LABEL.test(cell) ? 'labels' : 'other';
}

/** The tags of a cell that may have several: `B-PER|I-ORG`, in some files with other signs between them. */
function tagsOfCell(cell: string): string[] {
  return cell.split(/\||[,;+&](?=[BIMELSUW]-)/u);
}

/** The labels that a cell names. */
export function labelsOfCell(cell: string): string[] {
  return tagsOfCell(cell).flatMap((part) => PREFIX.exec(part)?.[2] ?? (part === 'O' ? [] : part));
}

/** Whether a cell says nothing of tags, or that there is none. */
export function saysNothing(cell: string): boolean {
  return cell === 'O' || NOTHING.has(cell);
}

/** What a cell says in a scheme; `null` where it says nothing that the scheme knows. */
export function readCell(cell: string, scheme: Scheme): CellTags | null {
  if (saysNothing(cell)) return NO_TAGS;
  switch (scheme) {
    case 'labels':
      return LABEL.test(cell) ? { ...NO_TAGS, continues: [cell] } : null;
    case 'brackets': {
      const [, opened, closed = ''] = BRACKETS.exec(cell) ?? [];
      if (opened === undefined) return null;
      return { ...NO_TAGS, begins: opened.split('(').slice(1), closes: closed.length };
    }
    case 'prefixes':
      return readPrefixes(cell);
  }
}

function readPrefixes(cell: string): CellTags | null {
  const begins: string[] = [];
  const continues: string[] = [];
  const ends: string[] = [];
  // A label may have a line in it, where what follows is no tag.
  const parts = kindOfCell(cell) === 'prefixes' ? tagsOfCell(cell) : [cell];
  for (const part of parts) {
    if (part === 'O') continue;
    const [, prefix = '', label] = PREFIX.exec(part) ?? [];
    if (label === undefined) return null;
    if ('BSUW'.includes(prefix)) begins.push(label);
    else continues.push(label);
    if ('ELSUW'.includes(prefix)) ends.push(label);
  }
  return { begins, continues, ends, closes: 0 };
}
