import { env } from 'node:process';

/**
 * How often a fuzz test tries: `usual` times, and many more in a long run, which also says with which seed it
 * began. What fails prints the seed and path that lead there.
 */
export function fuzzRuns(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const { FRAMEWISE_FUZZ_RUNS: runs, FRAMEWISE_FUZZ_SEED: seed } = env;
  return {
    numRuns: Number(runs ?? usual),
    ...(seed !== undefined && { seed: Number(seed) }),
  };
}
