import { defineConfig } from 'vitest/config';

// The ends of what CNPG 1.30 supports.
const KUBERNETES = ['1.34.4', '1.36.3'];
// The oldest and the newest of which schemas are known, each with the plugin of its time.
const PRODUCTS = [
  { operator: '1.28.0', plugin: '0.11.0' },
  { operator: '1.30.0', plugin: '0.14.0' },
];

// Real API servers: `npm run test:apiserver`, no part of `npm test`. Every test runs once a version of Kubernetes and of CNPG; the servers are built
// from source the first time, which takes Go and minutes, or taken from KUBEBUILDER_ASSETS.
export default defineConfig({
  test: {
    projects: (process.env.KUBEBUILDER_ASSETS ? ['prebuilt'] : KUBERNETES).flatMap((kubernetes) =>
      PRODUCTS.map((products) => ({
        test: {
          name: `Kubernetes ${kubernetes}, CNPG ${products.operator}`,
          include: ['test/apiserver/**/*.apiserver.ts'],
          globalSetup: ['test/apiserver/support/global-setup.ts'],
          provide: { kubernetes, products },
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      })),
    ),
  },
});
