import { ok, err } from '#core/result.ts';

import type { DocumentKind } from '../document/files/kind.ts';

/** The simplest document there is, for tests of the machinery around it: a list of words. */
export type Words = readonly string[];
export type WordStep = { readonly op: 'push'; readonly word: string } | { readonly op: 'pop' };

/** Stored as `{ words }` in schema 2; schema 1 was the bare list, and its steps were bare words. */
export const WORDS_KIND: DocumentKind<Words, WordStep> = {
  format: 'test-words',
  schema: 2,
  migrations: {
    1: {
      content: (stored) => ({ words: stored }),
      steps: (steps) => steps.map((word) => ({ op: 'push', word })),
    },
  },
  parse(stored) {
    const { words } = stored as { words?: unknown };
    return Array.isArray(words) ? ok(words as string[]) : err('it has no words');
  },
  toStored: (words) => ({ words }),
  parseSteps: (steps) => ok(steps as WordStep[]),
  applySteps(words, steps) {
    let current = words;
    const inverse: WordStep[] = [];
    for (const step of steps) {
      const last = current.at(-1);
      if (step.op === 'push') {
        current = [...current, step.word];
        inverse.unshift({ op: 'pop' });
      } else {
        if (last === undefined) return err({ type: 'empty' });
        current = current.slice(0, -1);
        inverse.unshift({ op: 'push', word: last });
      }
    }
    return ok({ document: current, inverse });
  },
};

/** The same kind as the version before wrote it. */
export const OLD_WORDS_KIND: DocumentKind<Words, string> = {
  format: 'test-words',
  schema: 1,
  migrations: {},
  parse: (stored) => (Array.isArray(stored) ? ok(stored as string[]) : err('it is no list')),
  toStored: (words) => words,
  parseSteps: (steps) => ok(steps as string[]),
  applySteps: (words, steps) => ok({ document: [...words, ...steps], inverse: [] }),
};
