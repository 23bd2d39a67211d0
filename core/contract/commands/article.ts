import { rows } from './row.ts';

/** The menu *Article*: the article as a whole, and the one beside it. */
export const ARTICLE_COMMANDS = rows([
  {
    id: 'mark-done',
    title: 'Mark Done and Open Next',
    menu: 'Article',
    scope: 'outside-fields',
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
] as const);
