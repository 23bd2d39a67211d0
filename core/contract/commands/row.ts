// The commands as data: one row a command, in a file a subject, and the keys that the analyst may
// choose for them. Not here: what a command does, which the window has in renderer/commands.

import type { Codebook } from '../../codebook/codebook.ts';

/** Where a command's keys work. Keys that write a character work in the article and lists only. */
export type CommandScope =
  /** Anywhere in the window. */
  | 'window'
  /** Anywhere but in a text field, which does the same with its own text. */
  | 'outside-fields'
  /** While the article has the focus. */
  | 'article'
  /** While the article or a list has the focus. */
  | 'article-or-list'
  /** While the list of articles has the focus. */
  | 'articles'
  /** While the article or a list of tags has the focus, but not the list of articles. */
  | 'article-or-tags'
  /** While the table, a list or the texts of Compare have the focus. */
  | 'comparison';

/** The application menu from left to right. */
export const MENUS = [
  'File',
  'Edit',
  'Select',
  'Tag',
  'Review',
  'Compare',
  'Article',
  'View',
  'Help',
] as const;

export type MenuName = (typeof MENUS)[number];

/** What the window is used for at the moment. */
export type ViewName = 'annotate' | 'review' | 'compare';

/** `null` where there is nothing to take back or to repeat. */
type NextStep = { readonly label: string } | null;

/** What the name of a command may depend on. */
export interface Circumstances {
  readonly codebook: Codebook;
  /** What undo and redo would do, for those who name it. */
  readonly next?: { readonly undo: NextStep; readonly redo: NextStep };
  /** Who can be picked with a digit, in the order of the digits, for those who know it. */
  readonly people?: readonly { readonly name: string; readonly isSelf: boolean }[];
}

/** One command: the application menu, the palette, the list of keys, the buttons and the keymap are all made from it. */
export interface CommandRow {
  readonly id: string;
  /** As it stands in the menu; an ellipsis says that more is asked before anything happens. */
  readonly title: string;
  /** Its name now, where that is another one than its title; `null` while it stands for nothing. */
  readonly named?: (now: Circumstances) => string | null;
  readonly menu: MenuName;
  readonly scope: CommandScope;
  /** The one view that it works in; without it, in all. Commands of different views may share a key. */
  readonly view?: ViewName;
  /** Its subject is not on screen while what a reviewer returned is. */
  readonly about?: 'differences';
  /**
   * For one that acts on the selected tag: that it acts on all where several are selected, or why it
   * does not. Without it, the command is not about selected tags.
   */
  readonly several?: 'all' | { readonly refused: string };
  /** The menu runs it while a sheet is open, too. */
  readonly overSheets?: true;
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

/** Rows that keep their ids in their type, so that a command can only be asked for by one of them. */
export function rows<const T extends readonly CommandRow[]>(commands: T): T {
  return commands;
}

/** What the numbered commands are numbered with. */
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export type Digit = (typeof DIGITS)[number];
