import { countOf } from '#core/numbers.ts';

import { BadInput } from '../terminal/problem.ts';
import { describeVersions, findVersions, type ReadArticle } from './text-versions.ts';

/** What people are compared on. */
interface Compared {
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly (ReadArticle & {
    readonly tags: readonly { readonly annotator: string }[];
  })[];
}

/** Articles that are named when they are not compared. */
const SHOWN = 20;

/**
 * Says which articles are there in two versions, and so are not compared. Throws where nothing can be
 * compared at all: figures on nothing would look like an answer.
 */
export function requireComparable(
  { annotators, articles }: Compared,
  /** Whether there is something else to compare than tags. */
  hasOthers = false,
): readonly string[] {
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const common = articles.filter((article) => article.annotators.length > 1);
  const alone = articles.filter((article) => article.annotators.length < annotators.length);
  const versions = findVersions(alone);
  const told = versions.slice(0, SHOWN).map((each) => describeVersions(each, nameOf));
  const more = versions.length - told.length;
  const problems = [
    ...told,
    ...(more > 0 ? [`${countOf(more, 'other article')} is there in two versions, too.`] : []),
    ...(versions.length > 0
      ? [
          'Tags on different versions are not compared. Tag the same text, or import both in the window.',
        ]
      : []),
  ];
  const people = annotators.map(({ name }) => name).join(' and ');
  if (common.length === 0) {
    const counts = annotators.map(
      ({ id, name }) =>
        `${name} has ${countOf(articles.filter((each) => each.annotators.includes(id)).length, 'article')}`,
    );
    throw new BadInput(
      [`${people} have no text in common: ${counts.join(', ')}.`, ...problems].join('\n'),
    );
  }
  if (!hasOthers && common.every(({ tags }) => tags.length === 0)) {
    const are = `${people} have ${countOf(common.length, 'article')} in common, and no tags on ${common.length === 1 ? 'it' : 'them'}.`;
    throw new BadInput([are, ...problems].join('\n'));
  }
  return problems;
}
