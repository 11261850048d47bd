import { defineConfig } from 'vitest/config';

// actionlint over the workflows, ours and those that the documentation shows: `npm run test:workflows`, no part of `npm test`. It is a
// program in Go, which is built from its module.
export default defineConfig({
  test: { include: ['test/workflows/**/*.actionlint.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
