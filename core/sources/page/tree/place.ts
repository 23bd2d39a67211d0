import { attribute } from './tree.ts';
import type { WalkedElement } from './walk.ts';

/** Elements of a path that are named; of a deeper one its end. */
const NAMED = 26;

/** Characters of one step; ids and names of elements may be of any length. */
const STEP = 60;

/** Where an element stands: `html > body > article > p:3`, the third `<p>` of the article. */
export function placeOf(holder: WalkedElement): string {
  const steps: string[] = [];
  let walked: WalkedElement | null = holder;
  for (; walked && steps.length < NAMED; walked = walked.parent) steps.push(stepOf(walked));
  if (walked) steps.push('…');
  return steps.toReversed().join(' > ');
}

function stepOf({ element, nth }: WalkedElement): string {
  const id = attribute(element, 'id');
  const name = id !== undefined && /^[\w-]{1,40}$/u.test(id) ? `#${id}` : nth > 1 ? `:${nth}` : '';
  return `${element.tagName.slice(0, STEP)}${name}`;
}
