import { kindOfCell } from './cells.ts';

/** A cell of a column as IOB2 would have it, `B-PER` or `O`, from how that column writes it. */
export type Notation = (cell: string) => string;

/** What marks where a tag begins, goes on and ends, with the letter for it. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...Array.from('BIMELSUW', (letter) => [letter, letter] as const),
  ['BEGIN', 'B'],
  ['BEGINNING', 'B'],
  ['INSIDE', 'I'],
  ['MIDDLE', 'M'],
  ['END', 'E'],
  ['LAST', 'L'],
  ['SINGLE', 'S'],
  ['UNIT', 'U'],
]);

/** What stands in place of `O` in one file or another; any of these can be a label, too. */
const OUTSIDE = new Set(['O', '0', 'OUT', 'OUTSIDE', 'OTHER', 'NONE', 'NULL']);

/** The label of tags in a column that has marks alone. */
const NO_LABEL = 'tag';

const MARK = [...MARKS.keys()].sort((a, b) => b.length - a.length).join('|');
const BETWEEN = String.raw`[-_:./+=~#@]`;
const BEFORE = new RegExp(`^(?<mark>${MARK})(?<between>${BETWEEN})(?<label>.+)$`, 'iu');
const AFTER = new RegExp(`^(?<label>.+)(?<between>${BETWEEN})(?<mark>${MARK})$`, 'iu');
const IN_BRACKETS = new RegExp(`^(?<mark>${MARK})(?<between>[([<{])(?<label>.+)[)\\]>}]$`, 'iu');
const ALONE = new RegExp(`^(?<mark>${MARK})(?<between>)(?<label>)$`, 'iu');

/** Which share of the cells with a tag must be in one notation. */
const NEARLY_ALL = 0.9;

/** How a column writes its tags; as they are for IOB2, and for whatever has no marks. */
export function notationOf(cells: readonly string[]): Notation {
  const all = cells.filter((cell) => kindOfCell(cell) !== 'nothing');
  const tags = all.filter((cell) => !isOutside(cell));
  const [first] = tags;
  const isOdd = all.some((cell) => cell !== 'O' && isOutside(cell));
  const withOutside: Notation = isOdd ? (cell) => (isOutside(cell) ? 'O' : cell) : asItIs;
  if (first === undefined || areNearlyAll(tags, (cell) => kindOfCell(cell) === 'prefixes')) {
    return first === undefined ? asItIs : withOutside;
  }
  // Without a token that has none, these are labels or words.
  if (tags.length === cells.length) return asItIs;
  for (const form of [BEFORE, AFTER, IN_BRACKETS, ALONE]) {
    const between = form.exec(first)?.groups?.['between'];
    if (between !== undefined && isWrittenSo(tags, form, between)) {
      return (cell) => (isOutside(cell) ? 'O' : inIob2(cell, form, between));
    }
  }
  return isOdd && !all.includes('O') && isOutside(mostUsual(all)) ? withOutside : asItIs;
}

function asItIs(cell: string): string {
  return cell;
}

function isOutside(cell: string): boolean {
  return cell === 'O' || OUTSIDE.has(cell.toUpperCase());
}

function areNearlyAll(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  return cells.filter(fits).length >= NEARLY_ALL * cells.length;
}

/** Whether tags have marks of one form, and these say where tags begin; a label may end like a mark. */
function isWrittenSo(tags: readonly string[], form: RegExp, between: string): boolean {
  const found = new Map<string, string>();
  const isSo = (cell: string): boolean => {
    const { mark, label = '', between: own } = form.exec(cell)?.groups ?? {};
    const letter = own === between ? MARKS.get(mark?.toUpperCase() ?? '') : undefined;
    if (letter !== undefined) found.set(`${letter} ${label}`, letter);
    return letter !== undefined;
  };
  if (!areNearlyAll(tags, isSo)) return false;
  const letters = new Set(found.values());
  if (form === ALONE) return letters.has('B');
  return (
    ['B', 'S', 'U', 'W'].some((letter) => letters.has(letter)) ||
    (letters.has('I') && found.size > 1)
  );
}

function inIob2(cell: string, form: RegExp, between: string): string {
  const { mark = '', label = '', between: own } = form.exec(cell)?.groups ?? {};
  const letter = MARKS.get(mark.toUpperCase());
  return letter === undefined || own !== between ? cell : `${letter}-${label || NO_LABEL}`;
}

function mostUsual(cells: readonly string[]): string {
  const times = new Map<string, number>();
  for (const cell of cells) times.set(cell, (times.get(cell) ?? 0) + 1);
  const [[usual] = ['']] = [...times].sort(([, a], [, b]) => b - a);
  return usual;
}
