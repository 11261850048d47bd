import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';
import { KubeError } from './kube-port';
import { WriterError } from './writer-port';

const POLL_MILLISECONDS = 250;

/** As much of a run as waiting needs. */
export type Waiting = Pick<DrillRun, 'clock' | 'signal' | 'limit'>;

/**
 * Asks again and again until there is an answer. A question that fails for the moment is asked again: in the middle of a drill, API server
 * and database may be gone. (A watch would be told faster, but breaks with what the drill breaks; then it is asking again too.)
 *
 * @throws DrillFailure when the time is over
 */
export async function until<T>(
  { clock, signal, limit }: Waiting,
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const start = clock.now();
  for (;;) {
    let trouble = '';
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!isTransient(error)) throw error;
      trouble = `; the last question failed: ${error.message}`;
    }
    if (clock.now() - start >= limit) throw new DrillFailure(`${what}: not within ${limit / 1000} s${trouble}`);
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}

function isTransient(error: unknown): error is Error {
  return error instanceof WriterError || (error instanceof KubeError && error.isTransient);
}

/**
 * An error that belongs into the report.
 * @throws anything else: a mistake of ours, of the command line, or an interruption
 */
export function expected(error: unknown): Error {
  if (error instanceof DrillFailure || error instanceof KubeError || error instanceof WriterError) return error;
  throw error;
}
