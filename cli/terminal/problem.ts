import type { ReadRefusal } from '#core/exchange/content/loose.ts';

/** Exit codes of the command line. */
export const EXIT = { done: 0, badInput: 1, wrongUse: 2 } as const;

/** Something in the input is wrong: the person must look at it. */
export class BadInput extends Error {
  /** @param refused the records that are the reason, where there are such */
  constructor(
    message: string,
    readonly refused: readonly ReadRefusal[] = [],
  ) {
    super(message);
  }
}

/** The command was called in a way that it does not understand. */
export class WrongUse extends Error {}

/** Refused records as lines for the error output. */
export function describeRefused(refused: readonly ReadRefusal[]): string[] {
  const lines = refused.slice(0, SHOWN).map(({ place, reason }) => `${place}: ${reason}`);
  const more = refused.length - lines.length;
  return more > 0
    ? [...lines, `… and ${more.toLocaleString('en')} more; --json lists all.`]
    : lines;
}

/** Most lines about refused records: nobody reads more, and a terminal takes long over them. */
const SHOWN = 100;
