import { createContext, useContext } from 'react';

import type { CodebookEdit } from '#core/codebook/edit.ts';
import type { CodebookUse } from '#core/codebook/usage.ts';

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
