import { createContext, useContext } from 'react';

import type { CodebookEdit } from '#core/codebook/edit.ts';
import type { CodebookUse, TagUse } from '#core/codebook/usage.ts';

import { countOf } from '../model/messages.ts';

/** What the parts of the sheet share. */
export interface CodebookEditing {
  /** How many tags have what; empty until it has been counted. */
  readonly use: CodebookUse;
  /**
   * Makes an edit; answers whether it was made. `focus`: `data-entry` of what takes the focus where
   * the edit takes away what had it, in the order of preference.
   */
  readonly apply: (edit: CodebookEdit, focus?: readonly string[]) => Promise<boolean>;
}

export const CodebookEditingContext = createContext<CodebookEditing | null>(null);

/** The way to edit that the sheet gives to its parts. */
export function useCodebookEditing(): CodebookEditing {
  const editing = useContext(CodebookEditingContext);
  if (!editing) throw new Error('There is no sheet of the codebook around this.');
  return editing;
}

/** `12 tags, 4 of others`; absence in words. */
export function tagsInWords({ own, others }: TagUse): string {
  if (own === 0) return others === 0 ? 'not used' : `${countOf(others, 'tag')} of others`;
  return others === 0 ? countOf(own, 'tag') : `${countOf(own, 'tag')}, ${others} of others`;
}

/** What becomes of tags when something that they have is deleted, as sentences. */
export function lossInWords(use: TagUse, what: 'value' | 'attribute'): string {
  const { own, articles, others } = use;
  const mine =
    own === 0
      ? ''
      : `${countOf(own, 'tag')} in ${countOf(articles, 'article')} ${own === 1 ? 'loses' : 'lose'} this ${what}, which stays with ${own === 1 ? 'it' : 'them'}, set aside. `;
  return `${mine}${othersInWords(others)}One undo step.`;
}

/** That nothing happens to the tags of others, where there are any. */
export function othersInWords(others: number): string {
  if (others === 0) return '';
  return `${countOf(others, 'tag')} of others ${others === 1 ? 'stays as it is' : 'stay as they are'}. `;
}
