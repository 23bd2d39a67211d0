// What each command does, in a file a subject as its rows in core/contract/commands: each file has a
// record that the compiler wants complete. Not here: names, keys and menus, which the rows have.

import { DIGITS, type CommandRow, type Digit } from '#core/contract/commands/row.ts';

import type { Workspace } from '../../model/workspace.ts';

/** Does what a command is there for; a promise is waited for before the next command. */
export type Run = (workspace: Workspace) => unknown;

/** One `run` for each of some rows. */
export type Runs<Rows extends readonly CommandRow[]> = Readonly<Record<Rows[number]['id'], Run>>;

/** What the numbered commands of one kind do, each closed over its digit; the index counts from 0. */
export function forDigits<const Id extends string>(
  idOf: (digit: Digit) => Id,
  run: (digit: Digit, index: number) => Run,
): Record<Id, Run> {
  return Object.fromEntries(
    DIGITS.map((digit, index) => [idOf(digit), run(digit, index)]),
  ) as Record<Id, Run>;
}
