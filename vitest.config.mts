import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Type tests (what must not compile) are part of `npm run types`: tsc checks test/ with its `@ts-expect-error` lines.
    testTimeout: 60_000,
  },
});
