import type { Clock } from './clock';
import { hint, type Lookout } from './obstacle';
import type { Attempt } from './outage';
import { WriterError, type WriterPort } from './writer-port';

/** Commits numbered rows until it is stopped. */
export interface Load {
  start(): Promise<void>;
  /** All so far. */
  attempts(): Promise<readonly Attempt[]>;
  stop(): Promise<readonly Attempt[]>;
  /** Sees why rows are not committed. */
  readonly lookout: Lookout;
}

const PAUSE_MILLISECONDS = 50;

/** The load of this process: one row after another, each in a session of its own. */
export function writeLoad(writer: Pick<WriterPort, 'commit'>, clock: Clock): Load {
  const attempts: Attempt[] = [];
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let refusal: string | undefined;

  async function write(): Promise<void> {
    for (let row = 1; !stopping.signal.aborted; row++) {
      refusal = await refusalOf(writer, row);
      const acknowledged = refusal === undefined;
      attempts.push({ row, at: clock.now(), acknowledged });
      // Stopping ends the pause.
      await clock.sleep(PAUSE_MILLISECONDS, stopping.signal).catch(() => {});
    }
  }

  return {
    async start() {
      loop = write();
      // Who stops it is told; until then nobody listens.
      loop.catch(() => {});
    },
    attempts: async () => attempts,
    async stop() {
      stopping.abort();
      await loop;
      return attempts;
    },
    lookout: async () => (refusal === undefined ? [] : [hint('refusal', `the last row was refused: ${refusal}`)]),
  };
}

/** Undefined for a row that was committed. */
async function refusalOf(writer: Pick<WriterPort, 'commit'>, row: number): Promise<string | undefined> {
  try {
    await writer.commit(row);
    return undefined;
  } catch (error) {
    if (error instanceof WriterError) return error.message;
    throw error;
  }
}
