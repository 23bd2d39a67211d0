import type { MenuItemConstructorOptions } from 'electron';

import { categoryForDigit, type Codebook } from '#core/codebook/codebook.ts';
import {
  COMMANDS,
  digitOfCommand,
  MENUS,
  splitKeys,
  type Command,
  type CommandId,
  type MenuName,
} from '#core/contract/commands.ts';
import type { HistoryState } from '#core/contract/store.ts';
import { workingKeysOf, type KeySettings } from '#core/contract/keys.ts';

/** What the application menu is made from. */
export interface MenuContext {
  readonly mac: boolean;
  readonly codebook: Codebook;
  readonly history: HistoryState;
  readonly settings: KeySettings;
  readonly run: (command: CommandId) => void;
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
    submenu: withoutDoubleSeparators([...itemsOf(name, context), ...lastItems(name, context.mac)]),
  }));
  return context.mac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;
}

/** Changes when the menu must be built again. */
export function menuKey(context: Omit<MenuContext, 'mac' | 'run'>): string {
  const { codebook, history, settings } = context;
  return JSON.stringify([
    history.undo?.label,
    history.redo?.label,
    codebook.categories.map(({ label, hotkey }) => [label, hotkey]),
    settings.keys,
    settings.singleKeyCommands,
  ]);
}

/** A command's name with what it would do now; `null` for a category that does not exist. */
export function titleOf(
  command: Command,
  context: Pick<MenuContext, 'codebook' | 'history'>,
): string | null {
  const digit = digitOfCommand(command.id);
  if (digit !== undefined) {
    const category = categoryForDigit(context.codebook, digit);
    return category ? `Tag as ${category.label}` : null;
  }
  const next =
    command.id === 'undo'
      ? context.history.undo
      : command.id === 'redo'
        ? context.history.redo
        : null;
  return next ? `${command.title} ${next.label}` : command.title;
}

function itemsOf(name: MenuName, context: MenuContext): Item[] {
  const items: Item[] = [];
  const submenus = new Map<string, Item[]>();
  for (const command of COMMANDS) {
    const title = command.menu === name ? titleOf(command, context) : null;
    if (title === null) continue;
    const item: Item = {
      id: command.id,
      // An ampersand would mark the letter after it.
      label: title.replaceAll('&', '&&'),
      click: () => {
        context.run(command.id);
      },
      ...acceleratorOf(command, context),
    };
    if (command.separated) items.push(SEPARATOR);
    const inside = submenus.get(command.submenu ?? '');
    if (command.submenu === undefined) items.push(item);
    else if (inside) inside.push(item);
    else {
      const submenu = [item];
      submenus.set(command.submenu, submenu);
      items.push({ label: command.submenu, submenu });
    }
    if (command.id === 'redo') items.push(...TEXT_ITEMS);
  }
  return items;
}

/** For the text fields; the article's own copy command is another one. */
const TEXT_ITEMS: readonly Item[] = [
  SEPARATOR,
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
];

function lastItems(name: MenuName, mac: boolean): Item[] {
  if (name === 'File') {
    return mac ? [SEPARATOR, { role: 'close' }] : [SEPARATOR, { role: 'close' }, { role: 'quit' }];
  }
  return name === 'View' && !mac ? [SEPARATOR, { role: 'minimize' }] : [];
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
  if (keys === undefined || (mac && command.scope !== 'window')) return {};
  const accelerator = splitKeys(keys)
    .map((part) => KEY_NAMES[part] ?? part)
    .join('+');
  return { accelerator, registerAccelerator: false };
}

function withoutDoubleSeparators(items: readonly Item[]): Item[] {
  return items.filter(
    (item, index) =>
      item.type !== 'separator' || (index > 0 && items[index - 1]?.type !== 'separator'),
  );
}
