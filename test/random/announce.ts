import type { TestProject } from 'vitest/node';

export default function announce({ config }: TestProject): void {
  console.info(`the same values again: FUZZ_SEED=${config.env.FUZZ_SEED} npm run test:random`);
}
