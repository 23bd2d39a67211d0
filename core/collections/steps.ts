import type { IdMap } from './id-map.ts';
import { err, ok, type Result } from '../result.ts';

/** The keyed collections of a document, by the name of the field that holds each. */
export type Collections<C extends Record<keyof C, { readonly id: string }>> = {
  readonly [K in keyof C]: IdMap<C[K]>;
};

/** How the steps of one collection are written, and what is said where an item to be removed is not there. */
export interface StepsOf<T, S, E> {
  readonly put: (item: T) => S;
  readonly remove: (id: string) => S;
  readonly missing: (id: string) => E;
}

/** A document after a step, and the step that undoes it. */
export interface Applied<D, S> {
  readonly document: D;
  readonly inverse: S;
}

/**
 * The two steps that every keyed collection of a document has. An item is put in place of the one
 * with its id, and what undoes that puts the old one back or removes the new one.
 */
export class KeyedSteps<C extends Record<keyof C, { readonly id: string }>, S, E> {
  constructor(private readonly steps: { readonly [K in keyof C]: StepsOf<C[K], S, E> }) {}

  put<D extends Collections<C>, K extends keyof C>(
    document: D,
    name: K,
    item: C[K],
  ): Applied<D, S> {
    const items = itemsOf<C, K>(document, name);
    const before = items.get(item.id);
    const { put, remove } = this.steps[name];
    return {
      document: { ...document, [name]: items.with(item) },
      inverse: before ? put(before) : remove(item.id),
    };
  }

  remove<D extends Collections<C>, K extends keyof C>(
    document: D,
    name: K,
    id: C[K]['id'],
  ): Result<Applied<D, S>, E> {
    const items = itemsOf<C, K>(document, name);
    const before = items.get(id);
    const { put, missing } = this.steps[name];
    if (!before) return err(missing(id));
    return ok({ document: { ...document, [name]: items.without(id) }, inverse: put(before) });
  }
}

function itemsOf<C extends Record<keyof C, { readonly id: string }>, K extends keyof C>(
  document: Collections<C>,
  name: K,
): IdMap<C[K]> {
  return document[name];
}
