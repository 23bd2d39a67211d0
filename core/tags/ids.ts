import { z } from 'zod';

import { hasForbiddenName } from '../guards/labels.ts';

const CODEBOOK_ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/u;

/** Ids in a codebook: a letter, then letters, digits, `_` and `-`; never a name JavaScript objects own. */
export const CodebookId = z
  .string()
  .regex(CODEBOOK_ID)
  .refine((id) => !hasForbiddenName(id), 'is a reserved name');

/** The same without a reason for what is none. */
export function isCodebookId(id: string): boolean {
  return CODEBOOK_ID.test(id) && !hasForbiddenName(id);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

/** An RFC 9562 UUID in lower case. */
export const Uuid = z.string().regex(UUID);

/** The same without a reason for what is none, which costs much in a file of many tags. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
