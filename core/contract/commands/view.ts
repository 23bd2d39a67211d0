import { ARTICLE_ORDERS, type ArticleOrder } from './orders.ts';
import { rows } from './row.ts';

/** The command that sorts the list of articles. */
export const sortCommand = <O extends ArticleOrder>(order: O) => `sort-${order}` as const;

const SORTED_BY: Readonly<Record<ArticleOrder, string>> = {
  imported: 'Order of Import',
  outlet: 'Outlet',
  date: 'Date',
  title: 'Title',
  tags: 'Number of Tags',
  open: 'Open Differences',
};

const SORT_ARTICLES = ARTICLE_ORDERS.map(
  (order) =>
    ({
      id: sortCommand(order),
      title: `Sort by ${SORTED_BY[order]}`,
      menu: 'View',
      submenu: 'Sort Articles',
      scope: 'window',
      keys: [],
    }) as const,
);

/** The menu *View*: what the window shows, and how large. */
export const VIEW_COMMANDS = rows([
  { id: 'view-annotate', title: 'Annotate', menu: 'View', scope: 'window', keys: ['Mod+1'] },
  { id: 'view-review', title: 'Review', menu: 'View', scope: 'window', keys: ['Mod+2'] },
  { id: 'view-compare', title: 'Compare', menu: 'View', scope: 'window', keys: ['Mod+3'] },
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
  ...SORT_ARTICLES,
  {
    id: 'toggle-article-rows',
    title: 'One Line for Each Article',
    menu: 'View',
    scope: 'window',
    keys: [],
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
    overSheets: true,
  },
  {
    id: 'zoom-out',
    title: 'Zoom Out',
    menu: 'View',
    scope: 'window',
    keys: ['Mod+-'],
    overSheets: true,
  },
  {
    id: 'zoom-reset',
    title: 'Actual Size',
    menu: 'View',
    scope: 'window',
    keys: ['Mod+0'],
    overSheets: true,
  },
  {
    id: 'full-screen',
    title: 'Full Screen',
    menu: 'View',
    scope: 'window',
    keys: ['F11'],
    macKeys: ['Ctrl+Mod+F'],
    overSheets: true,
  },
] as const);
