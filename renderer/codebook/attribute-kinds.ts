import type { Attribute } from '#core/codebook/codebook.ts';

/** What an attribute holds, in words. */
export const KIND_NAMES: Readonly<Record<Attribute['type'], string>> = {
  enum: 'One of several values',
  entity: 'A name',
  text: 'Free text',
};
