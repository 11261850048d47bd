import { defineConfig } from 'vitest/config';

// The newest that CNPG 1.28 was tested with, and one after it.
const VERSIONS = ['1.34.4', '1.36.3'];

// Real API servers: `npm run test:apiserver`, no part of `npm test`. Every test runs once a version of Kubernetes; the servers are built
// from source the first time, which takes Go and minutes, or taken from KUBEBUILDER_ASSETS.
export default defineConfig({
  test: {
    projects: (process.env.KUBEBUILDER_ASSETS ? ['prebuilt'] : VERSIONS).map((kubernetes) => ({
      test: {
        name: `Kubernetes ${kubernetes}`,
        include: ['test/apiserver/**/*.apiserver.ts'],
        globalSetup: ['test/apiserver/support/global-setup.ts'],
        provide: { kubernetes },
        testTimeout: 300_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
