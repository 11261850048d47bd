import fc from 'fast-check';

// Every property draws the same values each time, so that `npm test` never fails by chance. `npm run test:random` draws others.

/** `FUZZ_SEED`, or the seed that never changes. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20260715);

fc.configureGlobal({ seed: SEED });
