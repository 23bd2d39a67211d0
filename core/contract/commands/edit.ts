import { rows } from './row.ts';

/** The menu *Edit*: taking back, copying and finding. */
export const EDIT_COMMANDS = rows([
  {
    id: 'undo',
    title: 'Undo',
    menu: 'Edit',
    scope: 'outside-fields',
    keys: ['Mod+Z'],
    named: ({ next }) => (next?.undo ? `Undo ${next.undo.label}` : 'Undo'),
  },
  {
    id: 'redo',
    title: 'Redo',
    menu: 'Edit',
    scope: 'outside-fields',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    named: ({ next }) => (next?.redo ? `Redo ${next.redo.label}` : 'Redo'),
  },
  {
    id: 'copy-citation',
    title: 'Copy with Citation',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+Shift+C'],
    separated: true,
  },
  {
    id: 'copy-tag-card',
    title: 'Copy Tag as Evidence Card',
    menu: 'Edit',
    view: 'annotate',
    scope: 'window',
    several: { refused: 'One tag at a time is copied as a card.' },
    keys: [],
  },
  {
    id: 'find',
    title: 'Find in Article',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+F'],
    separated: true,
  },
  { id: 'find-next', title: 'Find Next', menu: 'Edit', scope: 'window', keys: ['F3', 'Mod+G'] },
  {
    id: 'find-previous',
    title: 'Find Previous',
    menu: 'Edit',
    scope: 'window',
    keys: ['Shift+F3', 'Mod+Shift+G'],
  },
  {
    id: 'find-everywhere',
    title: 'Find in All Articles',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+Shift+F'],
  },
  {
    id: 'go-to',
    title: 'Go to Anything…',
    menu: 'Edit',
    scope: 'window',
    keys: ['Mod+K', 'Mod+Shift+P'],
    separated: true,
  },
] as const);
