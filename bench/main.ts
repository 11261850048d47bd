import { benchGoals } from './goals';
import { benchPlan } from './plan';
import { benchSynth } from './synth';
import { benchValidate } from './validate';

// Times vary with the machine; the ratios, taken in one go, are what to compare.
const BENCHES: Record<string, () => void> = {
  goals: benchGoals,
  synth: benchSynth,
  plan: benchPlan,
  validate: benchValidate,
};

const argv = process.argv.slice(2);
const USAGE = `npm run bench [-- BENCHMARK]     all benchmarks, or one: ${Object.keys(BENCHES).join(', ')}
npm run bench -- goals ROW      the row with this in its name; --long: also the rows that take minutes
npm run bench -- --check        fails where a ratio is worse than its goal by a fifth; --held: only of the rows that CI asks for`;
const [only, row = ''] = argv.filter((word) => !word.startsWith('--'));
try {
  if (argv.includes('--help')) console.log(USAGE);
  else if (argv.includes('--check')) {
    if (benchGoals({ held: argv.includes('--held') }) > 0) process.exitCode = 1;
  } else run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

function run(): void {
  if (only !== undefined && !Object.hasOwn(BENCHES, only)) {
    throw new Error(`there is no benchmark "${only}"; there are ${Object.keys(BENCHES).join(', ')}`);
  }
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only !== undefined && only !== name) continue;
    console.log(`\n${name}`);
    if (name === 'goals') benchGoals({ long: argv.includes('--long'), row });
    else bench();
  }
}
