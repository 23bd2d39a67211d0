import { fold } from '#core/text/fold.ts';

/** How well a name fits what has been typed; 0 for not at all. */
function fit(name: string, typed: string): number {
  const folded = fold(name);
  if (folded.startsWith(typed)) return 3;
  const at = folded.indexOf(typed);
  if (at < 0) return 0;
  return folded.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 2 : 1;
}

/**
 * The names that fit what has been typed, best first: those that begin with it, those of which a word
 * does, those that have it anywhere. Names that fit alike stay in their order. `also`: what else a
 * name is found by.
 */
export function namesThatFit(
  names: readonly string[],
  typed: string,
  limit: number,
  also?: ReadonlyMap<string, readonly string[]>,
): string[] {
  const wanted = fold(typed.trim());
  return names
    .map((name) => {
      const others = also?.get(name) ?? [];
      return { name, fits: Math.max(...[name, ...others].map((each) => fit(each, wanted))) };
    })
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, limit)
    .map(({ name }) => name);
}
