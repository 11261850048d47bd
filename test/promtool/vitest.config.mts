import { defineConfig } from 'vitest/config';

// Alerts against a real Prometheus: `npm run test:promtool`, no part of `npm test`. Needs `promtool`, which Debian's package `prometheus` has.
export default defineConfig({
  test: { include: ['test/promtool/**/*.promtool.ts'], testTimeout: 300_000, maxConcurrency: 2 },
});
