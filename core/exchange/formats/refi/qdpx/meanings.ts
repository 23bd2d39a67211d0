import type { Codebook } from '../../../../codebook/codebook.ts';
import { isOwnCategory, ownValue, type QdaCode } from '../codes.ts';

/** What a code stands for: a category, or a value of one of its attributes. */
export interface CodeMeaning {
  readonly label: string;
  readonly value: { readonly attribute: string; readonly value: string } | null;
}

/**
 * What the codes of a file stand for. In our own, codes are categories and their values; every
 * code of another program is a category, named with those above it where its name is there twice.
 */
export function meaningsOf(
  codes: readonly QdaCode[],
  codebook: Codebook | null,
): ReadonlyMap<string, CodeMeaning> {
  const meanings = new Map<string, CodeMeaning>();
  const foreign: { readonly guid: string; readonly path: readonly string[] }[] = [];
  const add = (code: QdaCode, above: readonly string[], category: string | null): void => {
    const { guid, name, rest, children } = code;
    const path = [...above, name];
    const value = category === null ? null : ownValue(code);
    const isOwn = above.length === 0 && isOwnCategory(code);
    const label = isOwn && codebook ? String(rest['category']) : name;
    if (guid !== null && value !== null && category !== null) {
      meanings.set(guid, { label: category, value });
    } else if (guid !== null && isOwn) meanings.set(guid, { label, value: null });
    else if (guid !== null) foreign.push({ guid, path });
    for (const child of children) add(child, path, isOwn ? label : null);
  };
  for (const code of codes) add(code, [], null);
  const counts = new Map<string, number>();
  for (const { path } of foreign) {
    const name = path.at(-1) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const { guid, path } of foreign) {
    const name = path.at(-1) ?? '';
    const label = (counts.get(name) ?? 0) > 1 ? path.join(' › ') : name;
    meanings.set(guid, { label: label.trim(), value: null });
  }
  return meanings;
}
