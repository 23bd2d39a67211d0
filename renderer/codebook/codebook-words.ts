import type { Attribute } from '#core/codebook/codebook.ts';
import type { CodebookDifference } from '#core/codebook/compare.ts';
import type { TagUse } from '#core/codebook/usage.ts';
import { countOf } from '#core/numbers.ts';

/** What an attribute holds, in words. */
export const KIND_NAMES: Readonly<Record<Attribute['type'], string>> = {
  enum: 'One of several values',
  entity: 'A name',
  text: 'Free text',
};

/** Whether nothing is lost when something of the codebook goes. */
export function isUnused({ own, others }: TagUse): boolean {
  return own + others === 0;
}

/** `12 tags, 4 of others`; absence in words. */
export function tagsInWords({ own, others }: TagUse): string {
  if (own === 0) return others === 0 ? 'not used' : `${countOf(others, 'tag')} of others`;
  return others === 0 ? countOf(own, 'tag') : `${countOf(own, 'tag')}, ${others} of others`;
}

/** What becomes of tags when something that they have is deleted, as sentences. */
export function lossInWords(use: TagUse, what: 'value' | 'attribute'): string {
  const { own, others } = use;
  const mine =
    own === 0
      ? ''
      : `${ownInWords(use)} ${own === 1 ? 'loses' : 'lose'} this ${what}, which stays with ${own === 1 ? 'it' : 'them'}, set aside. `;
  return `${mine}${othersInWords(others)}One undo step.`;
}

/** What becomes of tags when their value is merged into another one, as sentences. */
export function mergeInWords(use: TagUse): string {
  const { own, others } = use;
  return `${ownInWords(use)} ${own === 1 ? 'gets' : 'get'} the other value. ${othersInWords(others)}One undo step.`;
}

/** What becomes of tags when their category is deleted: the words before the choice of another. */
export function recategorizedInWords(use: TagUse): string {
  if (use.own === 0) return 'None of your tags has this category.';
  return `${ownInWords(use)} ${use.own === 1 ? 'becomes' : 'become'}`;
}

/** That nothing happens to the tags of others, where there are any. */
export function othersInWords(others: number): string {
  if (others === 0) return '';
  return `${countOf(others, 'tag')} of others ${others === 1 ? 'stays as it is' : 'stay as they are'}. `;
}

function ownInWords({ own, articles }: TagUse): string {
  return `${countOf(own, 'tag')} in ${countOf(articles, 'article')}`;
}

/** How many tags would be without a category, and what becomes of them. */
export function orphansInWords(removed: CodebookDifference['removedCategories']): string {
  const own = removed.reduce((sum, each) => sum + each.own, 0);
  const others = removed.reduce((sum, each) => sum + each.others, 0);
  if (own + others === 0) return 'No tag has them.';
  const whose = [
    ...(own > 0 ? [`${countOf(own, 'tag')} of yours`] : []),
    ...(others > 0 ? [`${countOf(others, 'tag')} of others`] : []),
  ].join(' and ');
  return `${whose} would be without a category of the codebook. They stay; the category can be added again, or another one given to them.`;
}

/** What becomes of the values that nothing in the codebook describes any more. */
export function setAsideInWords(removed: CodebookDifference['removed']): string {
  const aside = removed.reduce((sum, { own }) => sum + own, 0);
  return aside === 0
    ? 'None of your tags uses them.'
    : `${countOf(aside, 'value')} of your tags ${aside === 1 ? 'is' : 'are'} set aside; nothing is lost.`;
}

/** Names from a list that is separated by commas, at most `limit` of them. */
export function namesOf(list: string, limit: number): string[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .slice(0, limit);
}
