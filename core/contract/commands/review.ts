import { showHidden } from '../../guards/labels.ts';
import { DIGITS, rows, type Circumstances, type Digit } from './row.ts';

/** The command that keeps the tag of the person with a digit on the card. */
export const keepPersonCommand = (digit: Digit) => `keep-person-${digit}` as const;

const KEEP_PERSON = DIGITS.map(
  (digit, index) =>
    ({
      id: keepPersonCommand(digit),
      title: `Person ${digit}`,
      named: ({ people }: Circumstances) => {
        if (!people) return `Person ${digit}`;
        const person = people[index];
        if (!person) return null;
        return person.isSelf ? 'Keep My Tag' : `Keep the Tag of ${showHidden(person.name)}`;
      },
      menu: 'Review',
      submenu: 'Keep the Tag of One of Several',
      view: 'review',
      scope: 'article-or-list',
      keys: [digit],
    }) as const,
);

/** The menu *Review*: the differences between people and what is decided about them. */
export const REVIEW_COMMANDS = rows([
  {
    id: 'next-difference',
    title: 'Next Undecided Difference',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['N', 'F7'],
  },
  {
    id: 'previous-difference',
    title: 'Previous Undecided Difference',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Shift+N', 'Shift+F7'],
  },
  {
    id: 'review-open',
    title: 'Review Open Differences',
    menu: 'Review',
    scope: 'window',
    keys: ['Mod+Shift+N'],
  },
  {
    id: 'next-contested',
    title: 'Next Contested Decision',
    menu: 'Review',
    scope: 'window',
    keys: [],
  },
  {
    id: 'skip-difference',
    title: 'Go On without Deciding',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Space'],
  },
  {
    id: 'accept-theirs',
    title: 'Accept Theirs',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['A'],
    separated: true,
    about: 'differences',
  },
  {
    id: 'keep-mine',
    title: 'Keep Mine',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['M'],
    about: 'differences',
  },
  {
    id: 'keep-both',
    title: 'Keep Both',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['B'],
    about: 'differences',
  },
  ...KEEP_PERSON,
  {
    id: 'edit-difference',
    title: 'Edit, Then Accept',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['E'],
    about: 'differences',
  },
  {
    id: 'accept-edited',
    title: 'Accept the Edited Tag',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Enter'],
    about: 'differences',
  },
  {
    id: 'reject-difference',
    title: 'Reject All',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['X'],
    about: 'differences',
  },
  {
    id: 'nothing-here',
    title: 'Checked, Nothing Here',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['H'],
    about: 'differences',
  },
  {
    id: 'defer-difference',
    title: 'Defer',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Z'],
    about: 'differences',
  },
  {
    id: 'mark-unclear',
    title: 'Guideline Unclear',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['U'],
    separated: true,
    about: 'differences',
  },
  {
    id: 'comment-difference',
    title: 'Comment',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['C'],
  },
  {
    id: 'take-decision-back',
    title: 'Decide Again',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-tags',
    keys: ['Delete', 'Backspace'],
    about: 'differences',
  },
  {
    id: 'decide-by-rule',
    title: 'Decide by Rule…',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Shift+A'],
    separated: true,
    about: 'differences',
  },
] as const);
