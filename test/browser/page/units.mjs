// Values as Grafana's units write them, as far as the dashboards use them.

const SCALES = {
  short: { base: 1000, steps: ['', ' K', ' Mil', ' Bil', ' Tri'] },
  bytes: { base: 1024, steps: [' B', ' KiB', ' MiB', ' GiB', ' TiB'] },
  Bps: { base: 1000, steps: [' B/s', ' kB/s', ' MB/s', ' GB/s'] },
  ops: { base: 1000, steps: [' ops/s', 'K ops/s', 'M ops/s'] },
};
const TIMES = [
  [1e-6, ' µs'],
  [1e-3, ' ms'],
  [1, ' s'],
  [60, ' min'],
  [3600, ' h'],
  [86_400, ' d'],
];

/** A value with its unit. */
export function write(value, unit, decimals) {
  if (unit === 'percentunit')
    return `${decimals === undefined ? rounded(value * 100) : (value * 100).toFixed(decimals)}%`;
  if (unit === 's' || unit === 'µs') return writeTime(unit === 's' ? value : value / 1e6);
  const scale = SCALES[unit];
  if (scale === undefined) throw new Error(`unit "${unit}" is not known here`);
  let step = 0;
  let scaled = value;
  while (Math.abs(scaled) >= scale.base && step < scale.steps.length - 1) {
    scaled /= scale.base;
    step += 1;
  }
  return rounded(scaled) + scale.steps[step];
}

function writeTime(seconds) {
  if (seconds === 0) return '0 s';
  const [size, name] = TIMES.findLast(([size]) => Math.abs(seconds) >= size) ?? TIMES[0];
  return rounded(seconds / size) + name;
}

function rounded(value) {
  const digits = Math.abs(value) >= 99.5 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}
