import { spawnSync } from 'node:child_process';

/**
 * Processor seconds that whole processes spend in user mode, those that they start included: less noisy on a busy machine than the clock on
 * the wall, and than what the file system costs.
 */
export function cpuSeconds(
  command: readonly string[],
  { cwd = process.cwd(), runs = 1, mayFail = false } = {},
): number {
  // `times` of the POSIX shell counts in hundredths of a second, so what is shorter is run several times.
  const loop = `i=0; while [ $i -lt ${runs} ]; do "$@" >/dev/null${mayFail ? ' || true' : ' || exit 1'}; i=$((i + 1)); done; times`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', loop, 'sh', ...command], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')} failed: ${stderr}`);
  const [, children = ''] = stdout.trim().split('\n').slice(-2);
  const [, minutes = '', seconds = ''] = /^(\d+)m([\d.]+)s/.exec(children) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) / runs;
}

/** Megabytes that a program of Node holds at most. */
export function peakMegabytes(program: readonly string[], cwd = process.cwd()): number {
  const report = 'process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS+"\\n"))';
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...program], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const [, kilobytes] = /\npeak (\d+)\n/.exec(stderr) ?? [];
  if (status !== 0 || kilobytes === undefined) throw new Error(`${program.join(' ')} failed: ${stderr}`);
  return Number(kilobytes) / 1024;
}

/** One process measured against another, in turns, so that a machine that becomes slower is slower for both. */
export interface Pair {
  readonly seconds: number;
  readonly peer: number;
  /** Median of the ratios of each turn. */
  readonly ratio: number;
}

export function pair(turns: number, measure: () => number, peer: () => number): Pair {
  const measured = Array.from({ length: turns }, () => [measure(), peer()] as const);
  return {
    seconds: medianOf(measured.map(([seconds]) => seconds)),
    peer: medianOf(measured.map(([, seconds]) => seconds)),
    ratio: medianOf(measured.map(([seconds, other]) => seconds / other)),
  };
}

export function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
