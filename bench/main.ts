import { benchCold } from './cold';
import { benchPlan } from './plan';
import { benchSynth } from './synth';
import { benchValidate } from './validate';

// Times vary with the machine; the ratios, taken in one go, are what to compare.
const BENCHES: Record<string, () => void> = {
  cold: benchCold,
  synth: benchSynth,
  plan: benchPlan,
  validate: benchValidate,
};

const [only] = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (only !== undefined && only !== name) continue;
  console.log(`\n${name}`);
  bench();
}
