/** With this switch Playwright starts a program that it drives. */
const SWITCH = '--inspect=0';

/**
 * Resolves once Playwright sees the program, where that has started it: it then calls the function that
 * is set here. Nothing tells it that a page has been loaded which it finds while that is under way, and
 * it waits for that without end; so no window is opened before.
 */
export function whenSeen(argv: readonly string[]): Promise<void> {
  if (!argv.includes(SWITCH)) return Promise.resolve();
  return new Promise((resolve) => {
    Object.assign(globalThis, { __playwright_run: resolve });
  });
}
