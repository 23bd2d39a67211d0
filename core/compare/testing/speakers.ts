import { keyOf } from '../words/word-table.ts';
import type { Speakers } from '../evidence/speakers.ts';

const BODIES = new Set([
  'Russia',
  'Moscow',
  'Kremlin',
  'NATO',
  'Russia (government)',
  'Washington',
]);

/** The last word of a name without case and accents, `Sergei` and `Sergey` alike. */
function surname(name: string): string {
  return keyOf(name.split(' ').at(-1) ?? '').replace(/(?:iy|yy|ey|y)$/u, 'i');
}

/** Speakers by their surnames: enough for texts in which no two persons share one. */
export const BY_SURNAME: Speakers = {
  isPerson: (name) => !BODIES.has(name),
  samePerson: (a, b) => (surname(a) === surname(b) ? 'same' : 'different'),
};
