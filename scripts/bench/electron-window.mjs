// One run of an Electron application, and the questions that measurements ask its window.
import { once } from 'node:events';

import { _electron } from 'playwright';

import { installBench, installDetails } from './page-side.mjs';

/** Without these a frame waits for the screen, and the wait would be measured. */
const NO_FRAME_LIMIT = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
/** Chromium has no sandbox for root; everyone else must get it. */
export const SANDBOX = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];
/** Milliseconds that a window may take to become ready. */
const START_LIMIT = 60_000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Keys as Chromium's protocol wants them; 2 stands for Ctrl. */
const KEYS = {
  one: { key: '1', code: 'Digit1', windowsVirtualKeyCode: 49, text: '1' },
  delete: { key: 'Delete', code: 'Delete', windowsVirtualKeyCode: 46 },
  annotate: { key: '1', code: 'Digit1', windowsVirtualKeyCode: 49, modifiers: 2 },
  review: { key: '2', code: 'Digit2', windowsVirtualKeyCode: 50, modifiers: 2 },
  compare: { key: '3', code: 'Digit3', windowsVirtualKeyCode: 51, modifiers: 2 },
  nextDifference: { key: 'n', code: 'KeyN', windowsVirtualKeyCode: 78, text: 'n' },
  reject: { key: 'x', code: 'KeyX', windowsVirtualKeyCode: 88, text: 'x' },
  undo: { key: 'z', code: 'KeyZ', windowsVirtualKeyCode: 90, modifiers: 2 },
  right: { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 },
  shift: { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 },
};

/**
 * Starts an application of ours.
 * @param {{ executable: string, folder: string, args?: readonly string[],
 *   ready: () => boolean, frameLimit: boolean }} options
 *   `ready` runs in the page: whether it can be measured
 */
export async function startElectron({ executable, folder, args = [], ready, frameLimit }) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: executable,
    args: [...SANDBOX, ...(frameLimit ? [] : NO_FRAME_LIMIT), folder, ...args],
    env,
    colorScheme: null,
  });
  const child = app.process();
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  const page = await app.firstWindow();
  const cdp = await app.context().newCDPSession(page);
  // Processor time: what other programs take of the processor meanwhile is not counted.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const window = new MeasuredWindow(app, page, cdp);
  for (const end = performance.now() + START_LIMIT; !(await window.evaluate(ready));) {
    if (performance.now() > end) throw new Error('The window did not become ready.');
    await window.rest(50);
  }
  await window.evaluate(installBench);
  await window.evaluate(installDetails);
  return {
    window,
    /** Quits as a person would, and waits for the process to end. */
    quit: async () => {
      await app.close();
      await ended;
    },
  };
}

/** Ends what still runs, after an error or when something takes too long. */
export async function endElectrons() {
  const children = [...running];
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(
    children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')),
  );
}

/** A window with `window.bench` in its page. Times are in milliseconds. */
class MeasuredWindow {
  /**
   * @param {import('playwright').ElectronApplication} app
   * @param {import('playwright').Page} page
   * @param {import('playwright').CDPSession} cdp
   */
  constructor(app, page, cdp) {
    this.app = app;
    this.page = page;
    this.cdp = cdp;
  }

  /**
   * Runs a function in the page, without the wrapping that Playwright's own way costs. Functions
   * among the arguments are sent as text too.
   */
  async evaluate(run, ...args) {
    const sent = args.map((arg) => (typeof arg === 'function' ? `(${arg})` : JSON.stringify(arg)));
    const { result, exceptionDetails } = await this.cdp.send('Runtime.evaluate', {
      // Held by the page: the inspector lets go of a promise that it waits for.
      expression: `window.awaited = (${run})(${sent.join(', ')})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  /** Milliseconds that the page's main thread has worked since it began. */
  async workDone() {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  }

  /**
   * Does something and says how long it took until it was painted and how long the main thread
   * worked for it: until then, and, when `rest` is given, also in the time after it.
   * @param {() => Promise<number>} act gives the wall time
   * @param {number} [rest] milliseconds
   */
  async measure(act, rest) {
    const before = await this.workDone();
    const wall = await act();
    const work = (await this.workDone()) - before;
    if (rest === undefined) return { wall, work, all: work };
    await this.rest(rest);
    return { wall, work, all: (await this.workDone()) - before };
  }

  /**
   * Presses a real key and waits until its outcome is painted, which is there when what `read`
   * reads from the state has changed.
   * @param {keyof typeof KEYS} key
   * @param {((state: unknown) => unknown) | null} read `null`: the key has no outcome
   */
  async press(key, read) {
    await this.evaluate((source) => window.bench.arm(source), read);
    const { text, ...event } = KEYS[key];
    const type = text === undefined ? 'rawKeyDown' : 'keyDown';
    await this.cdp.send('Input.dispatchKeyEvent', { type, ...event, ...(text && { text }) });
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    return this.evaluate(() => window.bench.armed());
  }

  /** Lets everything that was put off happen. */
  rest(milliseconds) {
    return this.page.waitForTimeout(milliseconds);
  }

  async collectGarbage() {
    await this.cdp.send('HeapProfiler.collectGarbage');
  }

  /** What the page holds after a collection of garbage: bytes of JavaScript, DOM nodes. */
  async holdings() {
    await this.collectGarbage();
    await this.collectGarbage();
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    const { nodes } = await this.cdp.send('Memory.getDOMCounters');
    return { heap: usedSize, nodes };
  }
}
