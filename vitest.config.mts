import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Type tests (what must not compile) are part of `npm run types`: tsc checks test/ with its `@ts-expect-error` lines.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Test files of a worker share their modules: loading the library once a file costs more than all assertions together. So a test
    // restores what it changes of the process: variables, the working directory, spies.
    isolate: false,
    // One for each core: vitest's own default leaves one idle.
    maxWorkers: '100%',
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/seed.ts'],
  },
});
