/** Many files as the lines of a table, and what is said once for all of them. */
import type { ImportItem, ImportSource } from '#core/contract/import.ts';
import { describeDateProblem, readPublished } from '#core/article/published-date.ts';
import { describeDamage } from '#core/exchange/pipeline/sentences.ts';
import { countOf, grouped } from '#core/numbers.ts';
import { trackedSentence } from '#core/sources/tracked-sentence.ts';

import {
  choiceOf,
  isDuplicate,
  sourceKeyOf,
  withChoices,
  type ArticleItem,
  type ImportChoice,
  type ImportForm,
} from './import-form.ts';

/** One file or one article of a file, as its line says it. */
export interface ImportRow {
  readonly item: ImportItem;
  readonly isTaken: boolean;
  readonly title: string;
  readonly outlet: string;
  readonly published: string;
  /** How long it is: `612 words`. */
  readonly length: string;
  /** Words that are left out; empty where nothing is. */
  readonly leftOut: string;
  /** What should be known before it is taken, the gravest first; sentences without their full stop. */
  readonly notes: readonly RowNote[];
}

export interface RowNote {
  readonly kind: 'problem' | 'duplicate' | 'version' | 'hint';
  readonly words: string;
}

/** Which lines are shown. */
export type RowFilter = 'all' | 'problems' | 'duplicates' | 'versions';

const KIND_OF: Readonly<Record<Exclude<RowFilter, 'all'>, RowNote['kind']>> = {
  problems: 'problem',
  duplicates: 'duplicate',
  versions: 'version',
};

/**
 * Whether there is a line for each file, and each is opened by itself: where a page or document is among
 * them, or nothing but tables of which it must be said what their columns are.
 */
export function isListOfReadings({ items }: Pick<ImportForm, 'items'>): boolean {
  if (items.length < 2) return false;
  return (
    items.some((item) => item.type === 'article' && item.reading !== null) ||
    items.every((item) => sourceKeyOf(item) !== undefined)
  );
}

/** The one page or document that was opened alone. */
export function onlyReading({ items }: Pick<ImportForm, 'items'>): ArticleItem | null {
  const [only, ...others] = items;
  return only?.type === 'article' && only.reading && others.length === 0 ? only : null;
}

/** The files in the order of their lines: what cannot be opened stands behind what can. */
export function itemsInOrder({ items }: Pick<ImportForm, 'items'>): readonly ImportItem[] {
  const isRefused = ({ type }: ImportItem): boolean => type === 'refused';
  return [...items.filter((item) => !isRefused(item)), ...items.filter(isRefused)];
}

/** Every file as a line of the table. */
export function rowsOf(form: ImportForm): readonly ImportRow[] {
  const names = new Map(form.items.map(({ key, name }) => [key, name]));
  return itemsInOrder(form).map((item) => rowOf(form, item, names));
}

/** More tables than these are changed one by one, in their own lines. */
const TABLES = 3;

/** The tables whose columns can be changed for all their articles at once. */
export function tablesIn({ items, sources }: ImportForm): readonly ImportSource[] {
  const used = new Set(items.flatMap((item) => (item.type === 'article' ? sourceKeyOf(item) : [])));
  const tables = sources.filter(({ key, columns }) => columns !== null && used.has(key));
  return tables.length > TABLES ? [] : tables;
}

function rowOf(form: ImportForm, item: ImportItem, names: ReadonlyMap<string, string>): ImportRow {
  const choice = choiceOf(form, item);
  const isTaken = item.type !== 'refused' && choice.action === 'import';
  const bare = { item, isTaken, title: '', outlet: '', published: '', length: '', leftOut: '' };
  switch (item.type) {
    case 'refused':
      return { ...bare, notes: [{ kind: 'problem', words: item.reason }] };
    case 'annotations':
      return {
        ...bare,
        title: item.format.title,
        length: countOf(item.counts.read, 'tag'),
        notes: [],
      };
    case 'article': {
      const words = wordsOfItem(item, choice);
      return {
        ...{ item, isTaken, title: choice.title },
        outlet: choice.outlet === '' ? form.outlet : choice.outlet,
        published: dayOf(choice.published === '' ? form.published : choice.published),
        length: words ? countOf(words.kept, 'word') : countOf(item.length, 'character'),
        leftOut: words && words.leftOut > 0 ? countOf(words.leftOut, 'word') : '',
        notes: notesOn(item, choice, names),
      };
    }
  }
}

/** A moment without its time of day; other dates as they are written. */
function dayOf(written: string): string {
  return /^\d{4}-\d\d-\d\dT/u.test(written) ? written.slice(0, 10) : written;
}

/** Words that come in and words that do not; `null` for a plain text, which comes in as it is. */
export function wordsOfItem(
  { reading }: ArticleItem,
  { kept }: Pick<ImportChoice, 'kept'>,
): { readonly kept: number; readonly leftOut: number } | null {
  if (!reading) return null;
  const all = reading.leftOut.reduce((sum, { words }) => sum + words, reading.words);
  const now = kept?.words ?? reading.words;
  return { kept: now, leftOut: Math.max(0, all - now) };
}

function notesOn(
  item: ArticleItem,
  choice: ImportChoice,
  names: ReadonlyMap<string, string>,
): RowNote[] {
  const { certainty, duplicateOf, sameTextAs, versionOf, reading } = item;
  const problems: string[] = [];
  if (wordsOfItem(item, choice)?.kept === 0) problems.push('Nothing is left to import');
  const date = choice.published.trim() === '' ? null : readPublished(choice.published);
  if (date && !date.ok) problems.push(describeDateProblem(date.error));
  if (certainty.type === 'damaged') problems.push(`The file ${describeDamage(certainty)}`);
  if (certainty.type === 'guess')
    problems.push(`The encoding is a guess (${item.encoding}, ${certainty.percent} %)`);
  const notes: RowNote[] = problems.map((words) => ({ kind: 'problem', words }));
  const same = duplicateOf?.title ?? (sameTextAs === null ? undefined : names.get(sameTextAs));
  if (same !== undefined) notes.push({ kind: 'duplicate', words: `Same text as “${same}”` });
  else if (versionOf) notes.push({ kind: 'version', words: versionInWords(versionOf) });
  if (reading?.tracked) notes.push({ kind: 'hint', words: trackedInWords(reading.tracked) });
  for (const words of reading ? warningsToShow(reading) : []) notes.push({ kind: 'hint', words });
  return notes;
}

/** What an article is like, as a line says it. */
export function versionInWords({
  title,
  by,
  shared,
}: Pick<NonNullable<ArticleItem['versionOf']>, 'title' | 'by' | 'shared'>): string {
  const how = by === 'address' ? 'the same page' : `${Math.floor(shared * 100)} % the same words`;
  return `Another version of “${title}” (${how})`;
}

/** How much was changed in a document under the eyes of its word processor. */
export function trackedInWords({
  insertions,
  deletions,
}: NonNullable<NonNullable<ArticleItem['reading']>['tracked']>): string {
  return `Tracked changes: ${countOf(insertions, 'insertion')}, ${countOf(deletions, 'deletion')}`;
}

/** The lines that a filter leaves. */
export function filteredRows(rows: readonly ImportRow[], filter: RowFilter): readonly ImportRow[] {
  if (filter === 'all') return rows;
  const kind = KIND_OF[filter];
  return rows.filter(({ notes }) => notes.some((note) => note.kind === kind));
}

/** What is done with texts that are here already: all of them, or each by itself (`null`). */
export function duplicatesForAll(form: ImportForm): ImportChoice['action'] | null {
  return common(duplicatesIn(form), (item) => choiceOf(form, item).action);
}

export function duplicatesIn({ items }: Pick<ImportForm, 'items'>): readonly ArticleItem[] {
  return items.filter((item): item is ArticleItem => item.type === 'article' && isDuplicate(item));
}

export function withDuplicates(form: ImportForm, action: ImportChoice['action']): ImportForm {
  return withChoices(form, duplicatesIn(form), { action });
}

/** What is done with other versions of articles. */
export type VersionUse = 'version' | 'apart' | 'skip';

export function versionsIn({ items }: Pick<ImportForm, 'items'>): readonly ArticleItem[] {
  return items.filter(
    (item): item is ArticleItem =>
      item.type === 'article' && item.versionOf !== null && !isDuplicate(item),
  );
}

export function versionsForAll(form: ImportForm): VersionUse | null {
  return common(versionsIn(form), (item) => versionUse(choiceOf(form, item)));
}

function versionUse({ action, isVersion }: ImportChoice): VersionUse {
  if (action === 'skip') return 'skip';
  return isVersion ? 'version' : 'apart';
}

export function withVersions(form: ImportForm, use: VersionUse): ImportForm {
  const patch: Partial<ImportChoice> =
    use === 'skip' ? { action: 'skip' } : { action: 'import', isVersion: use === 'version' };
  return withChoices(form, versionsIn(form), patch);
}

/** The documents with tracked changes. */
export function trackedSources({ items, sources }: ImportForm): readonly ImportSource[] {
  const keys = new Set(
    items.flatMap((item) =>
      item.type === 'article' && item.reading?.tracked ? [item.reading.source] : [],
    ),
  );
  return sources.filter(({ key }) => keys.has(key));
}

/** How tracked changes are read: nothing else is asked for where a reader was told nothing. */
export function trackedOf({ options }: Pick<ImportSource, 'options'>): 'accepted' | 'rejected' {
  return options.tracked ?? 'accepted';
}

/** What is to be known of an article; that changes were tracked is said where it is asked about. */
export function warningsToShow({
  warnings,
  tracked,
}: NonNullable<ArticleItem['reading']>): readonly string[] {
  const said = tracked
    ? (['accepted', 'rejected'] as const).map((each) => trackedSentence(tracked, each))
    : [];
  return warnings.filter((warning) => !said.includes(warning));
}

/** How they are read in all documents, or in each by itself (`null`). */
export function trackedForAll(form: ImportForm): 'accepted' | 'rejected' | null {
  return common(trackedSources(form), trackedOf);
}

function common<T, V>(all: readonly T[], of: (each: T) => V): V | null {
  const [first, ...others] = all;
  if (first === undefined) return null;
  const value = of(first);
  return others.every((each) => of(each) === value) ? value : null;
}

/** How many lines there are and what is wrong with them, as a sentence. */
export function rowsInWords(rows: readonly ImportRow[]): string {
  const count = (filter: RowFilter): number => filteredRows(rows, filter).length;
  const parts = [
    `${grouped(rows.filter(({ isTaken }) => isTaken).length)} of ${grouped(rows.length)} chosen`,
    ...(count('problems') > 0 ? [`${grouped(count('problems'))} with a problem`] : []),
    ...(count('duplicates') > 0 ? [`${grouped(count('duplicates'))} here already`] : []),
    ...(count('versions') > 0 ? [countOf(count('versions'), 'other version')] : []),
  ];
  return `${parts.join(', ')}.`;
}
