// What is chosen in a sheet until it is sent: state, changes, sentences, as functions. Drawing is the
// sheets'; asking the main process is the slices'.
/**
 * What an analyst decides on before files are imported, without the sheet that shows it: the choice
 * for each item, what is sent, and what is said of it.
 */
import type {
  ImportDecision,
  ImportItem,
  ImportPreview,
  ImportSource,
  RereadSource,
} from '#core/contract/import.ts';
import { describeDateProblem, readPublished } from '#core/article/published-date.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Detail, ReadOptions } from '#core/sources/reading.ts';

import { NEW_EVENT, textOf } from './article-form.ts';

export type ArticleItem = Extract<ImportItem, { type: 'article' }>;
export type AnnotationsItem = Extract<ImportItem, { type: 'annotations' }>;
export type RefusedItem = Extract<ImportItem, { type: 'refused' }>;

/** With more files than these each article is one line until somebody wants more of it. */
export const MANY = 12;

/** With more articles than these each is one line of a table. */
const TABLE = 3;

/** What is decided on one item. */
export interface ImportChoice {
  readonly action: 'import' | 'skip';
  readonly title: string;
  readonly outlet: string;
  readonly author: string;
  readonly url: string;
  readonly published: string;
  /** Indexes of the lines that are marked as boilerplate. */
  readonly boilerplate: readonly number[];
  readonly isSelf: boolean;
  /** Ids of the file's annotators who are the same person as somebody of their name here. */
  readonly namesakes: readonly string[];
  /** Ids of the file's articles whose tags are to be looked for in the version that is here. */
  readonly onto: readonly string[];
  /** Who made the tags that the file names nobody for: id of somebody known here, empty for another. */
  readonly madeBy: string;
  /** What that other one is called. */
  readonly annotatorName: string;
  /** Ids of the file's annotators whose tags are kept beside those here. */
  readonly apart: readonly string[];
  /** What the analyst chose for articles without a text: by `article`, the id of one here or none. */
  readonly homes: ReadonlyMap<string, string | null>;
  /** Whether the codebook gets what it lacks. */
  readonly addUnknown: boolean;
  readonly addAliases: boolean;
  /** Which blocks of a page or document are its text, with their words; `null` while as it was read. */
  readonly kept: { readonly indexes: readonly number[]; readonly words: number } | null;
  /** Whether it comes in as a version of the article that it is like. */
  readonly isVersion: boolean;
}

/** The form of the sheet. */
export interface ImportForm {
  readonly items: readonly ImportItem[];
  /** What items were read out of. */
  readonly sources: readonly ImportSource[];
  /** By the item's key; what nobody has touched is not in it. */
  readonly choices: ReadonlyMap<string, ImportChoice>;
  /** Id of an event, `NEW_EVENT`, or empty for none. */
  readonly event: string;
  readonly newEvent: string;
  /** What is so of every article for which nothing else is written. */
  readonly outlet: string;
  readonly published: string;
}

/**
 * The form as it opens. Articles have no event until one is chosen: they may be about anything. Only other
 * versions of articles begin in the event of these, where all are in one.
 * @param eventOf id of the event of an article that is here, if it has one
 */
export function importFormOf(
  { items, sources }: ImportPreview,
  eventOf: (articleId: string) => string | null = () => null,
): ImportForm {
  const events = new Set(
    items.flatMap((item) => {
      if (item.type !== 'article') return [];
      const target = item.versionOf?.target;
      return [target && 'id' in target ? (eventOf(target.id) ?? '') : ''];
    }),
  );
  const [first = ''] = events;
  const forAll = {
    event: events.size === 1 ? first : '',
    ...{ newEvent: '', outlet: '', published: '' },
  };
  return { items, sources, choices: new Map(), ...forAll };
}

/** How many articles could come in. */
export function articlesIn({ items }: Pick<ImportForm, 'items'>): number {
  return items.filter((item) => item.type === 'article').length;
}

/** Whether each article is one line. */
export function isTable(form: Pick<ImportForm, 'items'>): boolean {
  return articlesIn(form) > TABLE || form.items.length > MANY;
}

const firstChoices = new WeakMap<ImportItem, ImportChoice>();

/** The same for the same item, so that what is drawn of it need not be drawn again. */
function firstChoice(item: ImportItem): ImportChoice {
  const made = firstChoices.get(item) ?? makeFirstChoice(item);
  firstChoices.set(item, made);
  return made;
}

function makeFirstChoice(item: ImportItem): ImportChoice {
  const article = item.type === 'article';
  // What cannot be read whole is not taken unless somebody says so.
  const isDamaged = article && item.certainty.type === 'damaged';
  const standIn = item.type === 'annotations' ? standInOf(item) : undefined;
  const read = article ? item.reading?.details : undefined;
  return {
    action:
      item.type === 'refused' || isDamaged || (article && isDuplicate(item)) ? 'skip' : 'import',
    title: article ? item.title : '',
    outlet: read?.outlet?.value ?? '',
    author: read?.author?.value ?? '',
    url: read?.url?.value ?? '',
    published: dateOf(read?.published),
    boilerplate: article
      ? item.boilerplate.flatMap((each, index) => (each.proposed ? [index] : []))
      : [],
    isSelf: false,
    namesakes: [],
    onto: [],
    madeBy: standIn?.takenAs?.id ?? '',
    annotatorName: standIn?.standIn?.proposed ?? '',
    apart: [],
    homes: new Map(),
    addUnknown: false,
    addAliases: false,
    kept: null,
    isVersion: article && item.versionOf !== null,
  };
}

/** Whether exactly its text is here, or in a file before it. */
export function isDuplicate(item: ArticleItem): boolean {
  return item.duplicateOf !== null || item.sameTextAs !== null;
}

/** Length of a day in ISO 8601. */
const DAY = 10;

/** The day of an article in ISO 8601; as its file writes it where that is a date to us, else none. */
function dateOf(read: Detail | undefined): string {
  const isDate = (written: string | undefined) =>
    written !== undefined && readPublished(written).ok;
  // The receipt keeps the moment; an article is of a day.
  return [read?.iso?.slice(0, DAY), read?.value].find(isDate) ?? '';
}

/** The one whom a file does not name; `undefined` where it names everybody. */
export function standInOf(
  item: AnnotationsItem,
): AnnotationsItem['annotators'][number] | undefined {
  return item.annotators.find(({ standIn }) => standIn !== null);
}

/** What is decided on an item, or proposed while nothing has been. */
export function choiceOf(form: ImportForm, item: ImportItem): ImportChoice {
  return form.choices.get(item.key) ?? firstChoice(item);
}

/** Decides on an item. */
export function withChoice(
  form: ImportForm,
  item: ImportItem,
  patch: Partial<ImportChoice>,
): ImportForm {
  const choice = { ...choiceOf(form, item), ...patch };
  return { ...form, choices: new Map(form.choices).set(item.key, choice) };
}

/** Decides the same on several items. */
export function withChoices(
  form: ImportForm,
  items: readonly ImportItem[],
  patch: Partial<ImportChoice>,
): ImportForm {
  const choices = new Map(form.choices);
  for (const item of items) choices.set(item.key, { ...choiceOf(form, item), ...patch });
  return { ...form, choices };
}

/** Decides that all that can come in does, or that nothing does. */
export function withEvery(form: ImportForm, action: ImportChoice['action']): ImportForm {
  const items = form.items.filter((item) => item.type !== 'refused');
  return withChoices(form, items, { action });
}

/** Takes over the same bytes read differently: what the analyst decided stays. */
export function withRedecoded(
  form: ImportForm,
  before: ArticleItem,
  after: ArticleItem,
): ImportForm {
  const choice = choiceOf(form, before);
  const old = firstChoice(before);
  const fresh = firstChoice(after);
  const items = form.items.map((each) => (each.key === before.key ? after : each));
  return withChoice({ ...form, items }, after, {
    ...choice,
    action: old.action === fresh.action ? choice.action : fresh.action,
    title: choice.title === old.title ? fresh.title : choice.title,
    boilerplate: fresh.boilerplate,
  });
}

/** How a file is to be read, shown from when that was asked for. */
export function withOptions(form: ImportForm, key: string, options: ReadOptions): ImportForm {
  const sources = form.sources.map((each) => (each.key === key ? { ...each, options } : each));
  return { ...form, sources };
}

/** Takes over what a file was read as in another way: of each article what was written of it stays. */
export function withReread(form: ImportForm, { source, items }: RereadSource): ImportForm {
  const isOld = (item: ImportItem): boolean => sourceKeyOf(item) === source.key;
  const old = form.items.filter(isOld);
  const at = form.items.findIndex(isOld);
  const rest = form.items.filter((item) => !isOld(item));
  const place = at < 0 ? rest.length : at;
  const choices = new Map(form.choices);
  for (const { key } of old) choices.delete(key);
  const keys = new Map(
    old.map((before) => [before.key, items.find((each) => isSameArticle(before, each))?.key]),
  );
  const others = rest.map((item) => withTarget(item, keys));
  const reread: ImportForm = {
    ...form,
    choices,
    items: [...others.slice(0, place), ...items, ...others.slice(place)],
    sources: form.sources.map((each) => (each.key === source.key ? source : each)),
  };
  return items.reduce((now, item) => {
    const before = old.find((each) => isSameArticle(each, item));
    return before ? withChoice(now, item, writtenIn(form, before)) : now;
  }, reread);
}

/** Another version of what was read again is one of what that is now; of what is gone it is none. */
function withTarget(item: ImportItem, keys: ReadonlyMap<string, string | undefined>): ImportItem {
  if (item.type !== 'article' || !item.versionOf) return item;
  const { target } = item.versionOf;
  if ('id' in target || !keys.has(target.key)) return item;
  const key = keys.get(target.key);
  return { ...item, versionOf: key === undefined ? null : { ...item.versionOf, target: { key } } };
}

/** Key of what an item was read out of; `undefined` for a plain text and for tags. */
export function sourceKeyOf(item: ImportItem): string | undefined {
  if (item.type === 'article') return item.reading?.source;
  return item.type === 'refused' ? item.source : undefined;
}

function isSameArticle(a: ImportItem, b: ImportItem): boolean {
  return a.type === 'article' && b.type === 'article' && a.reading?.item === b.reading?.item;
}

/** What an item is now that its file may have been read again; `undefined` where it is gone. */
export function itemNow({ items }: Pick<ImportForm, 'items'>, item: ImportItem) {
  const source = sourceKeyOf(item);
  return (
    items.find(({ key }) => key === item.key) ??
    items.find(
      (each) => source !== undefined && sourceKeyOf(each) === source && isSameArticle(each, item),
    )
  );
}

const WRITTEN = ['title', 'outlet', 'author', 'url', 'published'] as const;

/** What the analyst wrote of an article. */
function writtenIn(form: ImportForm, item: ImportItem): Partial<ImportChoice> {
  const [choice, first] = [choiceOf(form, item), firstChoice(item)];
  return Object.fromEntries(
    WRITTEN.flatMap((name) => (choice[name] === first[name] ? [] : [[name, choice[name]]])),
  );
}

/** Takes over what the same file would do as it was decided now. */
export function withReconsidered(form: ImportForm, after: AnnotationsItem): ImportForm {
  const before = form.items.find(({ key }) => key === after.key);
  if (!before) return form;
  const items = form.items.map((each) => (each === before ? after : each));
  return withChoice({ ...form, items }, after, choiceOf(form, before));
}

/** A list with an entry put last or taken out. */
export function listWith<T>(list: readonly T[], entry: T, isIn: boolean): readonly T[] {
  const rest = list.filter((each) => each !== entry);
  return isIn ? [...rest, entry] : rest;
}

/** The items that come in. */
export function wantedItems(form: ImportForm): readonly (ArticleItem | AnnotationsItem)[] {
  return form.items
    .filter((item) => item.type !== 'refused')
    .filter((item) => choiceOf(form, item).action === 'import');
}

/** Tags of one's own that are to come along to later versions. */
export function tagsOnEarlier(form: ImportForm): number {
  return wantedItems(form).reduce(
    (sum, item) =>
      item.type === 'article' && choiceOf(form, item).isVersion
        ? sum + (item.versionOf?.tags ?? 0)
        : sum,
    0,
  );
}

/** What is sent: one decision for each item, in their order. */
export function importDecisions(form: ImportForm): ImportDecision[] {
  const event = chosenEvent(form);
  return form.items.map((item) => decisionOn(item, withShared(form, choiceOf(form, item)), event));
}

/** What is written of one article, and of all where nothing else is. */
function withShared(form: ImportForm, choice: ImportChoice): ImportChoice {
  return {
    ...choice,
    outlet: textOf(choice.outlet) ?? form.outlet,
    published: textOf(choice.published) ?? form.published,
  };
}

function chosenEvent({ event, newEvent }: ImportForm): NonNullable<ImportDecision['event']> | null {
  if (event !== NEW_EVENT) return event === '' ? null : { id: event };
  return textOf(newEvent) === null ? null : { title: newEvent.trim() };
}

/** What is decided on an annotations item alone. */
export function decisionOf(form: ImportForm, item: AnnotationsItem): ImportDecision {
  return decisionOn(item, choiceOf(form, item), chosenEvent(form));
}

function sameAsOf(
  { annotators }: AnnotationsItem,
  { namesakes, madeBy }: ImportChoice,
): NonNullable<ImportDecision['sameAs']> {
  return annotators.flatMap(({ id, namesake, standIn }) => {
    if (standIn) return madeBy === '' ? [] : [{ annotator: id, knownAs: madeBy }];
    return namesake && namesakes.includes(id) ? [{ annotator: id, knownAs: namesake.id }] : [];
  });
}

function ontoOf(
  { homes, differing }: AnnotationsItem,
  choice: ImportChoice,
): NonNullable<ImportDecision['onto']> {
  const put = homes.flatMap(({ article, target }) => {
    const chosen = choice.homes.get(article);
    const id = chosen === undefined ? target?.id : chosen;
    return typeof id === 'string' ? [{ article, target: id }] : [];
  });
  const moved = differing.flatMap(({ id, target }) =>
    choice.onto.includes(id) ? [{ article: id, target: target.id }] : [],
  );
  return [...put, ...moved];
}

function decisionOn(
  item: ImportItem,
  choice: ImportChoice,
  event: ReturnType<typeof chosenEvent>,
): ImportDecision {
  const { key } = item;
  const { action } = choice;
  switch (item.type) {
    case 'refused':
      return { key, action: 'skip' };
    case 'annotations': {
      const { isSelf, addUnknown, addAliases, annotatorName, apart } = choice;
      return {
        ...{ key, action, isSelf, addUnknown, addAliases },
        sameAs: sameAsOf(item, choice),
        ...(standInOf(item) ? { annotatorName } : {}),
        ...(apart.length > 0 ? { apart: [...apart] } : {}),
        onto: ontoOf(item, choice),
      };
    }
    case 'article':
      return {
        key,
        action,
        details: {
          title: textOf(choice.title) ?? item.title,
          outlet: textOf(choice.outlet),
          author: textOf(choice.author),
          url: textOf(choice.url),
          published: textOf(choice.published),
        },
        event,
        boilerplate: [...choice.boilerplate],
        ...(choice.kept ? { kept: [...choice.kept.indexes] } : {}),
        ...(choice.isVersion && item.versionOf ? { asVersionOf: item.versionOf.target } : {}),
      };
  }
}

/** That nothing of a page or document would come in; `null` where all that is wanted has words. */
export function emptyInWords(form: ImportForm): string | null {
  const empty = wantedItems(form).find((item) => choiceOf(form, item).kept?.indexes.length === 0);
  if (!empty) return null;
  return `Nothing of ${showHidden(empty.name)} is in its text. Put a block back, or leave the file out.`;
}

/** What is wrong with the first date that was written for an article to be imported; `null` if nothing. */
export function wrongDateInWords(form: ImportForm): string | null {
  const forAll = textOf(form.published);
  const shared = forAll === null ? null : readPublished(forAll);
  if (forAll !== null && shared && !shared.ok)
    return `The date of all, “${forAll}”: ${describeDateProblem(shared.error)}`;
  for (const item of wantedItems(form)) {
    const written = item.type === 'article' ? textOf(choiceOf(form, item).published) : null;
    const read = written === null ? null : readPublished(written);
    if (read && !read.ok) {
      return `The date of ${showHidden(item.name)}, “${written}”: ${describeDateProblem(read.error)}`;
    }
  }
  return null;
}

/** Names of other annotators who have tags in more than one file. */
export function namesTwice(items: readonly ImportItem[]): string[] {
  const files = new Map<string, { readonly name: string; readonly count: number }>();
  for (const item of items) {
    if (item.type !== 'annotations') continue;
    for (const each of item.annotators) {
      const { id, name } = each.takenAs ?? each;
      const count = (files.get(id)?.count ?? 0) + 1;
      if (!each.isSelf && each.tags > 0) files.set(id, { name, count });
    }
  }
  return [...files.values()].filter(({ count }) => count > 1).map(({ name }) => name);
}
