import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { printTable } from './measure';

/** Whole processes, as a ratio to a Node that does nothing: what a person waits for after `npm run synth`. */
export function benchCold(): void {
  const node = process.execPath;
  const floor = seconds(node, ['-e', '0']);
  const rows: [string, number][] = [
    ['node -e 0', floor],
    ['require cdk8s', seconds(node, ['-e', 'require("cdk8s")'])],
    ['require cdk8s-plus-30', seconds(node, ['-e', 'require("cdk8s-plus-30")'])],
    ['require the constructs', seconds(node, ['-e', 'require("./build/constructs/index.js")'])],
    ['compile, nothing changed', seconds(node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'])],
    ['synth, compiled', seconds(node, ['build/main.js', 'synth', '--quiet'])],
    ['npm run synth', seconds('npm', ['run', '--silent', 'synth', '--', '--quiet'])],
  ];
  rmSync('build/.tsbuildinfo', { force: true });
  rows.push(['npm run synth, first time', seconds('npm', ['run', '--silent', 'synth', '--', '--quiet'], 1)]);
  printTable(
    ['process', 'seconds', 'ratio'],
    rows.map(([name, time]) => [name, time, time / floor]),
  );
}

function seconds(command: string, args: string[], runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
