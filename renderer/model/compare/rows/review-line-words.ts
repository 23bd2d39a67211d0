// A difference between two people's families in words, for the list, the sentence above it and for ears.
import type { Family } from '#core/event/records.ts';
import type { LinkDifference, LinkItem } from '#core/review/links/items.ts';
import { countOf } from '#core/numbers.ts';

import type { ReviewLine } from './review-lines.ts';

/** What differs, in a few words. */
export function differenceInShort(item: LinkItem, difference: LinkDifference): string {
  const { mine, theirs, more, fewer } = item;
  switch (difference) {
    case 'only-theirs':
      return 'not linked by me';
    case 'only-mine':
      return 'only mine';
    case 'split':
      return `split in ${theirs.length}`;
    case 'joined':
      return `${mine.length} joined`;
    case 'more':
      return `${more.length} more`;
    case 'fewer':
      return `${fewer.length} fewer`;
    case 'base':
      return 'other base';
    case 'relation':
      return 'other relation';
    case 'class':
      return 'other class';
  }
}

/** What the colleague did otherwise, to follow their name. */
function differenceInLong(item: LinkItem, difference: LinkDifference): string {
  const { mine, theirs, more, fewer } = item;
  switch (difference) {
    case 'only-theirs':
      return 'has linked what you have not';
    case 'only-mine':
      return 'has not linked this';
    case 'split':
      return `has in ${countOf(theirs.length, 'family', 'families')} what you have linked`;
    case 'joined':
      return `has linked what you have in ${countOf(mine.length, 'family', 'families')}`;
    case 'more':
      return `has ${countOf(more.length, 'passage')} that you have not linked here`;
    case 'fewer':
      return `lacks ${countOf(fewer.length, 'passage')} of yours`;
    case 'base':
      return 'compares with another base';
    case 'relation':
      return 'gives another relation';
    case 'class':
      return 'gives another class';
  }
}

/** Everything that a colleague did otherwise, as a sentence. */
export function differenceSentence(item: LinkItem, name: string): string {
  const said = item.differences.map((difference) => differenceInLong(item, difference));
  return `${name} ${said.join('; ')}.`;
}

/** What a family is called: its name, else the words of its base. */
export function familyLabel({ label, base, renderings }: Family): string {
  const given = renderings.find(({ id }) => id === base) ?? renderings[0];
  return label === '' ? (given?.fragments.map(({ exact }) => exact).join(' … ') ?? '') : label;
}

/** What a line is called. */
export function reviewLabel(line: ReviewLine): string {
  const [family] = line.type === 'theirs' ? line.item.theirs : line.decision.about;
  return family ? familyLabel(family) : '';
}

/** What has been said of a line, with its sign; `null` where nothing has. */
export function reviewVerdict(line: ReviewLine): { sign: string; words: string } | null {
  if (line.type === 'returned') {
    if (line.answer?.verdict === 'reject') return { sign: '↯', words: 'contested' };
    if (line.answer?.verdict === 'accept') return { sign: '✓', words: 'agreed' };
    return line.answer ? { sign: '…', words: 'put off' } : null;
  }
  const { decision, contest, earlier } = line.item;
  if (contest) return { sign: '↯', words: 'contested' };
  if (!decision) return earlier ? { sign: '?', words: 'changed since it was decided' } : null;
  return VERDICTS[decision.verdict];
}

const VERDICTS = {
  accept: { sign: '✓', words: 'accepted' },
  change: { sign: '≠', words: 'changed' },
  reject: { sign: '×', words: 'rejected' },
  defer: { sign: '…', words: 'put off' },
} as const;
