import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.mjs';

// Tests that run whole programs for seconds: PostgreSQL over and over again, git, `cdk8s import`, `npm pack`, this project's own commands.
// `npm run test:processes`, no part of `npm test`. Needs Node and git alone.
/** The longest takes a minute and a half on two cores of its own, and five times as long where others keep them busy. */
const LONG = 900_000;

export default defineConfig({
  test: { ...shared.test, include: ['test/**/*.process.ts'], testTimeout: LONG, hookTimeout: LONG },
});
