import type { z } from 'zod';

import type { FileError, Refusal, RefusalReason } from './problem.ts';
import { FileRefused } from './records.ts';

/** Fields that hold ids: a wrong one means the file is not what it says, or means harm. */
const ID_FIELDS = new Set([
  ...['id', 'annotator', 'article', 'creator', 'category', 'event'],
  ...['reviewer', 'author', 'parent', 'decision', 'for', 'from', 'family', 'base'],
]);

/** Holds the records of one file against their schemas, and notes those that are left out. */
export class RecordCheck {
  readonly refused: Refusal[] = [];

  /** The record, or `undefined` after noting why not; a fault that means harm refuses the file. */
  record<T>(schema: z.ZodType<T>, value: unknown, pointer: string, tags: number): T | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues;
    for (const issue of issues) {
      const place = pointerOf(pointer, issue.path);
      if (issue.code === 'unrecognized_keys') throw new FileRefused(unknownField(place, issue));
      const field = issue.path.at(-1);
      const isId = typeof field === 'string' && ID_FIELDS.has(field);
      if (
        issue.code === 'invalid_key' ||
        (isId && typeof valueAt(value, issue.path) === 'string')
      ) {
        throw new FileRefused({ type: 'bad-id', pointer: place });
      }
    }
    const first = issues[0];
    this.refuse(
      pointerOf(pointer, first?.path ?? []),
      { type: 'malformed', detail: first?.message ?? '' },
      tags,
    );
    return undefined;
  }

  refuse(pointer: string, reason: RefusalReason, tags: number): void {
    this.refused.push({ pointer, reason, tags });
  }

  /** Sound records with an id of their own; the second one with the same id is refused. */
  list<T extends { readonly id: string }>(
    schema: z.ZodType<T>,
    values: readonly unknown[],
    pointer: string,
  ): T[] {
    const known = new Map<string, T>();
    values.forEach((value, index) => {
      const place = `${pointer}/${index}`;
      const record = this.record(schema, value, place, 0);
      if (!record) return;
      if (known.has(record.id)) this.refuse(place, { type: 'repeated-id' }, 0);
      else known.set(record.id, record);
    });
    return [...known.values()];
  }
}

/** Why a file with a field is refused that its format does not have. */
export function unknownField(
  pointer: string,
  { keys }: { readonly keys: readonly PropertyKey[] },
): FileError {
  return { type: 'unknown-field', pointer: pointerOf(pointer, keys.slice(0, 1)) };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** The place of something inside what stands at another place. */
export function pointerOf(base: string, path: readonly PropertyKey[]): string {
  const steps = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return base + steps.join('');
}
