import { Instant } from '../../constructs/index';
import { UsageError } from '../cli/usage-error';

/** The instant of `--at`. @throws UsageError for one without a zone, in the future, or from before what the archive keeps */
export function instantOf(given: string, now: Date, kept: number | undefined): Instant {
  const time = parseInstant(given);
  if (time.compareTo(Instant.fromDate(now)) > 0) {
    throw new UsageError(`--at ${time} is in the future: it is ${Instant.fromDate(now)}`);
  }
  const earliest = new Date(now.getTime() - (kept ?? Number.POSITIVE_INFINITY) * 86_400_000);
  if (kept !== undefined && time.compareTo(Instant.fromDate(earliest)) < 0) {
    throw new UsageError(`--at ${time}: the archive keeps ${kept} days, back to ${Instant.fromDate(earliest)}`);
  }
  return time;
}

function parseInstant(given: string): Instant {
  try {
    return Instant.parse(given);
  } catch (error) {
    throw new UsageError(`--at ${error instanceof Error ? error.message : given}`);
  }
}
