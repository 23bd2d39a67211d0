import { rows } from './row.ts';

/** The menu *Review*, further down: what the reviewer sent back, and the report on all of it. */
export const RETURN_COMMANDS = rows([
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
    about: 'differences',
  },
  {
    id: 'agreement-report',
    title: 'Agreement…',
    menu: 'Review',
    view: 'review',
    scope: 'window',
    keys: [],
  },
] as const);
