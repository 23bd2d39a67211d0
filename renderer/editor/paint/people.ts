/** How the lines of other people's tags are drawn, in the order of the people. */
const FORMS = [
  { line: 'dashed', width: 2 },
  { line: 'dotted', width: 2.5 },
  { line: 'solid', width: 2 },
  { line: 'wavy', width: 1 },
] as const;

/** People with a line of their own; those behind them share the lines of the first ones again. */
export const PEOPLE = FORMS.length;

/** The form of a person's line; `person` counts from 0. */
export function formOf(person: number): (typeof FORMS)[number] {
  return FORMS[person % PEOPLE] ?? FORMS[0];
}

/** A person's colour as a CSS value; the style sheet of the editor has it for each theme. */
export function personColor(person: number): string {
  return `var(--person-${(person % PEOPLE) + 1})`;
}

/**
 * Distance of a person's line from the baseline, in CSS pixels. `depth`: how many lanes of one's own tags
 * it must stay below; those stay where they are.
 */
export function personOffset(person: number, depth: number): number {
  return 3 + Math.min(Math.max(depth, 1) + (person % PEOPLE), DEEPEST) * 3.5;
}

/** Deeper, a line would cross the letters of the next one. */
const DEEPEST = 5;
