import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Each test has its own program and data folder. A third of a test's time goes by while nothing is
  // computed (starts, disks, frames), so three of them keep two cores busy.
  workers: 3,
  fullyParallel: true,
  // A test that passes only sometimes is a test that fails.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Tests wait for what they need. These times only end a test that waits for what never comes; on a
  // machine that others keep busy, what comes may take long.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: 'list',
});
