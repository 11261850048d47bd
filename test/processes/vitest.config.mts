import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.mjs';

// Tests that run whole programs for seconds: PostgreSQL over and over again, git, `cdk8s import`, `npm pack`, this project's own commands.
// `npm run test:processes`, no part of `npm test`. Needs Node and git alone.
export default defineConfig({
  test: { ...shared.test, include: ['test/**/*.process.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
