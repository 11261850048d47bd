import { defineConfig } from 'vitest/config';

// What the real kustomize, Helm and Flux make of repositories: `npm run test:rendering`, no part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/rendering/**/*.render.ts'],
    globalSetup: ['test/rendering/support/global-setup.ts'],
    testTimeout: 300_000,
  },
});
