import type { MenuItemConstructorOptions } from 'electron';

import type { Codebook } from '#core/codebook/codebook.ts';
import {
  COMMANDS,
  nameOf,
  type Command,
  type CommandId,
} from '#core/contract/commands/commands.ts';
import { workingKeysOf, type KeySettings } from '#core/contract/commands/key-choices.ts';
import { splitKeys } from '#core/contract/commands/key-names.ts';
import { MENUS, type Circumstances, type MenuName } from '#core/contract/commands/row.ts';
import type { HistoryState } from '#core/contract/store.ts';

/** What the application menu is made from. */
export interface MenuContext {
  readonly mac: boolean;
  readonly codebook: Codebook;
  readonly history: HistoryState;
  readonly settings: KeySettings;
  readonly run: (command: CommandId) => void;
  /** Goes on with a library in another folder. */
  readonly locateLibrary?: () => void;
}

type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: 'separator' };

/**
 * The application menu. The window's keymap handles every key; the menu shows the same keys and
 * runs the same command when it is clicked.
 */
export function describeMenu(context: MenuContext): Item[] {
  const menus = MENUS.map((name): Item => ({
    label: name === 'File' || name === 'Edit' ? `&${name}` : name,
    submenu: withSeparators(withSystemItems(name, groupsOf(name, context), context)),
  }));
  return context.mac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;
}

/** Changes when the menu must be built again: when a command has another name or other keys. */
export function menuKey(context: Omit<MenuContext, 'mac' | 'run'>): string {
  return JSON.stringify(
    COMMANDS.map((command) => [
      nameOf(command, circumstancesOf(context)),
      workingKeysOf(command, false, context.settings),
    ]),
  );
}

function circumstancesOf({
  codebook,
  history,
}: Pick<MenuContext, 'codebook' | 'history'>): Circumstances {
  return { codebook, next: history };
}

/** The commands of one menu, those between two separators together. */
function groupsOf(menu: MenuName, context: MenuContext): Item[][] {
  const groups: Item[][] = [];
  for (const command of COMMANDS) {
    const title = command.menu === menu ? nameOf(command, circumstancesOf(context)) : null;
    if (title === null) continue;
    const current = command.separated ? undefined : groups.at(-1);
    const group = current ?? [];
    if (!current) groups.push(group);
    (command.submenu === undefined ? group : submenuIn(group, command.submenu)).push({
      id: command.id,
      // An ampersand would mark the letter after it.
      label: title.replaceAll('&', '&&'),
      click: () => {
        context.run(command.id);
      },
      ...acceleratorOf(command, context),
    });
  }
  return groups;
}

/** The menu of this title that a group ends with, where it does not yet a new one. */
function submenuIn(group: Item[], label: string): Item[] {
  const last = group.at(-1);
  if (last?.label === label && Array.isArray(last.submenu)) return last.submenu;
  const submenu: Item[] = [];
  group.push({ label, submenu });
  return submenu;
}

/** For the text fields; the article's own copy command is another one. */
const TEXT_ITEMS: readonly Item[] = [
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
];

/** What the system does itself, where people look for it. */
function withSystemItems(
  menu: MenuName,
  groups: readonly Item[][],
  { mac, locateLibrary }: Pick<MenuContext, 'mac' | 'locateLibrary'>,
): readonly (readonly Item[])[] {
  switch (menu) {
    case 'File':
      return [
        ...groups,
        ...(locateLibrary ? [[{ label: 'Locate Library…', click: locateLibrary }]] : []),
        mac ? [{ role: 'close' }] : [{ role: 'close' }, { role: 'quit' }],
      ];
    case 'Edit':
      return [...groups.slice(0, 1), TEXT_ITEMS, ...groups.slice(1)];
    case 'View':
      return mac ? groups : [...groups, [{ role: 'minimize' }]];
    default:
      return groups;
  }
}

function withSeparators(groups: readonly (readonly Item[])[]): Item[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [SEPARATOR, ...group]));
}

/** Electron's names for keys that the registry names otherwise. */
const KEY_NAMES: Readonly<Record<string, string>> = { Mod: 'CommandOrControl', '+': 'Plus' };

/**
 * The key shown beside a command. It is never registered: the window would run the command a
 * second time. macOS registers every key it shows, so single keys, which must remain
 * typeable, are not shown there.
 */
export function acceleratorOf(
  command: Command,
  { mac, settings }: Pick<MenuContext, 'mac' | 'settings'>,
): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  const [keys] = workingKeysOf(command, mac, settings);
  const isTyped = command.scope !== 'window' && command.scope !== 'outside-fields';
  if (keys === undefined || (mac && isTyped)) return {};
  const accelerator = splitKeys(keys)
    .map((part) => KEY_NAMES[part] ?? part)
    .join('+');
  return { accelerator, registerAccelerator: false };
}
