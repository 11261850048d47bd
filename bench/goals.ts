import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printUnmarked } from '../manifests/files/print';
import { render } from '../manifests/files/render';
import { isKustomization } from '../manifests/object/manifest';
import { buildDatabase } from './databases';
import { makeFleet, writeApplication } from './fleet';
import { cpuSeconds, type Pair, pair, peakMegabytes } from './processes';
import { literalsOf } from './samples';
import { makeFreshClone, makeStockProject } from './stock';

/** A promise about whole processes: processor seconds, as a ratio to those of a peer in the same go. */
interface Goal {
  readonly what: string;
  readonly peer: string;
  readonly most: number;
  /** Whether CI asks for it: it is reached, and the ratio is about the same on a busy machine. */
  readonly held: boolean;
  /** Minutes, not seconds: measured with `--long` only. @default false */
  readonly long?: boolean;
  readonly measure: () => Pair | number;
}

/** A run that is worse than its goal by less is noise. */
const MARGIN = 1.2;
const NODE = process.execPath;
const FOLDER = resolve('build/.bench');
const SAMPLE = join(FOLDER, 'sample.json');
const FLEET = join(FOLDER, 'fleet');
const STOCK = join(FOLDER, 'stock');
const CLONE = join(FOLDER, 'clone');
const BIN = 'build/bin/cnpg-gitops.js';
const SYNTH = ['npm', 'run', '--silent', 'synth', '--', '--quiet'];
const MANY = 1_000;
const DOCUMENTS = 10_000;

const nothing = () => cpuSeconds([NODE, '-e', '0'], { runs: 10 });
const program = (name: string, ...argv: string[]) => cpuSeconds([NODE, `build/bench/programs/${name}.js`, ...argv]);
const bin = (...argv: string[]) => cpuSeconds([NODE, BIN, ...argv], { runs: 5 });
const plain = (count: number) => program('plain-cdk8s', SAMPLE, `${count}`, join(FOLDER, 'plain'));
/** The script with which `npm ci` ends. */
const compileClone = () => cpuSeconds(['npm', 'run', '--silent', 'postprepare'], { cwd: CLONE });
const stockSynth = () => cpuSeconds(['npx', 'cdk8s', 'synth', '--check-upgrade', 'false'], { cwd: STOCK });
const synth = () => program('fleet', FLEET, 'synth', '--quiet');

function first(count: number): number {
  makeFleet(FLEET, count);
  settle();
  return synth();
}

/** Nothing is kept of a run whose files were written in the moment it began: a person takes longer to type the command. */
function settle(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
}

const GOALS: readonly Goal[] = [
  {
    what: '1,000 databases, all rules, first run',
    peer: 'plain cdk8s, no rules',
    most: 0.6,
    held: false,
    measure: () =>
      pair(
        3,
        () => first(MANY),
        () => plain(MANY),
      ),
  },
  {
    what: 'the same',
    peer: 'literals, one YAML call',
    most: Number.POSITIVE_INFINITY,
    held: false,
    measure: () =>
      pair(
        3,
        () => first(MANY),
        () => program('literals-and-yaml', SAMPLE, `${MANY}`, join(FOLDER, 'all.yaml')),
      ),
  },
  {
    what: '1,000 databases, nothing changed',
    peer: 'their first run',
    most: 0.1,
    held: true,
    measure: () => again(() => undefined),
  },
  {
    what: '1,000 databases, one changed',
    peer: 'their first run',
    most: 0.25,
    held: false,
    measure: () => again((turn) => writeApplication(FLEET, 500, 5 + turn)),
  },
  {
    what: '10,000 databases, first run',
    peer: 'that of 1,000',
    most: 11,
    held: false,
    long: true,
    measure: () =>
      pair(
        1,
        () => first(10 * MANY),
        () => first(MANY),
      ),
  },
  {
    what: '10,000 databases, megabytes',
    peer: '',
    most: 400,
    held: false,
    long: true,
    measure: () => {
      makeFleet(FLEET, 10 * MANY);
      return peakMegabytes(['build/bench/programs/fleet.js', FLEET, 'synth', '--quiet']);
    },
  },
  {
    what: 'npm run synth, nothing changed',
    peer: 'node -e 0',
    most: 6,
    held: true,
    measure: () => pair(5, () => cpuSeconds(SYNTH, { runs: 3 }), nothing),
  },
  {
    what: 'npm run synth, first time after npm ci',
    peer: 'cdk8s synth with ts-node',
    most: 0.4,
    held: true,
    measure: () => {
      makeStockProject(STOCK);
      const firstTime = () => {
        makeFreshClone(CLONE);
        compileClone();
        return cpuSeconds(SYNTH, { cwd: CLONE });
      };
      return pair(3, firstTime, stockSynth);
    },
  },
  {
    what: 'what npm ci does before: it compiles',
    peer: 'cdk8s synth with ts-node',
    most: Number.POSITIVE_INFINITY,
    held: false,
    long: true,
    measure: () => {
      makeStockProject(STOCK);
      const compile = () => {
        makeFreshClone(CLONE);
        return compileClone();
      };
      return pair(3, compile, stockSynth);
    },
  },
  {
    what: 'validate of one file',
    peer: 'node -e 0',
    most: 4,
    held: true,
    measure: () => pair(5, () => bin('validate', join(FOLDER, 'one.yaml')), nothing),
  },
  { what: '--help', peer: 'node -e 0', most: 2, held: true, measure: () => pair(5, () => bin('--help'), nothing) },
  {
    what: 'validate of 10,000 documents',
    peer: 'parsing them with js-yaml',
    most: 1.5,
    held: false,
    measure: () => {
      const file = join(FOLDER, 'documents.yaml');
      return pair(
        3,
        () => cpuSeconds([NODE, BIN, 'validate', file]),
        () => program('parse', file),
      );
    },
  },
  {
    what: 'plan of 1,000 clusters, one changed',
    peer: 'reading both sides',
    most: 2,
    held: true,
    measure: () => {
      const [before, changed] = [join(FOLDER, 'before.yaml'), join(FOLDER, 'after.yaml')];
      const plan = () => cpuSeconds([NODE, BIN, 'plan', '--base', before, '--target', changed]);
      return pair(3, plan, () => program('read-both', before, changed));
    },
  },
];

/** A run of the fleet after another one. */
function again(change: (turn: number) => void): Pair {
  let turn = 0;
  let before = 0;
  const measure = () => {
    before = first(MANY);
    change(turn++);
    settle();
    return synth();
  };
  return pair(3, measure, () => before);
}

/**
 * Prints each promise with what was measured.
 * @param long - also what takes minutes
 * @param held - only what CI asks for
 * @param row - only what has this in its name, however long it takes
 * @returns how many are broken by more than noise
 * @throws Error if no row has this in its name
 */
export function benchGoals({ long = false, held = false, row = '' } = {}): number {
  const isWanted = (each: Goal) =>
    row === '' ? (long || !each.long) && (each.held || !held) : each.what.includes(row);
  const wanted = GOALS.filter(isWanted);
  if (wanted.length === 0) {
    throw new Error(`no row has "${row}" in its name; there are:\n${GOALS.map(({ what }) => `  ${what}`).join('\n')}`);
  }
  writeInputs();
  let missed = 0;
  const columns = (row: readonly string[]) => console.log(row.map((cell, i) => pad(cell, WIDTHS[i] ?? 0)).join('  '));
  columns(['', 'compared with', 's', 'its s', 'ratio', 'goal', '']);
  for (const goal of wanted) {
    const result = goal.measure();
    const { seconds, peer, ratio } = typeof result === 'number' ? { seconds: 0, peer: 0, ratio: result } : result;
    const judged = Number.isFinite(goal.most) ? verdict(ratio, goal.most) : '';
    if (judged === 'missed') missed++;
    const numbers = [seconds, peer, ratio].map((number) => number.toFixed(number < 100 ? 2 : 0));
    columns([goal.what, goal.peer, ...numbers, Number.isFinite(goal.most) ? `${goal.most}` : '', judged]);
  }
  return missed;
}

const WIDTHS = [-40, -26, 7, 7, 7, 5, -6];

function pad(cell: string, width: number): string {
  return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
}

function verdict(ratio: number, most: number): string {
  if (ratio <= most) return 'met';
  return ratio <= most * MARGIN ? 'near' : 'missed';
}

function writeInputs(): void {
  mkdirSync(FOLDER, { recursive: true });
  const objects = render(buildDatabase(0)).map(({ manifest }) => manifest);
  const sample = objects.filter((manifest) => !isKustomization(manifest));
  writeFileSync(SAMPLE, JSON.stringify(sample));
  writeFileSync(join(FOLDER, 'one.yaml'), printUnmarked(sample));
  writeFileSync(
    join(FOLDER, 'documents.yaml'),
    printUnmarked(literalsOf(SAMPLE, Math.ceil(DOCUMENTS / sample.length)).slice(0, DOCUMENTS)),
  );
  const clusters = literalsOf(SAMPLE, MANY).filter(({ kind }) => kind === 'Cluster');
  writeFileSync(join(FOLDER, 'before.yaml'), printUnmarked(clusters));
  const changed = printUnmarked(clusters).replace('shared_buffers: 512MB', 'shared_buffers: 768MB');
  writeFileSync(join(FOLDER, 'after.yaml'), changed);
}
