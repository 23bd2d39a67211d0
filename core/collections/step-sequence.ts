import { ok, type Result } from '../result.ts';

/**
 * Applies steps in order and returns the new document with the steps that undo them, already in
 * the order in which they must be applied. All or nothing: on an error the old document stands.
 */
export function applySequence<D, S, E>(
  document: D,
  steps: readonly S[],
  apply: (document: D, step: S) => Result<{ readonly document: D; readonly inverse: S }, E>,
): Result<{ readonly document: D; readonly inverse: readonly S[] }, E> {
  let current = document;
  const inverse: S[] = [];
  for (const step of steps) {
    const applied = apply(current, step);
    if (!applied.ok) return applied;
    current = applied.value.document;
    inverse.push(applied.value.inverse);
  }
  return ok({ document: current, inverse: inverse.reverse() });
}
