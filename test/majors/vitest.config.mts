import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.mjs';

// Upgrades between two majors of PostgreSQL, with its own pg_upgrade, pg_dump and psql: `npm run test:majors`, no part of `npm test`. Needs
// Linux on x86-64, and Python with pip, which downloads the servers once.
export default defineConfig({
  test: {
    ...shared.test,
    include: ['test/majors/**/*.majors.ts'],
    globalSetup: ['test/support/global-setup.ts', 'test/majors/support/global-setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
