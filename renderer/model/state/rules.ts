import type { DecisionRule } from '#core/review/decision.ts';
import { countOf } from '#core/numbers.ts';

/** A rule as its sheet has it: what belongs to another type of rule is kept for when it is chosen. */
export interface RuleChoice {
  readonly type: DecisionRule['type'];
  /** Of how many people the tags must be alike, for `n-of-m`. */
  readonly least: number;
  /** Annotator id, for `of-annotator`. */
  readonly annotator: string;
  /** Category id; `null` for every one. */
  readonly category: string | null;
  readonly accept: boolean;
}

/** A majority, and the first of the others. `people`: annotator ids, oneself first. */
export function firstRule(people: readonly string[]): RuleChoice {
  return {
    type: 'all-agree',
    least: Math.floor(people.length / 2) + 1,
    annotator: people[1] ?? people[0] ?? '',
    category: null,
    accept: true,
  };
}

/** The rule that is chosen, for an article that this many people have tagged. */
export function ruleOf(
  { type, least, annotator, category, accept }: RuleChoice,
  people: number,
): DecisionRule {
  switch (type) {
    case 'n-of-m':
      return { type, least, of: people };
    case 'of-annotator':
      return { type, annotator, category, accept };
    case 'all-agree':
    case 'all-who-tagged-agree':
      return { type };
  }
}

/** A number as it was typed, within two and everybody; `null` where it is no whole number. */
export function leastOf(typed: number, people: number): number | null {
  return Number.isInteger(typed) ? Math.min(Math.max(typed, 2), people) : null;
}

/** How many items a rule decides, and what becomes of them, before it does. */
export function effectInWords(count: number): string {
  return count === 0
    ? 'The rule decides nothing that is open.'
    : `${countOf(count, 'open item')} ${count === 1 ? 'is' : 'are'} decided in one step, which undo takes back. Each keeps which rule decided it.`;
}
