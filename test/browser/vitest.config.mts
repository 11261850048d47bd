import { defineConfig } from 'vitest/config';

// Dashboards in a real browser, over a real Prometheus: `npm run test:browser`, no part of `npm test`. Needs `chromium`, `prometheus` and
// `promtool`, which Debian's packages `chromium` and `prometheus` have. `npm run docs:dashboards` writes the pictures of docs/images/ too.
export default defineConfig({
  test: { include: ['test/browser/**/*.browser.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
