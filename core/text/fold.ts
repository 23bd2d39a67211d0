import { withoutHidden } from './hidden.ts';

/** Text as people compare names: without case, accents and what nobody sees. */
export function fold(text: string): string {
  return withoutHidden(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
