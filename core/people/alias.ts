// Who is named: the spellings of people, bodies and places, which of them is one, and what renaming means.
// It knows names and tags; where articles and the list of people are kept is for higher rooms.
import { z } from 'zod';

import { isPlainLabel } from '../guards/labels.ts';
import { VALUE_LIMIT } from '../tags/tag.ts';
import { Uuid } from '../tags/ids.ts';

/** Most spellings of one person besides the name. */
export const SPELLING_LIMIT = 500;

export const AliasKind = z.enum(['person', 'body', 'place']);
export type AliasKind = z.infer<typeof AliasKind>;

/** A name as a tag has it, without space around it. */
export const PersonName = z
  .string()
  .min(1)
  .max(VALUE_LIMIT)
  .refine((name) => isPlainLabel(name) && name === name.trim(), 'is no name');

/** Somebody whom texts call by several names, or of whom an analyst has said who it is. */
export const Alias = z
  .strictObject({
    id: Uuid,
    /** The name that tags have. */
    name: PersonName,
    kind: AliasKind,
    /** Every other name; never `name` itself, each once. */
    spellings: z.array(PersonName).max(SPELLING_LIMIT),
    /** Annotator id. */
    creator: Uuid,
    /** ISO 8601, UTC. */
    modified: z.string().max(64),
  })
  .refine(
    ({ name, spellings }) => new Set([name, ...spellings]).size === spellings.length + 1,
    'has a spelling twice',
  );
export type Alias = z.infer<typeof Alias>;

/** The name and every other spelling. */
export function namesOf({ name, spellings }: Pick<Alias, 'name' | 'spellings'>): string[] {
  return [name, ...spellings];
}
