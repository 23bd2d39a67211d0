import type { Codebook } from './codebook.ts';
import { LABEL_LIMIT } from './codebook.ts';
import type { CodebookEditError } from './edit.ts';
import { idFromLabel } from './names.ts';
import { isPlainLabel, readAlike, showHidden } from '../guards/labels.ts';
import { err, ok, type Result } from '../result.ts';
import { isCodebookId } from '../tags/ids.ts';

/** An id made from a label that no other entry of the list has. */
export function newId(
  label: string,
  others: readonly { readonly id: string }[],
  kind: 'category' | 'attribute' | 'value',
): string {
  const base = idFromLabel(label.toLowerCase())?.slice(0, 58) ?? kind;
  const taken = new Set(others.map(({ id }) => id));
  let id = base;
  for (let n = 2; taken.has(id) || !isCodebookId(id); n += 1) id = `${base}-${n}`;
  return id;
}

/** A label that can be read and that no other entry of the list has. */
export function newLabel(
  asked: string,
  others: readonly { readonly label: string }[],
): Result<string, CodebookEditError> {
  const label = usableLabel(asked);
  if (label.ok && isTaken(label.value, others)) {
    return err({ type: 'label-taken', label: label.value });
  }
  return label;
}

/** A label as it stands in a codebook: trimmed, and readable. */
export function usableLabel(asked: string): Result<string, CodebookEditError> {
  const label = asked.trim().toWellFormed();
  return isUsableLabel(label) ? ok(label) : err({ type: 'bad-label' });
}

/** Whether something can be called this in a codebook. */
export function isUsableLabel(label: string): boolean {
  return isPlainLabel(label) && label.length <= LABEL_LIMIT && !hasHidden(label);
}

/** Whether there is something in it that cannot be seen, other than the joiners that scripts need. */
function hasHidden(label: string): boolean {
  const bare = label.replaceAll(/[\u200c\u200d]/gu, '');
  return showHidden(bare) !== bare;
}

/** A name with hidden characters, by which one entry could pass for another; `undefined` where there is none. */
export function findHidden({ name, categories }: Codebook): string | undefined {
  const labels = categories.flatMap((category) => [
    category.letter,
    category.label,
    ...category.attributes.flatMap(({ label, values = [] }) => [
      label,
      ...values.map((value) => value.label),
    ]),
  ]);
  return [name, ...labels].find(hasHidden);
}

export function isTaken(label: string, others: readonly { readonly label: string }[]): boolean {
  return others.some((each) => readAlike(each.label, label));
}
