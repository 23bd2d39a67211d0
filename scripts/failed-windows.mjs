// What the windows of failed end-to-end tests showed: a failure on a machine that one cannot look at is
// understood by it, or not at all.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Characters of a line that are shown; what comes after is the words of articles. */
const WIDTH = 160;
/** Lines shown of the beginning and of the end of one window: sheets and messages are at the end. */
const LINES = 50;

/**
 * What a window showed, out of what the test runner writes of a failure: roles and names, without the
 * paragraphs of the article. Empty where it could not look at a window.
 * @param {string} context
 */
export function shownIn(context) {
  const [, tree = ''] = /^```yaml\n(.*?)^```$/msu.exec(context) ?? [];
  const lines = tree
    .split('\n')
    .map((line) => line.replace(/ \[ref=\w+\]/u, ''))
    .filter((line) => !/^(?:\s*- (?:generic:|paragraph: .*))?$/u.test(line))
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line));
  if (lines.length <= 2 * LINES) return lines.join('\n');
  return [...lines.slice(0, LINES), '…', ...lines.slice(-LINES)].join('\n');
}

/**
 * Prints what the windows of the tests that failed showed.
 * @param {string} folder that the test runner writes its results to
 */
export async function sayFailedWindows(folder) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    const file = path.join(folder, name, 'error-context.md');
    const shown = shownIn(await readFile(file, 'utf8').catch(() => ''));
    if (shown !== '') console.log(`\nThe window of ${name}:\n${shown}`);
  }
}
