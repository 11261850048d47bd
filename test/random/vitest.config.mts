import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.mjs';

// The properties of `npm test` with values that no run had before: `npm run test:random`. The seed is printed; FUZZ_SEED has it again.
const seed = process.env.FUZZ_SEED ?? `${Date.now() % 2 ** 31}`;

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file));

export default defineConfig({
  test: {
    ...shared.test,
    include: tests.filter(
      (file) => file.endsWith('.fuzz.test.ts') || readFileSync(file, 'utf8').includes("'fast-check'"),
    ),
    env: { FUZZ_SEED: seed },
    globalSetup: ['test/support/global-setup.ts', 'test/random/announce.ts'],
  },
});
