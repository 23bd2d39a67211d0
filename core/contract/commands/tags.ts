import { categoryForDigit, type Category, type Codebook } from '../../codebook/codebook.ts';
import { DIGITS, rows, type Circumstances, type Digit } from './row.ts';

/** The command that tags with the category of a digit. */
export const tagCommand = (digit: Digit) => `tag-${digit}` as const;

/** The command that tags with a category; `undefined` where no digit names it. */
export function tagCommandFor(
  codebook: Codebook,
  category: Category,
): ReturnType<typeof tagCommand> | undefined {
  const digit = DIGITS.find((each) => categoryForDigit(codebook, each)?.id === category.id);
  return digit && tagCommand(digit);
}

const TAG_WITH_DIGIT = DIGITS.map(
  (digit) =>
    ({
      id: tagCommand(digit),
      title: `Tag with Category ${digit}`,
      named: ({ codebook }: Circumstances) => {
        const category = categoryForDigit(codebook, digit);
        return category ? `Tag as ${category.label}` : null;
      },
      menu: 'Tag',
      view: 'annotate',
      scope: 'article',
      keys: [digit],
    }) as const,
);

/** The menu *Tag*: making tags and changing them. */
export const TAG_COMMANDS = rows([
  ...TAG_WITH_DIGIT,
  {
    id: 'pick-category',
    title: 'Choose a Category…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['0'],
  },
  {
    id: 'brush',
    title: 'Brush: Tag Every Selection',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['B'],
  },
  {
    id: 'edit-details',
    title: 'Edit Details',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['Enter'],
    separated: true,
  },
  {
    id: 'edit-boundaries',
    title: 'Adjust Boundaries',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: { refused: 'Boundaries are adjusted for one tag at a time.' },
    keys: ['E'],
  },
  {
    id: 'add-fragment',
    title: 'Add Selection as Fragment',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    several: { refused: 'A fragment is added to one tag at a time.' },
    keys: ['U'],
  },
  {
    id: 'set-speaker',
    title: 'Selection Is the Speaker',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    several: {
      refused:
        'Words of the text are the speaker of one tag at a time; a name in the field is set for all.',
    },
    keys: ['R'],
  },
  {
    id: 'set-cue',
    title: 'Selection Is the Cue',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    several: {
      refused:
        'Words of the text are the cue of one tag at a time; a cue in the field is set for all.',
    },
    keys: ['H'],
  },
  {
    id: 'take-suggested',
    title: 'Take the Suggested Name and Cue',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['N'],
  },
  {
    id: 'change-category',
    title: 'Change Category…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['T'],
  },
  {
    id: 'repeat-details',
    title: 'Repeat the Last Details',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['.'],
  },
  {
    id: 'duplicate-tag',
    title: 'Tag Again with Another Category…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['D'],
  },
  {
    id: 'edit-note',
    title: 'Edit Note',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    several: 'all',
    keys: ['C'],
  },
  {
    id: 'delete-tags',
    title: 'Delete Tag',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-tags',
    several: 'all',
    keys: ['Delete', 'Backspace'],
    separated: true,
  },
  {
    id: 'link-across',
    title: 'Link with Other Articles…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'window',
    several: { refused: 'One tag at a time is linked with other articles.' },
    keys: ['Mod+Shift+L'],
    separated: true,
  },
  {
    id: 'tag-everywhere',
    title: 'Tag Every Place Where These Words Stand…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'window',
    keys: [],
  },
  {
    id: 'codebook',
    title: 'Codebook…',
    menu: 'Tag',
    scope: 'window',
    keys: [],
    separated: true,
  },
  {
    id: 'people',
    title: 'People…',
    menu: 'Tag',
    scope: 'window',
    keys: ['Mod+Shift+S'],
  },
] as const);
