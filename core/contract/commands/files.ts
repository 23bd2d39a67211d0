import { rows } from './row.ts';

/** The menu *File*: what comes in, what goes out, and the program itself. */
export const FILE_COMMANDS = rows([
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
] as const);
