import { parsedJson } from '../../manifests/object/json';
import { record, text } from '../../manifests/object/manifest';
import type { Span } from './outage';

/** One run of `restore_command`: PostgreSQL asked for one file, and waited. */
export interface RestoreCall extends Span {
  readonly wal: string;
}

/** One file was asked for, and this is how it ended. */
const ENDED = new Set([
  'WAL restore command completed (parallel)',
  'WAL file not found in the recovery object store',
  'Failed restoring WAL file (Postgres might retry)',
  'Restored WAL file from spool (parallel)',
]);
/** Of the file that was asked for, and of those that were fetched along with it. */
const FETCHED = 'Restored WAL file';

/**
 * The calls in a log of the Barman Cloud plugin's sidecar, or of the instance manager: a JSON object a line. Files that a call fetches ahead
 * have lines of their own, and belong to it.
 * @see https://github.com/cloudnative-pg/plugin-barman-cloud
 */
export function readRestoreCalls(log: string): RestoreCall[] {
  const lines = log.split('\n').map((line) => record(parsedJson(line)));
  const calls = lines.filter(({ msg }) => ENDED.has(String(msg))).flatMap(callOf);
  const alone = lines
    .filter(({ msg }) => msg === FETCHED)
    .flatMap(callOf)
    .filter((file) => !calls.some((call) => file.from >= call.from && file.to <= call.to));
  return [...calls, ...alone].sort((a, b) => a.from - b.from);
}

/** Milliseconds of a span in which at least one of the calls was under way. */
export function coveredBy(calls: readonly Span[], { from, to }: Span): number {
  let covered = 0;
  let end = from;
  for (const call of [...calls].sort((a, b) => a.from - b.from)) {
    const [start, stop] = [Math.max(call.from, end), Math.min(call.to, to)];
    if (stop > start) covered += stop - start;
    end = Math.max(end, stop);
  }
  return covered;
}

function callOf(line: Readonly<Record<string, unknown>>): RestoreCall[] {
  const written = time(line.ts);
  const from = time(line.startTime) ?? written;
  if (from === undefined) return [];
  const lasted = milliseconds(line.totalTime) ?? milliseconds(line.elapsedWalTime);
  const to = time(line.endTime) ?? (lasted === undefined ? written : from + lasted) ?? from;
  return [{ wal: text(line.walName) ?? '', from, to: Math.max(from, to) }];
}

/** RFC 3339, or seconds since 1970. */
function time(value: unknown): number | undefined {
  const at = typeof value === 'number' ? value * 1000 : Date.parse(String(value));
  return Number.isFinite(at) ? at : undefined;
}

/** Seconds, or a duration of Go such as `1.5s` and `850ms`. */
function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1000;
  const [, number, unit] = /^(?:0m)?(\d+(?:\.\d+)?)(ms|s)$/.exec(String(value)) ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 's' ? 1000 : 1);
}
