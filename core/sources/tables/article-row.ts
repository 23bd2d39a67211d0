import { ARTICLE_LIMITS } from '../../text/encoding/limits.ts';
import { addressOf, dateOf, detailOf, outletOfAddress } from '../detail.ts';
import { plainBlocks } from '../plain-blocks.ts';
import {
  DETAIL_NAMES,
  type Block,
  type Detail,
  type DetailName,
  type Details,
  type Reading,
  type ReaderVersion,
} from '../reading.ts';
import type { Columns } from './columns.ts';
import type { TableRow } from './table.ts';

/** How a text that is a page's HTML is read. */
export type ReadMarkup = (
  html: string,
  place: string,
) => { readonly blocks: readonly Block[]; readonly warnings: readonly string[] };

/** The article of a row, or why it has none: a sentence. */
export function readRow(
  { item, cells }: TableRow,
  columns: Columns,
  reader: ReaderVersion,
  readMarkup: ReadMarkup,
): Reading | { readonly reason: string } {
  const { text: column } = columns;
  const text = column === undefined ? undefined : cells.get(column);
  if (column === undefined || text === undefined || text.length === 0) {
    return { reason: `It has no text${column === undefined ? '' : ` in ${named(column)}`}.` };
  }
  const length = text.reduce((sum, part) => sum + part.length, 0);
  if (length > ARTICLE_LIMITS.length) {
    const most = ARTICLE_LIMITS.length.toLocaleString('en');
    return { reason: `Its text has more than ${most} characters, which is the limit.` };
  }
  const blocks: Block[] = [];
  const warnings: string[] = [];
  for (const [name, values] of cells) {
    for (const [index, value] of values.entries()) {
      const place = `${item}, ${named(name)}${values.length > 1 ? `, value ${index + 1}` : ''}`;
      if (name !== column) blocks.push(...besideText(value, whyBeside(name, columns), place));
      else if (isMarkup(value)) {
        const page = readMarkup(value, place);
        blocks.push(...page.blocks);
        warnings.push(...page.warnings);
      } else {
        const why = `It stands in ${named(name)}, which holds the text.`;
        blocks.push(...plainBlocks(value, { part: 'article', why, place }));
      }
    }
  }
  if (!blocks.some(({ part }) => part === 'article')) {
    return { reason: `Nothing in ${named(column)} is the text of an article.` };
  }
  return { item, blocks, details: detailsOf(cells, columns), reader, warnings };
}

/** A column as sentences name it. */
function named(column: string): string {
  const shown = column.length > 100 ? `${column.slice(0, 100).toWellFormed()}…` : column;
  return `the column ${shown}`;
}

function whyBeside(name: string, columns: Columns): string {
  const field = DETAIL_NAMES.find((each) => columns[each] === name);
  return field === undefined
    ? `It stands in ${named(name)}, which is not the one that holds the text.`
    : `It stands in ${named(name)}, which holds the ${SAID[field]}.`;
}

const SAID: Readonly<Record<DetailName, string>> = {
  title: 'title',
  outlet: 'outlet',
  author: 'author',
  published: 'date of publication',
  modified: 'date of the last change',
  url: 'address',
  language: 'language',
};

function besideText(value: string, why: string, place: string): Block[] {
  return plainBlocks(value, { part: 'metadata', why, place });
}

/** What ends or breaks an element in which words stand. */
const MARKUP =
  /<\/(?:p|div|h[1-6]|li|ul|ol|blockquote|article|section|body|span|a|em|strong|b|i|td|figure)\s*>|<(?:br|p|hr)\s*\/?>/iu;

/** Whether a text is written in HTML; one that only speaks of its tags ends none of them. */
function isMarkup(text: string): boolean {
  return MARKUP.test(text);
}

function detailsOf(cells: TableRow['cells'], columns: Columns): Details {
  const written = (field: DetailName): readonly [value: string, from: string] => {
    const column = columns[field];
    const values = column === undefined ? [] : (cells.get(column) ?? []);
    return [values.join(', '), column === undefined ? '' : named(column)];
  };
  const url = addressOf(...written('url'));
  const found: Readonly<Record<DetailName, Detail | undefined>> = {
    title: detailOf(...written('title')),
    outlet: detailOf(...written('outlet')) ?? outletOfAddress(url),
    author: detailOf(...written('author')),
    published: dateOf(...written('published')),
    modified: dateOf(...written('modified')),
    url,
    language: detailOf(...written('language')),
  };
  return Object.fromEntries(Object.entries(found).filter(([, detail]) => detail !== undefined));
}
