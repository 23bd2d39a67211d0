import type { Codebook } from './codebook.ts';
import type { Drafted, TagBodyInCodebook } from './draft.ts';
import { addAttribute, deleteAttribute, moveAttribute, updateAttribute } from './edit-attribute.ts';
import { addCategory, deleteCategory, moveCategory, updateCategory } from './edit-category.ts';
import { addValue, deleteValue, mergeValue, moveValue, updateValue } from './edit-value.ts';
import { addFrom, renameCodebook, replaceCodebook } from './edit-whole.ts';
import type { CodebookEdit, CodebookEditError } from './edit.ts';
import { laterVersion, nextVersion } from './version.ts';
import { err, ok, type Result } from '../result.ts';

/** A new codebook, and what becomes of one's own tags with it. */
export interface CodebookPlan {
  /** With its new version. */
  readonly codebook: Codebook;
  /** Lower case, as it follows *Undo:* in the menu. */
  readonly label: string;
  /** Ids of the categories whose tags `follow` may change. */
  readonly touched: readonly string[];
  /** What a tag becomes; the same object where nothing changes. Never fewer values than before. */
  readonly follow: <T extends TagBodyInCodebook>(tag: T) => T;
  /** Id of a category that no own tag may have; else `null`. */
  readonly mustBeUnused: string | null;
}

/**
 * Turns what the window asked for into a new codebook and what follows for tags, or says why not.
 * The new version is above `highest` as well, which a codebook may have had that was taken back.
 */
export function planCodebookEdit(
  codebook: Codebook,
  edit: CodebookEdit,
  highest = codebook.version,
): Result<CodebookPlan, CodebookEditError> {
  const drafted = draft(codebook, edit);
  if (!drafted.ok) return drafted;
  const { weight, label, touched = [], follow, mustBeUnused = null } = drafted.value;
  const made = drafted.value.codebook;
  if (JSON.stringify(made) === JSON.stringify(codebook)) return err({ type: 'nothing-changed' });
  const last = laterVersion(codebook.version, highest);
  return ok({
    codebook: weight === 'as-is' ? made : { ...made, version: nextVersion(last, weight) },
    label,
    touched,
    follow: (tag) => {
      const after = follow?.(tag);
      return after && !sameBody(tag, after) ? { ...tag, ...after } : tag;
    },
    mustBeUnused,
  });
}

function draft(codebook: Codebook, edit: CodebookEdit): Drafted {
  switch (edit.type) {
    case 'rename-codebook':
      return renameCodebook(codebook, edit);
    case 'replace':
      return replaceCodebook(codebook, edit);
    case 'add-from':
      return addFrom(codebook, edit);
    case 'add-category':
      return addCategory(codebook, edit);
    case 'update-category':
      return updateCategory(codebook, edit);
    case 'move-category':
      return moveCategory(codebook, edit);
    case 'delete-category':
      return deleteCategory(codebook, edit);
    case 'add-attribute':
      return addAttribute(codebook, edit);
    case 'update-attribute':
      return updateAttribute(codebook, edit);
    case 'move-attribute':
      return moveAttribute(codebook, edit);
    case 'delete-attribute':
      return deleteAttribute(codebook, edit);
    case 'add-value':
      return addValue(codebook, edit);
    case 'update-value':
      return updateValue(codebook, edit);
    case 'move-value':
      return moveValue(codebook, edit);
    case 'delete-value':
      return deleteValue(codebook, edit);
    case 'merge-value':
      return mergeValue(codebook, edit);
  }
}

function sameBody(a: TagBodyInCodebook, b: TagBodyInCodebook): boolean {
  return (
    a.category === b.category &&
    sameValues(a.attributes, b.attributes) &&
    sameValues(a.aside, b.aside)
  );
}

function sameValues(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length && entries.every(([id, value]) => b[id] === value)
  );
}
