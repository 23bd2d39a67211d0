import { ARTICLE_COMMANDS } from './article.ts';
import { COMPARE_COMMANDS } from './compare.ts';
import { EDIT_COMMANDS } from './edit.ts';
import { FILE_COMMANDS } from './files.ts';
import { HELP_COMMANDS } from './help.ts';
import { RETURN_COMMANDS } from './return.ts';
import { REVIEW_COMMANDS } from './review.ts';
import type { Circumstances, CommandRow } from './row.ts';
import { SELECTION_COMMANDS } from './selection.ts';
import { TAG_COMMANDS } from './tags.ts';
import { VIEW_COMMANDS } from './view.ts';

const ALL = [
  ...FILE_COMMANDS,
  ...EDIT_COMMANDS,
  ...SELECTION_COMMANDS,
  ...TAG_COMMANDS,
  ...REVIEW_COMMANDS,
  ...RETURN_COMMANDS,
  ...COMPARE_COMMANDS,
  ...ARTICLE_COMMANDS,
  ...VIEW_COMMANDS,
  ...HELP_COMMANDS,
];

export type CommandId = (typeof ALL)[number]['id'];

/** A command as the menu, the palette and the keymap see it. */
export interface Command extends CommandRow {
  readonly id: CommandId;
}

/** All commands in menu order. */
export const COMMANDS: readonly Command[] = ALL;

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

/** A command's name as things are; `null` while it stands for nothing. */
export function nameOf({ title, named }: CommandRow, now: Circumstances): string | null {
  return named ? named(now) : title;
}

/** Whether two commands can be meant at the same time, so that they must not share a key. */
export function areRivals(a: Command, b: Command): boolean {
  if (isElsewhere(a, b) || isElsewhere(b, a)) return false;
  return a.view === undefined || b.view === undefined || a.view === b.view;
}

/** Whether the one works in one place alone, and the other never there. */
function isElsewhere(a: Command, b: Command): boolean {
  if (a.scope === 'comparison')
    return !['window', 'outside-fields', 'comparison'].includes(b.scope);
  return a.scope === 'articles' && ['article', 'article-or-tags'].includes(b.scope);
}
