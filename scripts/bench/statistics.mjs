// Numbers out of repeated runs.

/** What one row of the table says of repeated runs. @typedef {{ median: number, p95: number, n: number }} Summary */

/**
 * The smallest sample that at least this share of all samples does not exceed.
 * @param {readonly number[]} samples not empty
 * @param {number} share above 0, at most 1
 */
export function quantile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}

/** The middle sample, or the mean of the middle two. @param {readonly number[]} samples not empty */
export function median(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? NaN;
  const high = sorted[Math.floor(middle)] ?? NaN;
  return (low + high) / 2;
}

/**
 * Median and p95 of samples from which an idle run's cost has been taken.
 * @param {readonly number[]} samples not empty
 * @param {number} [idle] the same unit; nothing becomes less than 0
 * @returns {Summary}
 */
export function summarize(samples, idle = 0) {
  const cleaned = samples.map((sample) => Math.max(0, sample - idle));
  return { median: median(cleaned), p95: quantile(cleaned, 0.95), n: samples.length };
}
