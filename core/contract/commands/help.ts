import { rows } from './row.ts';

/** The menu *Help*. */
export const HELP_COMMANDS = rows([
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
  { id: 'show-log', title: 'Show Log', menu: 'Help', scope: 'window', keys: [], separated: true },
  { id: 'copy-log', title: 'Copy Log for a Report', menu: 'Help', scope: 'window', keys: [] },
] as const);
