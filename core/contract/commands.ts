/**
 * Every command of the program, once: the application menu, the palette, the sheet of shortcuts,
 * the tooltips and the keymap are all made from this list, so that a command has one name and one
 * set of keys everywhere.
 */

/** Where a command's keys work. Keys that write a character work in the article and lists only. */
export type CommandScope =
  /** Anywhere in the window. */
  | 'window'
  /** While the article has the focus. */
  | 'article'
  /** While the article or a list has the focus. */
  | 'article-or-list';

export type MenuName = 'File' | 'Edit' | 'Select' | 'Tag' | 'Review' | 'Article' | 'View' | 'Help';

/** What the window is used for at the moment. */
export type ViewName = 'annotate' | 'review';

/** The application menu from left to right. */
export const MENUS: readonly MenuName[] = [
  'File',
  'Edit',
  'Select',
  'Tag',
  'Review',
  'Article',
  'View',
  'Help',
];

interface CommandShape {
  readonly id: string;
  /** As it stands in the menu; an ellipsis says that more is asked before anything happens. */
  readonly title: string;
  readonly menu: MenuName;
  readonly scope: CommandScope;
  /** The one view that it works in; without it, in all. Commands of different views may share a key. */
  readonly view?: ViewName;
  /**
   * `Mod` is Ctrl, or Cmd on macOS. The first is shown in the menu. Letters are compared with
   * `event.key` without regard to case, digits with `event.code`.
   */
  readonly keys: readonly string[];
  /** Further keys on macOS in place of `keys`. */
  readonly macKeys?: readonly string[];
  /** Begins a new group in the menu. */
  readonly separated?: true;
  /** Title of the menu inside the menu that it stands in, with its neighbours of the same title. */
  readonly submenu?: string;
}

function define<const T extends readonly CommandShape[]>(commands: T): T {
  return commands;
}

const DEFINED = define([
  { id: 'open', title: 'Open…', menu: 'File', scope: 'window', keys: ['Mod+O'] },
  {
    id: 'open-folder',
    title: 'Open Folder…',
    menu: 'File',
    scope: 'window',
    keys: ['Mod+Shift+O'],
  },
  {
    id: 'new-from-clipboard',
    title: 'New Article from Clipboard',
    menu: 'File',
    scope: 'window',
    keys: ['Mod+Shift+V'],
  },
  {
    id: 'save',
    title: 'Save Now',
    menu: 'File',
    scope: 'window',
    keys: ['Mod+S'],
    separated: true,
  },
  { id: 'export', title: 'Export…', menu: 'File', scope: 'window', keys: ['Mod+Shift+E'] },
  {
    id: 'trash',
    title: 'Deleted Articles…',
    menu: 'File',
    scope: 'window',
    keys: [],
    separated: true,
  },
  {
    id: 'settings',
    title: 'Settings…',
    menu: 'File',
    scope: 'window',
    keys: ['Mod+,'],
    separated: true,
  },

  { id: 'undo', title: 'Undo', menu: 'Edit', scope: 'window', keys: ['Mod+Z'] },
  { id: 'redo', title: 'Redo', menu: 'Edit', scope: 'window', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  {
    id: 'copy-citation',
    title: 'Copy with Citation',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+Shift+C'],
    separated: true,
  },
  {
    id: 'find',
    title: 'Find in Article',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+F'],
    separated: true,
  },
  { id: 'find-next', title: 'Find Next', menu: 'Edit', scope: 'window', keys: ['F3', 'Mod+G'] },
  {
    id: 'find-previous',
    title: 'Find Previous',
    menu: 'Edit',
    scope: 'window',
    keys: ['Shift+F3', 'Mod+Shift+G'],
  },
  {
    id: 'find-everywhere',
    title: 'Find in All Articles',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+Shift+F'],
  },
  {
    id: 'go-to',
    title: 'Go to Anything…',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+K', 'Mod+Shift+P'],
    separated: true,
  },

  { id: 'pick-word', title: 'Word', menu: 'Select', scope: 'article', keys: ['W'] },
  { id: 'drop-word', title: 'One Word Less', menu: 'Select', scope: 'article', keys: ['Shift+W'] },
  { id: 'pick-sentence', title: 'Sentence', menu: 'Select', scope: 'article', keys: ['S'] },
  {
    id: 'drop-sentence',
    title: 'One Sentence Less',
    menu: 'Select',
    scope: 'article',
    keys: ['Shift+S'],
  },
  { id: 'pick-paragraph', title: 'Paragraph', menu: 'Select', scope: 'article', keys: ['P'] },
  {
    id: 'drop-paragraph',
    title: 'One Paragraph Less',
    menu: 'Select',
    scope: 'article',
    keys: ['Shift+P'],
  },
  {
    id: 'pick-quotation',
    title: 'Next Quotation',
    menu: 'Select',
    scope: 'article',
    keys: ['Q'],
    separated: true,
  },
  {
    id: 'pick-previous-quotation',
    title: 'Previous Quotation',
    menu: 'Select',
    scope: 'article',
    keys: ['Shift+Q'],
  },
  {
    id: 'next-gap',
    title: 'Next Quotation without a Tag',
    menu: 'Select',
    scope: 'article-or-list',
    keys: ['G'],
  },
  {
    id: 'previous-gap',
    title: 'Previous Quotation without a Tag',
    menu: 'Select',
    scope: 'article-or-list',
    keys: ['Shift+G'],
  },
  {
    id: 'swap-ends',
    title: 'Move the Other End of the Selection',
    menu: 'Select',
    scope: 'article',
    keys: ['O'],
  },
  {
    id: 'next-tag',
    title: 'Next Tag',
    menu: 'Select',
    scope: 'article-or-list',
    keys: ['J'],
    separated: true,
  },
  {
    id: 'previous-tag',
    title: 'Previous Tag',
    menu: 'Select',
    scope: 'article-or-list',
    keys: ['K'],
  },
  {
    id: 'select-tag',
    title: 'Tag at Caret',
    menu: 'Select',
    view: 'annotate',
    scope: 'article',
    keys: ['Space'],
  },
  {
    id: 'say-tags',
    title: 'Say What Is at the Caret',
    menu: 'Select',
    scope: 'article',
    keys: ['I'],
  },

  {
    id: 'tag-1',
    title: 'Tag with Category 1',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['1'],
  },
  {
    id: 'tag-2',
    title: 'Tag with Category 2',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['2'],
  },
  {
    id: 'tag-3',
    title: 'Tag with Category 3',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['3'],
  },
  {
    id: 'tag-4',
    title: 'Tag with Category 4',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['4'],
  },
  {
    id: 'tag-5',
    title: 'Tag with Category 5',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['5'],
  },
  {
    id: 'tag-6',
    title: 'Tag with Category 6',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['6'],
  },
  {
    id: 'tag-7',
    title: 'Tag with Category 7',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['7'],
  },
  {
    id: 'tag-8',
    title: 'Tag with Category 8',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['8'],
  },
  {
    id: 'tag-9',
    title: 'Tag with Category 9',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['9'],
  },
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
    keys: ['Enter'],
    separated: true,
  },
  {
    id: 'edit-boundaries',
    title: 'Adjust Boundaries',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    keys: ['E'],
  },
  {
    id: 'add-fragment',
    title: 'Add Selection as Fragment',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['U'],
  },
  {
    id: 'set-speaker',
    title: 'Selection Is the Speaker',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['R'],
  },
  {
    id: 'set-cue',
    title: 'Selection Is the Cue',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article',
    keys: ['H'],
  },
  {
    id: 'change-category',
    title: 'Change Category…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    keys: ['T'],
  },
  {
    id: 'duplicate-tag',
    title: 'Tag Again with Another Category…',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    keys: ['D'],
  },
  {
    id: 'edit-note',
    title: 'Edit Note',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    keys: ['C'],
  },
  {
    id: 'delete-tags',
    title: 'Delete Tag',
    menu: 'Tag',
    view: 'annotate',
    scope: 'article-or-list',
    keys: ['Delete', 'Backspace'],
    separated: true,
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
  },
  {
    id: 'keep-mine',
    title: 'Keep Mine',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['M'],
  },
  {
    id: 'keep-both',
    title: 'Keep Both',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['B'],
  },
  {
    id: 'keep-person-1',
    title: 'Person 1',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['1'],
  },
  {
    id: 'keep-person-2',
    title: 'Person 2',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['2'],
  },
  {
    id: 'keep-person-3',
    title: 'Person 3',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['3'],
  },
  {
    id: 'keep-person-4',
    title: 'Person 4',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['4'],
  },
  {
    id: 'keep-person-5',
    title: 'Person 5',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['5'],
  },
  {
    id: 'keep-person-6',
    title: 'Person 6',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['6'],
  },
  {
    id: 'keep-person-7',
    title: 'Person 7',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['7'],
  },
  {
    id: 'keep-person-8',
    title: 'Person 8',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['8'],
  },
  {
    id: 'keep-person-9',
    title: 'Person 9',
    menu: 'Review',
    submenu: 'Keep the Tag of One of Several',
    view: 'review',
    scope: 'article-or-list',
    keys: ['9'],
  },
  {
    id: 'edit-difference',
    title: 'Edit, Then Accept',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['E'],
  },
  {
    id: 'accept-edited',
    title: 'Accept the Edited Tag',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Enter'],
  },
  {
    id: 'reject-difference',
    title: 'Reject All',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['X'],
  },
  {
    id: 'nothing-here',
    title: 'Checked, Nothing Here',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['H'],
  },
  {
    id: 'defer-difference',
    title: 'Defer',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Z'],
  },
  {
    id: 'mark-unclear',
    title: 'Guideline Unclear',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['U'],
    separated: true,
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
    scope: 'article-or-list',
    keys: ['Delete', 'Backspace'],
  },
  {
    id: 'decide-by-rule',
    title: 'Decide by Rule…',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Shift+A'],
    separated: true,
  },
  {
    id: 'turn-return',
    title: 'Differences or What Was Returned',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['R'],
    separated: true,
  },
  {
    id: 'contest-decision',
    title: 'Contest…',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['D'],
  },
  {
    id: 'withdraw-contest',
    title: 'Contest No Longer',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Shift+D'],
  },
  {
    id: 'take-over',
    title: 'Take Over',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['T'],
  },
  {
    id: 'keep-decision',
    title: 'Keep My Decision',
    menu: 'Review',
    view: 'review',
    scope: 'article-or-list',
    keys: ['Shift+M'],
  },
  {
    id: 'agreement-report',
    title: 'Agreement…',
    menu: 'Review',
    view: 'review',
    scope: 'window',
    keys: [],
  },

  {
    id: 'mark-done',
    title: 'Mark Done and Open Next',
    menu: 'Article',
    scope: 'window',
    keys: ['Mod+Enter'],
  },
  {
    id: 'flag-article',
    title: 'Flag Article',
    menu: 'Article',
    scope: 'article-or-list',
    keys: ['F'],
  },
  {
    id: 'mark-boilerplate',
    title: 'Mark or Unmark Boilerplate',
    menu: 'Article',
    scope: 'article',
    keys: ['L'],
  },
  {
    id: 'edit-article',
    title: 'Edit Article Details…',
    menu: 'Article',
    scope: 'window',
    keys: [],
    separated: true,
  },
  {
    id: 'next-article',
    title: 'Next Article',
    menu: 'Article',
    scope: 'window',
    keys: ['Mod+PageDown'],
    separated: true,
  },
  {
    id: 'previous-article',
    title: 'Previous Article',
    menu: 'Article',
    scope: 'window',
    keys: ['Mod+PageUp'],
  },
  {
    id: 'delete-article',
    title: 'Delete Article…',
    menu: 'Article',
    scope: 'window',
    keys: [],
    separated: true,
  },

  { id: 'view-annotate', title: 'Annotate', menu: 'View', scope: 'window', keys: ['Mod+1'] },
  { id: 'view-review', title: 'Review', menu: 'View', scope: 'window', keys: ['Mod+2'] },
  {
    id: 'next-pane',
    title: 'Next Pane',
    menu: 'View',
    scope: 'window',
    keys: ['F6'],
    separated: true,
  },
  {
    id: 'previous-pane',
    title: 'Previous Pane',
    menu: 'View',
    scope: 'window',
    keys: ['Shift+F6'],
  },
  {
    id: 'toggle-articles',
    title: 'Show or Hide Articles',
    menu: 'View',
    scope: 'window',
    keys: ['Mod+B'],
    separated: true,
  },
  {
    id: 'toggle-tags-pane',
    title: 'Show or Hide Tag List',
    menu: 'View',
    scope: 'window',
    keys: ['Mod+Shift+B'],
  },
  {
    id: 'toggle-tags',
    title: 'Show or Hide Tags in Text',
    menu: 'View',
    scope: 'article-or-list',
    keys: ['V'],
  },
  {
    id: 'zoom-in',
    title: 'Zoom In',
    menu: 'View',
    scope: 'window',
    keys: ['Mod+=', 'Mod++'],
    separated: true,
  },
  { id: 'zoom-out', title: 'Zoom Out', menu: 'View', scope: 'window', keys: ['Mod+-'] },
  { id: 'zoom-reset', title: 'Actual Size', menu: 'View', scope: 'window', keys: ['Mod+0'] },
  {
    id: 'full-screen',
    title: 'Full Screen',
    menu: 'View',
    scope: 'window',
    keys: ['F11'],
    macKeys: ['Ctrl+Mod+F'],
  },

  { id: 'guide', title: 'Guide', menu: 'Help', scope: 'window', keys: ['F1'] },
  {
    id: 'shortcuts',
    title: 'Keyboard Shortcuts',
    menu: 'Help',
    scope: 'window',
    keys: ['Mod+/', '?'],
  },
  { id: 'tour', title: 'Tour', menu: 'Help', scope: 'window', keys: [] },
  {
    id: 'sample-review',
    title: 'Try a Review with Analyst B…',
    menu: 'Help',
    scope: 'window',
    keys: [],
  },
] as const);

export type CommandId = (typeof DEFINED)[number]['id'];

/** A command as the menu, the palette and the keymap see it. */
export interface Command extends CommandShape {
  readonly id: CommandId;
}

/** All commands in menu order. */
export const COMMANDS: readonly Command[] = DEFINED;

const BY_ID = new Map<string, Command>(COMMANDS.map((command) => [command.id, command]));

/** Whether a string names a command. */
export function isCommandId(id: string): id is CommandId {
  return BY_ID.has(id);
}

/** The command of this id. */
export function commandOf(id: CommandId): Command {
  const command = BY_ID.get(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command;
}

/** Whether two commands can be meant at the same time, so that they must not share a key. */
export function areRivals(a: Command, b: Command): boolean {
  return a.view === undefined || b.view === undefined || a.view === b.view;
}

/** The digit of a `tag-…` command. */
export function digitOfCommand(id: CommandId): string | undefined {
  return /^tag-([1-9])$/u.exec(id)?.[1];
}

/** Which person a `keep-person-…` command means, counted from 0 in the order of the card. */
export function personOfCommand(id: CommandId): number | undefined {
  const digit = /^keep-person-([1-9])$/u.exec(id)?.[1];
  return digit === undefined ? undefined : Number(digit) - 1;
}

/** The command that picks a person, counted from 0; nine of them have one. */
export function commandOfPerson(person: number): CommandId | undefined {
  const id = `keep-person-${person + 1}`;
  return isCommandId(id) ? id : undefined;
}

/** The keys that this list gives to a command on this kind of computer. */
export function keysOf(command: Command, mac: boolean): readonly string[] {
  return mac && command.macKeys ? command.macKeys : command.keys;
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };

/** A key combination as a person reads it: `Ctrl+Shift+E`, on macOS `⇧⌘E`. */
export function showKeys(keys: string, mac: boolean): string {
  const parts = splitKeys(keys);
  if (!mac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const signs = order.filter((each) => parts.includes(each)).map((each) => MAC_SIGNS[each] ?? each);
  return signs.join('') + (parts.at(-1) ?? '');
}

/** The parts of a combination; the last one is the key itself, which may be `+`. */
export function splitKeys(keys: string): readonly string[] {
  if (keys === '+') return ['+'];
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
}
