// What is chosen in a sheet until it is sent: state, changes, sentences, as functions. Drawing is the
// sheets'; asking the main process is the slices'.
/**
 * What an analyst decides on before files are imported, without the sheet that shows it: the choice
 * for each item, what is sent, and what is said of it.
 */
import type {
  ImportDecision,
  ImportItem,
  ImportOutcome,
  ImportPreview,
} from '#core/contract/import.ts';
import { countOf } from '#core/numbers.ts';

import { NEW_EVENT, textOf } from './article-form.ts';

export type ArticleItem = Extract<ImportItem, { type: 'article' }>;
export type AnnotationsItem = Extract<ImportItem, { type: 'annotations' }>;
export type RefusedItem = Extract<ImportItem, { type: 'refused' }>;

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
  /** Whether the codebook gets what it lacks. */
  readonly addUnknown: boolean;
}

/** The form of the sheet. */
export interface ImportForm {
  readonly items: readonly ImportItem[];
  /** By the item's key; what nobody has touched is not in it. */
  readonly choices: ReadonlyMap<string, ImportChoice>;
  /** Id of an event, `NEW_EVENT`, or empty for none. */
  readonly event: string;
  readonly newEvent: string;
}

/** The form as it opens; articles go to the first event. */
export function importFormOf(preview: ImportPreview, firstEvent: string | undefined): ImportForm {
  return { items: preview.items, choices: new Map(), event: firstEvent ?? '', newEvent: '' };
}

function firstChoice(item: ImportItem): ImportChoice {
  const article = item.type === 'article';
  return {
    action: item.type === 'refused' || (article && item.duplicateOf) ? 'skip' : 'import',
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
    // An article without a text can come in no other way.
    onto:
      item.type === 'annotations'
        ? item.differing.flatMap(({ id, hasText }) => (hasText ? [] : [id]))
        : [],
    addUnknown: false,
  };
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
  return form.items.map((item) => decisionOn(item, choiceOf(form, item), event));
}

function chosenEvent({ event, newEvent }: ImportForm): NonNullable<ImportDecision['event']> | null {
  if (event !== NEW_EVENT) return event === '' ? null : { id: event };
  return textOf(newEvent) === null ? null : { title: newEvent.trim() };
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
      const sameAs = item.annotators.flatMap(({ id, namesake }) =>
        namesake && choice.namesakes.includes(id) ? [{ annotator: id, knownAs: namesake.id }] : [],
      );
      const onto = item.differing.flatMap(({ id, target }) =>
        choice.onto.includes(id) ? [{ article: id, target: target.id }] : [],
      );
      const { isSelf, addUnknown } = choice;
      return { key, action, isSelf, addUnknown, sameAs, onto };
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

/** Names of other annotators who have tags in more than one file. */
export function namesTwice(items: readonly ImportItem[]): string[] {
  const files = new Map<string, { readonly name: string; readonly count: number }>();
  for (const item of items) {
    if (item.type !== 'annotations') continue;
    for (const { id, name, isSelf, tags } of item.annotators) {
      if (!isSelf && tags > 0) files.set(id, { name, count: (files.get(id)?.count ?? 0) + 1 });
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
  const decisions = tagFiles.reduce((sum, item) => sum + item.decisions.new, 0);
  const comments = tagFiles.reduce((sum, item) => sum + item.comments.new, 0);
  const parts = [
    ...(articles > 0 ? [countOf(articles, 'article')] : []),
    ...(tagFiles.length > 0 ? [countOf(tags, 'new tag')] : []),
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
