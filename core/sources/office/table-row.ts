import type { Block } from '../reading.ts';
import { isVisible, type Aside, type Written } from './paragraph-writer.ts';

/** What a cell may hold and still be a cell of a row: beyond it, a table only lays out a page. */
const CELL = { paragraphs: 8, length: 3000 } as const;

/**
 * A row of a table as one block: its cells joined by a tab, the paragraphs of one by a line feed. A
 * row that only lays out a page stays the paragraphs that its cells hold.
 */
export function tableRow(
  cells: readonly (readonly Written[])[],
  { part, why }: Aside,
  place: string,
): Written[] {
  const texts = cells.map((cell) => cell.filter(({ isText }) => isText).map(({ block }) => block));
  const isRow =
    cells.length > 1 &&
    texts.every(
      (blocks) =>
        blocks.length <= CELL.paragraphs &&
        blocks.every(({ kind }) => kind !== 'table-row' && kind !== 'heading') &&
        blocks.every((block) => block.part === part) &&
        blocks.reduce((length, { text }) => length + text.length, 0) <= CELL.length,
    );
  if (!isRow) return cells.flat();
  const text = texts.map((blocks) => blocks.map((block) => block.text).join('\n')).join('\t');
  const row: Block = { kind: 'table-row', text, part, why, place };
  const others = cells.flatMap((cell) => cell.filter(({ isText }) => !isText));
  return isVisible(text) ? [{ block: row, isText: true }, ...others] : others;
}
