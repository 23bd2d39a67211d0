// An event on paper: one passage as evidence, and all of it as a page that needs nothing else.
// The sentences come from the room below; nothing is computed here.
import { CodePointMap } from '../../text/code-points.ts';
import { sentenceAt } from '../../text/units/sentences.ts';
import type { Span } from '../../text/span.ts';
import type { ComparedArticle, ComparedItem, Comparison } from '../comparison/comparison.ts';
import type { DiffPart } from '../diff/word-diff.ts';
import { articleName, CLASS_WORDS } from '../sentences/names.ts';
import type { Renderings } from '../table/renderings.ts';
import type { CellRendering, Table, TableRow } from '../table/table-types.ts';

/** What an evidence card is made from. */
export interface CardInput {
  readonly comparison: Comparison;
  readonly table: Pick<Table, 'items'>;
  readonly row: TableRow;
  /** One of the row's. */
  readonly rendering: CellRendering;
  readonly renderings: Renderings;
  /** Who linked it, by name, and when; `null` where nobody did. */
  readonly linked: { readonly by: string; readonly at: string } | null;
}

/** Marks of Markdown and HTML that words of a text must not make. */
const SPECIAL = /[\\`*_{}[\]<>#|~&]/gu;

/** Words as Markdown shows them and nothing more: on one line, no mark with a meaning. */
function plain(words: string): string {
  return words
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(SPECIAL, String.raw`\$&`);
}

/** A tag that stands in no table of quotations, with what was said of it. */
export interface TagCardInput {
  readonly article: CardArticle;
  readonly passage: Passage;
  /** By name: the category, then what its attributes say. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

type CardArticle = Pick<ComparedArticle, 'id' | 'outlet' | 'published' | 'text' | 'title'>;
type Passage = Pick<ComparedItem, 'fragments' | 'words'>;

/** One tag with where its words stand and what was said of it, as Markdown. */
export function tagCard({ article, passage, facts }: TagCardInput): string {
  const lines = [
    ...headOf(article, passage),
    ...facts.map(([name, value]) => `- ${plain(name)}: ${plain(value)}`),
    ...placeOf(article, passage),
  ];
  return `${lines.join('\n')}\n`;
}

/** One passage of an event with all that is known of it, as Markdown. */
export function evidenceCard(input: CardInput): string {
  const { comparison, table, row, rendering, renderings, linked } = input;
  const item = table.items[rendering.item];
  const base = table.items[row.base];
  const article = comparison.articles[item?.article ?? -1];
  if (!item || !article) return '';
  const lines = [
    ...headOf(article, item),
    `- Who says it: ${whoInWords(item)}`,
    `- Class: ${classInWords(rendering, row, base, comparison)}`,
    ...(base && item.index !== base.index
      ? [`- Against the base: ${diffInMarkdown(renderings.diffOf(item, base))}`]
      : []),
    ...placeOf(article, item),
    `- Linked: ${linked ? `by ${plain(linked.by)}, ${plain(linked.at)}` : notLinked(rendering)}`,
  ];
  const others = row.cells.flatMap(({ article: number, renderings: all }) =>
    all
      .filter((each) => each.state !== 'offered' && each.item !== rendering.item)
      .map((each) => {
        const { sign, name } = CLASS_WORDS[each.class];
        const words = plain(table.items[each.item]?.words ?? '');
        const times = each.same.length > 0 ? ` ×${String(each.same.length + 1)}` : '';
        return `- ${plain(articleName(comparison.articles[number]))}: ${words}${times} (${sign} ${name})`;
      }),
  );
  if (others.length > 0) lines.push('', 'Other renderings:', '', ...others);
  return `${lines.join('\n')}\n`;
}

/** Whose the words are, and the words among the sentences that they stand in. */
function headOf(article: CardArticle, passage: Passage): readonly string[] {
  const { before, after } = around(article.text, passage);
  const date = article.published === null ? '' : `, ${plain(article.published)}`;
  return [
    `### ${plain(articleName(article))}: ${plain(article.title)}${date}`,
    '',
    `> ${[before, `**${plain(passage.words)}**`, after].filter((part) => part !== '').join(' ')}`,
    '',
  ];
}

function placeOf({ id, text }: CardArticle, { fragments }: Passage): readonly string[] {
  return [
    `- Place: UTF-16 ${positions(fragments)}; code points ${positions(inCodePoints(text, fragments))}`,
    `- Text: SHA-256 ${id}`,
  ];
}

function notLinked({ state }: CellRendering): string {
  return state === 'offered'
    ? 'not linked; offered by the program'
    : 'not yet; proposed by the program';
}

/** The sentences before and behind a passage, and what else stands in its own. */
function around(text: string, { fragments }: Passage): { before: string; after: string } {
  const start = fragments[0]?.start ?? 0;
  const end = fragments.at(-1)?.end ?? start;
  const first = sentenceAt(text, start);
  const last = sentenceAt(text, Math.max(start, end - 1));
  const from = Math.min(first?.start ?? start, start);
  const to = Math.max(last?.end ?? end, end);
  const earlier = sentenceAt(text, text.slice(0, from).trimEnd().length - 1);
  const rest = text.slice(to);
  const later = sentenceAt(text, to + rest.length - rest.trimStart().length);
  return {
    before: plain(text.slice(Math.min(earlier?.start ?? from, from), start)),
    after: plain(text.slice(end, Math.max(later?.end ?? to, to))),
  };
}

function whoInWords({ speaker, origin }: ComparedItem): string {
  if (!speaker) return origin === 'tag' ? 'nobody is named' : 'not known';
  const from = {
    tag: 'as tagged',
    suggested: 'as the text seems to say',
    inherited: 'as of the quotation before it',
  }[speaker.from];
  return `${plain(speaker.name)} (${from})`;
}

function classInWords(
  rendering: CellRendering,
  row: TableRow,
  base: ComparedItem | undefined,
  { articles }: Comparison,
): string {
  const { sign, name } = CLASS_WORDS[rendering.class];
  const said = rendering.isClassGiven ? ', as the analyst says' : '';
  if (rendering.item === row.base || !base) return `${sign} ${name}${said}`;
  return `${sign} ${name}${said}; base: ${plain(articleName(articles[base.article]))}`;
}

function diffInMarkdown(parts: readonly DiffPart[]): string {
  return parts
    .map(({ kind, words }) => {
      if (kind === 'equal') return plain(words);
      return kind === 'inserted' ? `**+[${plain(words)}]**` : `~~−[${plain(words)}]~~`;
    })
    .join(' ');
}

function positions(fragments: readonly Span[]): string {
  return fragments.map(({ start, end }) => `${String(start)}–${String(end)}`).join(', ');
}

function inCodePoints(text: string, fragments: readonly Span[]): Span[] {
  const map = new CodePointMap(text);
  return fragments.map(({ start, end }) => ({
    start: map.toCodePoint(start),
    end: map.toCodePoint(end),
  }));
}
