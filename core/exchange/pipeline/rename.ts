import type { Annotation } from '../../tags/tag.ts';
import type { Comment } from '../../review/comment.ts';
import {
  compareReferences,
  referenceOf,
  type DecidedTag,
  type Decision,
  type TagReference,
} from '../../review/decision.ts';
import type { Family } from '../../event/records.ts';
import type { ExchangeLinks } from '../content/content.ts';
import type { PlacedContent } from '../placing/placed.ts';

/** Somebody in a file, and the id that they get instead. */
interface SameAs {
  readonly annotator: string;
  readonly knownAs: string;
}

/**
 * The ids that annotators of a file get. Somebody who is not known here, or whom the file has under
 * both ids, keeps the one that they have.
 */
export function newIds(
  file: Pick<PlacedContent, 'annotators'>,
  sameAs: readonly SameAs[],
  known: { has(id: string): boolean },
): Map<string, string> {
  const inFile = new Set(file.annotators.map(({ id }) => id));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { annotator, knownAs } of sameAs) {
    const isFree = known.has(knownAs) && !inFile.has(knownAs) && !taken.has(knownAs);
    if (!isFree || !inFile.has(annotator)) continue;
    names.set(annotator, knownAs);
    taken.add(knownAs);
  }
  return names;
}

/** The same file with annotators under other ids. */
export function renameAnnotators(
  file: PlacedContent,
  names: ReadonlyMap<string, string>,
): PlacedContent {
  if (names.size === 0) return file;
  const idOf = (id: string): string => names.get(id) ?? id;
  return rewrite(file, idOf, (annotation) => ({
    ...annotation,
    creator: idOf(annotation.creator),
  }));
}

/** The same file with something else in its tags, also where decisions speak of them. */
export function changeTags(
  file: PlacedContent,
  tag: (annotation: Annotation) => Annotation,
): PlacedContent {
  return rewrite(file, (id) => id, tag);
}

function rewrite(
  file: PlacedContent,
  idOf: (annotator: string) => string,
  tag: (annotation: Annotation) => Annotation,
): PlacedContent {
  const reference = ({ annotator, id }: TagReference): TagReference => ({
    annotator: idOf(annotator),
    id,
  });
  const decided = ({ annotator, annotation }: DecidedTag): DecidedTag => ({
    annotator: idOf(annotator),
    annotation: tag(annotation),
  });
  const decision = (given: Decision): Decision => ({
    ...given,
    about: given.about
      .map(decided)
      .sort((a, b) => compareReferences(referenceOf(a), referenceOf(b))),
    kept: given.kept.map(reference).sort(compareReferences),
    edited: given.edited && tag(given.edited),
    rule:
      given.rule?.type === 'of-annotator'
        ? { ...given.rule, annotator: idOf(given.rule.annotator) }
        : given.rule,
    reviewer: idOf(given.reviewer),
  });
  const comment = (given: Comment): Comment => ({
    ...given,
    author: idOf(given.author),
    about:
      given.about.type === 'tag' ? { type: 'tag', tag: reference(given.about.tag) } : given.about,
  });
  return {
    ...file,
    returnFor: file.returnFor === null ? null : idOf(file.returnFor),
    from: file.from === null ? null : idOf(file.from),
    annotators: file.annotators.map((annotator) => ({ ...annotator, id: idOf(annotator.id) })),
    sets: file.sets.map((set) => ({
      ...set,
      annotator: idOf(set.annotator),
      annotations: set.annotations.map(tag),
      misplaced: set.misplaced.map((each) => ({ ...each, annotation: tag(each.annotation) })),
    })),
    withoutText: file.withoutText.map((article) => ({
      ...article,
      ...(article.annotators ? { annotators: article.annotators.map(idOf) } : {}),
      tags: article.tags.map(({ author, ...each }) => ({
        ...each,
        author: author && { ...author, id: author.id === null ? null : idOf(author.id) },
      })),
    })),
    reviews: file.reviews.map((review) => ({
      ...review,
      decisions: review.decisions.map(decision),
      comments: review.comments.map(comment),
    })),
    members: file.members.map((member) => ({ ...member, annotation: tag(member.annotation) })),
    links: file.links.map((links) => renameInLinks(links, idOf)),
    aliases: file.aliases.map((alias) => ({ ...alias, creator: idOf(alias.creator) })),
  };
}

function renameInLinks(links: ExchangeLinks, idOf: (annotator: string) => string): ExchangeLinks {
  const made = <T extends { readonly creator: string }>(record: T): T => ({
    ...record,
    creator: idOf(record.creator),
  });
  const family = (given: Family): Family => ({
    ...made(given),
    renderings: given.renderings.map((each) => ({
      ...each,
      tag: each.tag && { ...each.tag, annotator: idOf(each.tag.annotator) },
    })),
  });
  return {
    event: links.event,
    families: links.families.map(family),
    refusals: links.refusals.map(made),
    findingWords: links.findingWords.map(made),
    coverage: links.coverage.map(made),
    linkDecisions: links.linkDecisions.map((decision) => ({
      ...decision,
      about: decision.about.map(family),
      result: decision.result && family(decision.result),
      reviewer: idOf(decision.reviewer),
    })),
  };
}
