import type { Bridge } from '#core/contract/contract.ts';
import type { WindowError } from '#core/contract/log.ts';

/** Places of one error that are told. */
const PLACES = 20;

/** Tells the log of errors that nobody handles: their kind and where they were thrown, never their words. */
export function reportErrors(bridge: Pick<Bridge, 'invoke'>): void {
  window.addEventListener('error', ({ error }) => {
    // Chromium tells in the same way of what is no error of the program.
    if (error instanceof Error) reportError(bridge, 'event', error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    reportError(bridge, 'promise', reason);
  });
}

/** Tells the log of one error. */
export function reportError(
  bridge: Pick<Bridge, 'invoke'>,
  where: WindowError['where'],
  error: unknown,
): void {
  void bridge.invoke('log:window-error', { where, ...describeWindowError(error) });
}

/** An error without its message, which may quote an article. */
export function describeWindowError(error: unknown): Omit<WindowError, 'where'> {
  if (!(error instanceof Error)) return { name: 'Error', places: [] };
  const { name, stack = '' } = error;
  const places = Array.from(
    stack.matchAll(/app:\/\/framewise\/(assets\/[\w-]{1,80}\.js:\d{1,7}:\d{1,7})/gu),
    ([, place = '']) => place,
  );
  return {
    name: /^[A-Za-z]{0,40}(?:Error|Exception)$/u.test(name) ? name : 'Error',
    places: places.slice(0, PLACES),
  };
}
