// The probe that tries every known way out of the window, and what is to be said of a run of it.
import type { Page } from 'playwright/test';

import { expect, listFiles, type Run } from './fixtures.ts';
import type { ListeningServer } from './listening-server.ts';

/** What the browser says when it refuses something that the probe tries. */
export const REFUSALS =
  /Content Security Policy|Content-Security-Policy|TrustedHTML|TrustedScript|Trusted Type|violates|Refused to|ERR_BLOCKED|Not allowed to|blocked|Failed to load|Permissions policy|net::ERR|http:\/\/127\.0\.0\.1|file:\/\/\/etc|ServiceWorker|Notifications permission|user gesture|javascript:/u;

/** Runs the probe as a script of the page. Returns the names of the attempts that got through. */
async function runProbe(page: Page, server: string): Promise<Record<string, string>> {
  await page.evaluate(
    `import('app://framewise/probe/probe.js').then((m) => m.probe(${JSON.stringify(server)}))`,
  );
  const outcome = await page.waitForFunction(
    () => (globalThis as { probeOutcome?: Record<string, string> }).probeOutcome,
    undefined,
    { polling: 250 },
  );
  return (await outcome.jsonValue()) as Record<string, string>;
}

/** Ways to leave the page that show in its address. */
const LEAVING = ['location', 'replace', 'link', 'form', 'meta refresh'];

/** Requests by which a server knows of attempts that nothing comes back from. */
const SILENT = [
  ...['POST /beacon', 'POST /ping', 'GET /prefetch', 'GET /preload', 'GET /blank.html'],
  ...['GET /middle.html', 'GET /download.bin'],
  // The answers to these are not what the page hoped for, but it got to ask.
  ...['GET /font.woff2', 'GET /audio.wav', 'UPGRADE /'],
];

/** Refused without any protection too: the server answers with something else, or there is no camera. */
const NEEDS_MORE_THAN_A_PAGE = new Set(['font', 'audio', 'WebSocket', 'camera']);

function whatGotThrough(outcome: Record<string, string>): string[] {
  return Object.keys(outcome).filter((name) => outcome[name] === 'got through');
}

function loadProbe(page: Page, call: string): Promise<unknown> {
  return page.evaluate(`import('app://framewise/probe/probe.js').then((probe) => probe.${call})`);
}

/** Tries everything in a window that lets nothing through. */
export async function expectNoWayOut(
  { app, page }: Run,
  server: ListeningServer,
  dataFolder: string,
): Promise<void> {
  const outcome = await runProbe(page, server.address);
  expect(Object.keys(outcome).length).toBeGreaterThan(25);
  expect(whatGotThrough(outcome)).toEqual([]);
  expect(server.seen).toEqual([]);

  const names = (await loadProbe(page, 'leavingNames')) as string[];
  expect(names).toEqual(expect.arrayContaining([...LEAVING, 'local file', 'address of a script']));
  for (const name of names) {
    await loadProbe(page, `leave(${JSON.stringify(server.address)}, ${JSON.stringify(name)})`);
    await page.waitForTimeout(200);
    expect(page.url(), name).toMatch(/^app:\/\/framewise\/index\.html#?$/u);
  }
  expect(await page.evaluate('globalThis.addressRan')).toBeUndefined();
  expect(server.seen).toEqual([]);
  expect(app.windows()).toHaveLength(1);
  expect(await listFiles(dataFolder)).not.toContainEqual(expect.stringContaining('probe.txt'));
}

/** Tries everything in a window without any protection, where all of it gets through. */
export async function expectWaysOut({ page }: Run, server: ListeningServer): Promise<void> {
  const outcome = await runProbe(page, server.address);
  const refused = Object.keys(outcome).filter((name) => outcome[name] !== 'got through');
  expect(refused.filter((name) => !NEEDS_MORE_THAN_A_PAGE.has(name))).toEqual([]);
  expect(server.seen).toEqual(expect.arrayContaining(SILENT));
  for (const name of LEAVING) {
    await loadProbe(page, `leave(${JSON.stringify(server.address)}, ${JSON.stringify(name)})`);
    await page.waitForURL(`${server.address}/**`);
    await page.goto('app://framewise/index.html');
  }
  await loadProbe(page, `leave(${JSON.stringify(server.address)}, 'address of a script')`);
  await page.waitForFunction('globalThis.addressRan');
}
