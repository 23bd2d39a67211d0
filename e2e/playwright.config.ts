import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Each worker has its own programs and data folders. A test also waits for disks, frames and
  // processes, so that two at once leave much of two cores idle.
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
