import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{cli,core,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}'],
    // The store's tests start processes and fill disks; a slow machine needs the time.
    testTimeout: 60_000,
  },
});
