import type { Annotation } from '#core/tags/tag.ts';
import { planCodebookEdit } from '#core/codebook/plan-edit.ts';
import { findUnknown } from '#core/codebook/missing-labels.ts';
import type { ReplacedSet } from '#core/exchange/pipeline/merge-sets.ts';
import type { ImportPlan } from '#core/exchange/pipeline/plan-import.ts';
import type { LinkPlan } from '#core/exchange/pipeline/plan-links.ts';
import { mergeAliases } from '#core/people/merge-aliases.ts';
import { countPlaced, type PlacedContent } from '#core/exchange/placing/placed.ts';
import { describePositions } from '#core/exchange/pipeline/sentences.ts';
import type { ImportItem } from '#core/contract/import.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { countOutcomes } from '#core/review/count-outcomes.ts';

import { keyOfArticle, type Home } from './find-homes.ts';
import { textOf, type FoundArticle } from './reading/found-article.ts';
import type { FoundTags } from './reading/found-tags.ts';
import type { MovedVersion } from './join-placed.ts';
import type { HomeCounts } from './library-texts.ts';
import { foldName, type People } from './people.ts';

/**
 * A text that can be an article, as the sheet shows it.
 *
 * @param titles of every article in the library by id
 */
export function describeArticle(
  key: string,
  found: FoundArticle,
  titles: ReadonlyMap<string, string>,
): ImportItem {
  const twin = titles.get(found.id);
  // What is here already may have been taken in so by an older version.
  if (found.isCode !== null && twin === undefined)
    return { type: 'refused', key, name: found.name, reason: found.isCode };
  const text = found.boilerplate.length > 0 ? textOf(found) : '';
  return {
    type: 'article',
    key,
    name: found.name,
    size: found.size,
    encoding: found.source.encoding,
    certainty: found.certainty,
    title: found.title,
    firstLines: found.firstLines,
    length: found.length,
    boilerplate: found.boilerplate.map((span) => ({
      span,
      text: text.slice(span.start, span.end),
      proposed: true,
    })),
    duplicateOf: twin === undefined ? null : { id: found.id, title: twin },
    sameTextAs: null,
    versionOf: null,
    reading: null,
  };
}

type TagsItem = Extract<ImportItem, { type: 'annotations' }>;

/** What a file of tags would do, as the sheet shows it. */
export function describeTags(
  key: string,
  found: FoundTags,
  {
    file,
    plan,
    links,
    versions,
    homes,
    people,
    titles,
    document,
    couldBeSelf,
  }: {
    /** With its tags on the texts that the library has, by people as they are known here. */
    readonly file: PlacedContent;
    readonly plan: ImportPlan;
    readonly links: LinkPlan;
    /** Articles of which the library may have another version, with what would be found there. */
    readonly versions: readonly MovedVersion[];
    readonly homes: readonly HomeWithCounts[];
    /** Those whom the file names, and who they are here. */
    readonly people: Pick<People, 'ids'> & Pick<PlacedContent, 'annotators'>;
    /** Of every article in the library, by id. */
    readonly titles: ReadonlyMap<string, string>;
    readonly document: LibraryDocument;
    readonly couldBeSelf: boolean;
  },
): TagsItem {
  const self = document.annotators.get(document.self);
  const nameOf = (id: string): string =>
    document.annotators.get(id)?.name ??
    file.annotators.find((annotator) => annotator.id === id)?.name ??
    '';
  const { returnFor } = file;
  return {
    type: 'annotations',
    key,
    ...{ name: found.name, size: found.size, format: found.format },
    encodings: found.encodings,
    unknown: describeUnknown(file, document),
    ignored: file.ignored,
    counting: describePositions(file.positions),
    annotators: people.annotators.map(({ id, name }) => {
      const here = people.ids.get(id) ?? id;
      return {
        id,
        // A file cannot speak for the analyst by calling somebody by their name.
        name: name === self?.name && id !== document.self ? `${name} (imported)` : name,
        isSelf: here === document.self,
        tags: countTags(file, here),
        standIn: id === found.standIn.id ? { proposed: found.standIn.proposed } : null,
        takenAs: here === id ? null : { id: here, name: nameOf(here) },
        namesake: findNamesake(people.annotators, { id, name }, document),
        replaces: describeReplaced(plan.replaced.filter(({ annotator }) => annotator === here)),
      };
    }),
    counts: plan.counts,
    decisions: plan.decisions,
    comments: plan.comments,
    ...describeLinks(links, file, document),
    adjudicated: plan.adjudicated,
    returned: plan.returned && {
      from: [
        ...new Set(plan.returned.flatMap(({ decision }) => decision?.reviewer ?? file.from ?? [])),
      ].map(nameOf),
      ...countOutcomes(plan.returned),
      reviewer: file.from,
      articles: plan.returnedIn,
    },
    withdrawn: plan.withdrawn + links.withdrawn,
    contested: plan.contested + links.contested,
    returnForOther: returnFor === null || returnFor === document.self ? null : nameOf(returnFor),
    newArticles: plan.articles
      .filter(({ added, isRestored }) => added !== null || isRestored)
      .map(({ articleId: id }) => ({ id, title: titleOf(file, id) })),
    missingArticles: plan.missing,
    homes: homes.map((home) => describeHome(home, titles)),
    textsBeside: found.textsBeside,
    differing: versions.map(describeVersion),
    refused: plan.refused,
    unplaced: plan.unplaced,
    couldBeSelf,
  };
}

/** What the file says of events and names. */
function describeLinks(
  { families, decisions, withoutPlace }: LinkPlan,
  { aliases }: PlacedContent,
  document: LibraryDocument,
): Pick<TagsItem, 'families' | 'linkDecisions' | 'passagesWithoutPlace' | 'aliases'> {
  return {
    families,
    linkDecisions: decisions,
    passagesWithoutPlace: withoutPlace,
    aliases: mergeAliases([...document.aliases], aliases).length,
  };
}

/** The tags of a file that a text is at hand for. */
export function* tagsIn({ sets }: PlacedContent): Generator<Annotation> {
  for (const set of sets) {
    yield* set.annotations;
    for (const { annotation } of set.misplaced) yield annotation;
  }
}

/** Labels that are named; the others are counted. */
const NAMED = 20;

function describeUnknown(file: PlacedContent, { codebook }: LibraryDocument): TagsItem['unknown'] {
  const { labels, unusable, additions } = findUnknown(codebook, file.codebook, tagsIn(file));
  const planned = planCodebookEdit(codebook, { type: 'add-from', codebook: additions });
  return {
    count: labels.length,
    first: labels.slice(0, NAMED),
    unusable,
    refusal: planned.ok ? null : planned.error,
  };
}

function describeVersion({
  article,
  target,
  placed: found,
}: MovedVersion): TagsItem['differing'][number] {
  const { placed, proposed, orphaned } = countPlaced(found);
  return {
    id: article.id,
    title: article.details.title,
    target: { id: target.id, title: target.details.title },
    placed,
    proposed,
    orphaned,
  };
}

/** An article without a text in the file, where it goes, and what becomes of its tags there. */
export interface HomeWithCounts extends Home {
  readonly counts: HomeCounts | null;
}

function describeHome(
  { article, target, counts, candidates, isUnsought }: HomeWithCounts,
  titles: ReadonlyMap<string, string>,
): TagsItem['homes'][number] {
  return {
    article: keyOfArticle(article),
    title: article.details.title ?? article.details.url ?? article.textName ?? article.place,
    tags: article.tags.length,
    target: target && counts ? { ...target, title: titles.get(target.id) ?? '', ...counts } : null,
    candidates: candidates.filter((id) => titles.has(id)),
    isUnsought,
  };
}

/** Somebody here who has the name of an annotator in a file, and another id. */
function findNamesake(
  inFile: PlacedContent['annotators'],
  { id, name }: { readonly id: string; readonly name: string },
  document: LibraryDocument,
): { readonly id: string; readonly name: string } | null {
  if (document.annotators.has(id)) return null;
  const namesake = [...document.annotators].find(
    (other) => other.id !== document.self && foldName(other.name) === foldName(name),
  );
  const isInFile = inFile.some((other) => other.id === namesake?.id);
  return namesake && !isInFile ? { id: namesake.id, name: namesake.name } : null;
}

function describeReplaced(
  sets: readonly ReplacedSet[],
): TagsItem['annotators'][number]['replaces'] {
  if (sets.length === 0) return null;
  return {
    tags: sets.reduce((sum, { tags }) => sum + tags, 0),
    gone: sets.reduce((sum, { gone }) => sum + gone, 0),
    isOlder: sets.some(({ isOlder }) => isOlder),
  };
}

function titleOf(file: PlacedContent, articleId: string): string {
  return file.articles.find(({ id }) => id === articleId)?.details.title ?? '';
}

/** Tags of an annotator in a file, those that fit no text included. */
function countTags({ sets, withoutText }: PlacedContent, annotator: string): number {
  let count = 0;
  for (const set of sets) {
    if (set.annotator === annotator) count += set.annotations.length + set.misplaced.length;
  }
  for (const { tags } of withoutText) {
    count += tags.filter(({ author }) => author?.id === annotator).length;
  }
  return count;
}
