/** What the sheet and the status bar say of files that are opened. */
import type { ArticleHome, FoundBy, ImportItem, ImportOutcome } from '#core/contract/import.ts';
import { countOf, grouped } from '#core/numbers.ts';

import type { AnnotationsItem } from './import-form.ts';

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

/** The button that imports, in words. */
export function importButtonInWords(wanted: number, isBusy: boolean): string {
  if (isBusy) return 'Importing…';
  return wanted <= 1 ? 'Import' : `Import ${wanted}`;
}

/** What has come in, in the words of the status bar. */
export function importedInWords(
  wanted: readonly ImportItem[],
  { imported, codebookVersion }: Pick<ImportOutcome, 'imported' | 'codebookVersion'>,
  /** Tags of one's own on the articles that others came in as versions of. */
  onEarlier = 0,
): string {
  const tagFiles = wanted.filter((item) => item.type === 'annotations');
  // An article may come in by itself as well as with tags on it, and in several people's files.
  const alone = new Set(imported.map(({ articleId }) => articleId));
  const withTags = new Set(
    tagFiles.flatMap(({ newArticles }) =>
      newArticles.flatMap(({ id }) => (alone.has(id) ? [] : id)),
    ),
  );
  const articles = wanted.length - tagFiles.length + withTags.size;
  const tagsOf = (isArticle: boolean): number =>
    imported
      .filter(({ articleId }) => (articleId !== null) === isArticle)
      .reduce((sum, each) => sum + each.tags, 0);
  const tags = tagsOf(false);
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
  const followed = imported.reduce((sum, each) => sum + each.families, 0);
  const contested = tagFiles.reduce((sum, item) => sum + item.contested, 0);
  const more = [
    ...(onEarlier > 0 ? [` ${carriedInWords(tagsOf(true), onEarlier)}`] : []),
    ...(followed > 0 ? [` ${followedInWords(followed)}`] : []),
    ...(contested > 0 ? [` ${contestedInWords(contested)}`] : []),
    ...(codebookVersion === null
      ? []
      : [` Their labels were added to the codebook, now version ${codebookVersion}.`]),
  ].join('');
  return `Imported ${parts.join(', ')}.${more}`;
}

/** What became of one's own tags on a later version of a text, as a sentence. */
function carriedInWords(carried: number, all: number): string {
  const rest = all - carried;
  const first = `${grouped(carried)} of your ${countOf(all, 'tag')} carried over to the new version`;
  if (rest <= 0) return `${first}.`;
  return `${first}; ${grouped(rest)} ${rest === 1 ? 'waits' : 'wait'} in Review for a place.`;
}

/** That families of one's own have passages of the new version as well, as a sentence. */
function followedInWords(count: number): string {
  const [families, have] = [countOf(count, 'family', 'families'), count === 1 ? 'has' : 'have'];
  return `${families} of yours in Compare ${have} the words of the new version as well.`;
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
