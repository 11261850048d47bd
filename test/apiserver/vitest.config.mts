import { defineConfig } from 'vitest/config';

// A real API server: `npm run test:apiserver`. It needs Go the first time, or KUBEBUILDER_ASSETS, and is no part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/apiserver/**/*.apiserver.ts'],
    testTimeout: 120_000,
    hookTimeout: 1_200_000,
  },
});
