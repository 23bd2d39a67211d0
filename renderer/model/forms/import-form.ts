// What is chosen in a sheet until it is sent: state, changes, sentences, as functions. Drawing is the
// sheets'; asking the main process is the slices'.
/**
 * What an analyst decides on before files are imported, without the sheet that shows it: the choice
 * for each item, what is sent, and what is said of it.
 */
import type {
  ArticleHome,
  FoundBy,
  ImportDecision,
  ImportItem,
  ImportOutcome,
  ImportPreview,
} from '#core/contract/import.ts';
import { describeDateProblem, readPublished } from '#core/article/published-date.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf, grouped } from '#core/numbers.ts';

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
}

/** The form of the sheet. */
export interface ImportForm {
  readonly items: readonly ImportItem[];
  /** By the item's key; what nobody has touched is not in it. */
  readonly choices: ReadonlyMap<string, ImportChoice>;
  /** Id of an event, `NEW_EVENT`, or empty for none. */
  readonly event: string;
  readonly newEvent: string;
  /** What is so of every article for which nothing else is written. */
  readonly outlet: string;
  readonly published: string;
}

/** The form as it opens. Articles have no event until one is chosen: they may be about anything. */
export function importFormOf({ items }: ImportPreview): ImportForm {
  return { items, choices: new Map(), event: '', newEvent: '', outlet: '', published: '' };
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
  return {
    action:
      item.type === 'refused' || isDamaged || (article && item.duplicateOf) ? 'skip' : 'import',
    title: article ? item.title : '',
    outlet: '',
    author: '',
    url: '',
    published: '',
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
  };
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

/** Decides that all that can come in does, or that nothing does. */
export function withEvery(form: ImportForm, action: ImportChoice['action']): ImportForm {
  const choices = form.items
    .filter((item) => item.type !== 'refused')
    .map((item) => [item.key, { ...choiceOf(form, item), action }] as const);
  return { ...form, choices: new Map(choices) };
}

/** How many things of each kind were found, in words. */
export function itemsInWords(items: readonly ImportItem[]): string {
  const count = (type: ImportItem['type']): number =>
    items.filter((item) => item.type === type).length;
  const [articles, tags, refused] = [count('article'), count('annotations'), count('refused')];
  const here = items.filter((item) => item.type === 'article' && item.duplicateOf).length;
  const parts = [
    ...(articles > 0 ? [countOf(articles, 'article')] : []),
    ...(tags > 0 ? [countOf(tags, 'file of tags', 'files of tags')] : []),
    ...(here > 0 ? [`${here.toLocaleString('en')} of the articles already here`] : []),
    ...(refused > 0 ? [`${countOf(refused, 'file')} that cannot be opened`] : []),
  ];
  return `${parts.join(', ')}.`;
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

/** How an article was found that tags without a text are put on, as a sentence. */
export function foundInWords(by: FoundBy): string {
  switch (by) {
    case 'address':
      return 'Found by its address.';
    case 'file-name':
      return 'Found by its file name.';
    case 'title':
      return 'Found by its title.';
    case 'words':
      return 'Its words stand in it.';
    case 'chosen':
      return 'Chosen by you.';
  }
}

/** That articles of a file have no text there, and what is known of those that they may be here. */
export function homesInWords(homes: readonly ArticleHome[]): string {
  const isOne = homes.length === 1;
  const texts = isOne
    ? 'The text of its article is not in the file'
    : `The texts of ${countOf(homes.length, 'article')} are not in the file`;
  const waiting = homes.filter(({ target }) => target === null);
  if (waiting.length === 0) {
    return `${texts}. ${isOne ? 'Its' : 'Their'} tags go onto ${isOne ? 'an article' : 'articles'} of your library:`;
  }
  const which = (count: number): string =>
    isOne ? 'it' : count === homes.length ? 'them' : `${grouped(count)} of them`;
  const of = (are: (home: ArticleHome) => boolean): number => waiting.filter(are).length;
  const unsought = of(({ isUnsought }) => isUnsought);
  const unsure = of(({ isUnsought, candidates }) => !isUnsought && candidates.length > 0);
  const none = waiting.length - unsought - unsure;
  const found = [
    ...(none > 0 ? [`for ${which(none)} no article of your library was found`] : []),
    ...(unsure > 0
      ? [`for ${which(unsure)} it is not sure which article of your library is meant`]
      : []),
    ...(unsought > 0
      ? [`for ${which(unsought)} the words of tags were not looked for, as there are too many`]
      : []),
  ];
  const listed = new Intl.ListFormat('en').format(found);
  return `${texts}, and ${listed}. Choose one, or open it first; without it the tags are left out.`;
}

/** What becomes of the tags of one article on the text that they are put on. */
export function homeInWords(
  tags: number,
  { placed, proposed, orphaned }: NonNullable<ArticleHome['target']>,
): string {
  return placed === tags
    ? `${tags === 1 ? 'Its tag' : `All ${countOf(tags, 'tag')}`} can be placed.`
    : `Of ${countOf(tags, 'tag')} ${placed} can be placed, ${proposed} with a proposed place, ${orphaned} whose words are nowhere in it.`;
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
      };
  }
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

/** The button that imports, in words. */
export function importButtonInWords(wanted: number, isBusy: boolean): string {
  if (isBusy) return 'Importing…';
  return wanted <= 1 ? 'Import' : `Import ${wanted}`;
}

/** What has come in, in the words of the status bar. */
export function importedInWords(
  wanted: readonly ImportItem[],
  { imported, codebookVersion }: Pick<ImportOutcome, 'imported' | 'codebookVersion'>,
): string {
  const tagFiles = wanted.filter((item) => item.type === 'annotations');
  const articles =
    wanted.length -
    tagFiles.length +
    tagFiles.reduce((sum, { newArticles }) => sum + newArticles.length, 0);
  const tags = imported.reduce((sum, each) => sum + each.tags, 0);
  const families = tagFiles.reduce((sum, item) => sum + item.families.new, 0);
  const decisions = tagFiles.reduce(
    (sum, item) => sum + item.decisions.new + item.linkDecisions.new,
    0,
  );
  const comments = tagFiles.reduce((sum, item) => sum + item.comments.new, 0);
  const parts = [
    ...(articles > 0 ? [countOf(articles, 'article')] : []),
    ...(tagFiles.length > 0 ? [countOf(tags, 'new tag')] : []),
    ...(families > 0 ? [countOf(families, 'family', 'families')] : []),
    ...(decisions > 0 ? [countOf(decisions, 'decision')] : []),
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
  ];
  const contested = tagFiles.reduce((sum, item) => sum + item.contested, 0);
  const more = [
    ...(contested > 0 ? [` ${contestedInWords(contested)}`] : []),
    ...(codebookVersion === null
      ? []
      : [` Their labels were added to the codebook, now version ${codebookVersion}.`]),
  ].join('');
  return `Imported ${parts.join(', ')}.${more}`;
}

/** That decisions of one's own are contested, as a sentence. */
export function contestedInWords(count: number): string {
  return `${countOf(count, 'decision')} of yours ${count === 1 ? 'is' : 'are'} contested and open again.`;
}

/** What becomes of the set that is here already, as sentences. */
export function replacedInWords({
  tags,
  gone,
  isOlder,
}: NonNullable<AnnotationsItem['annotators'][number]['replaces']>): string {
  const parts = [`They take the place of the ${countOf(tags, 'tag')} here.`];
  if (gone > 0) parts.push(`${gone} of those are not in this file.`);
  if (isOlder) parts.push('This file is older than what is here.');
  return parts.join(' ');
}
