import { KubeError } from '../kube/kube-port';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';
import { type Lookout, Sightings } from './obstacle';
import { WriterError } from './writer-port';

const POLL_MILLISECONDS = 250;
/** Time between two checks for obstacles: each takes several requests. */
const LOOK_MILLISECONDS = 5_000;

/** As much of a run as waiting needs. */
export type Waiting = Pick<DrillRun, 'clock' | 'signal' | 'limit'>;

/**
 * Asks again and again until there is an answer. A question that fails for the moment is asked again: in the middle of a drill, API server
 * and database may be gone. (A watch would be told faster, but breaks with what the drill breaks; then it is asking again too.)
 *
 * @param lookout - sees why there will be no answer any more
 * @throws DrillFailure when the time is over, or when waiting is in vain
 */
export async function until<T>(
  { clock, signal, limit }: Waiting,
  what: string,
  ask: () => Promise<T | undefined>,
  lookout: Lookout = async () => [],
): Promise<T> {
  const start = clock.now();
  const sightings = new Sightings();
  let looked = start;
  for (;;) {
    let trouble = '';
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!isTransient(error)) throw error;
      trouble = `; the last question failed: ${error.message}`;
    }
    const isOver = clock.now() - start >= limit;
    if (isOver || clock.now() - looked >= LOOK_MILLISECONDS) {
      looked = clock.now();
      const cause = sightings.see(looked, await lookout());
      if (cause !== undefined && !isOver) {
        throw new DrillFailure(`${what}: given up after ${Math.round((looked - start) / 1000)} s: ${cause}`);
      }
    }
    if (isOver) {
      const words = sightings.words === '' ? '' : `; ${sightings.words}`;
      throw new DrillFailure(`${what}: not within ${limit / 1000} s${words}${trouble}`);
    }
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}

function isTransient(error: unknown): error is Error {
  return error instanceof WriterError || (error instanceof KubeError && error.isTransient);
}

/**
 * An error that belongs into the report.
 * @throws anything else: a defect, a mistake on the command line, or an interruption
 */
export function expected(error: unknown): Error {
  if (error instanceof DrillFailure || error instanceof KubeError || error instanceof WriterError) return error;
  throw error;
}
