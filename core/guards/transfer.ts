declare const meaning: unique symbol;

/**
 * A value as JSON. Large lists of small objects go from the main process to the window in this
 * form: each world on the way copies an object piece by piece, and a string as a whole. It is a
 * string, which the type does not say, so that its length is not taken for that of a list.
 */
export interface JsonText<T> {
  readonly [meaning]: T;
}

export function toJsonText<T>(value: T): JsonText<T> {
  return JSON.stringify(value) as unknown as JsonText<T>;
}

/** Gives the value back; only for text that `toJsonText` made. */
export function fromJsonText<T>(text: JsonText<T>): T {
  return JSON.parse(text as unknown as string) as T;
}
