import { bareName } from '../../people/spelling.ts';
import { PARTICLES } from '../../text/speech/language.ts';

/** Words with capitals that follow each other, initials and particles among them. */
const CAPITALS = (() => {
  const word = String.raw`(?:(?:\p{Lu}\.)+|\p{Lu}[\p{L}\p{M}’'-]*)`;
  return new RegExp(`${word}(?:[ \\u00a0](?:(?:${PARTICLES})[ \\u00a0])?${word})*`, 'gu');
})();

/** The names of people that a text may have, without titles, and how often each stands in it. */
export function readNames(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [found] of text.matchAll(CAPITALS)) counts.set(found, (counts.get(found) ?? 0) + 1);
  const names = new Map<string, number>();
  for (const [found, count] of counts) {
    const name = bareName(found);
    if (name !== null) names.set(name, (names.get(name) ?? 0) + count);
  }
  return names;
}
