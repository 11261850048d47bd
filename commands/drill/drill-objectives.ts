import { InvalidValueError } from '../../values/text/invalid-value';
import { parseGoDuration } from '../../values/time/go-duration';
import { UsageError } from '../cli/usage-error';

/** What a drill's results are held against. Each is optional: without one, the drill measures only. */
export interface DrillObjectives {
  /** Seconds that the drill's outage, recovery or backup may take. */
  readonly seconds?: number;
  /** Seconds that one start of the program behind `restore_command` may take: the proof of `seconds` counts with it. */
  readonly restoreCallSeconds?: number;
  /** Milliseconds by percentile (`99`, `99.9`). */
  readonly latency?: Readonly<Record<string, number>>;
}

/**
 * Reads `--objective`: a duration (`30s`), or percentiles of latency (`p95=20ms,p99=50ms`).
 * @throws UsageError
 */
export function parseDrillObjectives(text: string | undefined): DrillObjectives {
  if (text === undefined) return {};
  if (!text.includes('=')) return { seconds: milliseconds(text, text) / 1000 };
  const latency = text.split(',').map((part) => {
    const [, percentile = '', limit = ''] = /^p(\d{1,2}(?:\.\d+)?)=(\S+)$/.exec(part.trim()) ?? [];
    if (percentile === '') throw refused(text);
    return [percentile, milliseconds(limit, text)] as const;
  });
  return { latency: Object.fromEntries(latency) };
}

function milliseconds(duration: string, text: string): number {
  try {
    const value = Number(parseGoDuration(duration)) / 1_000_000;
    if (value > 0) return value;
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
  }
  throw refused(text);
}

function refused(text: string): UsageError {
  return new UsageError(
    `--objective "${text}": write a duration such as 30s, or percentiles such as p95=20ms,p99=50ms`,
  );
}
