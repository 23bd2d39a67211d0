import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One for each core: the runner by itself leaves one of two idle.
    maxWorkers: '100%',
    include: ['{cli,core,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}'],
    // Only ends a test that waits for what never comes: the store's tests start processes and fill
    // disks, and the machine may be kept busy by others.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
