import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One for each core: the runner by itself leaves one of two idle.
    maxWorkers: '100%',
    // Only ends a test that waits for what never comes: the store's tests start processes and fill
    // disks, and the machine may be kept busy by others.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{cli,core,renderer}/**/*.test.{ts,tsx}'],
          // Nothing there holds a state of its own, so the files of one process share their modules:
          // to load those anew for each file took a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'around', include: ['{electron,scripts}/**/*.test.{ts,mjs}'] },
      },
    ],
  },
});
