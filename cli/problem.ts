/** Exit codes of the command line. */
export const EXIT = { done: 0, badInput: 1, wrongUse: 2 } as const;

/** Something in the input is wrong: the person must look at it. */
export class BadInput extends Error {}

/** The command was called in a way that it does not understand. */
export class WrongUse extends Error {}
