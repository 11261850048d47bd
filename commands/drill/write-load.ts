import type { Clock } from './clock';
import type { Attempt } from './outage';
import { WriterError, type WriterPort } from './writer-port';

/** Commits numbered rows until it is stopped. */
export interface Load {
  start(): Promise<void>;
  /** All so far. */
  attempts(): Promise<readonly Attempt[]>;
  stop(): Promise<readonly Attempt[]>;
}

const PAUSE_MILLISECONDS = 50;

/** The load of this process: one row after another, each in a session of its own. */
export function writeLoad(writer: Pick<WriterPort, 'commit'>, clock: Clock): Load {
  const attempts: Attempt[] = [];
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    for (let row = 1; !stopping.signal.aborted; row++) {
      const acknowledged = await committed(writer, row);
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
  };
}

async function committed(writer: Pick<WriterPort, 'commit'>, row: number): Promise<boolean> {
  try {
    await writer.commit(row);
    return true;
  } catch (error) {
    if (error instanceof WriterError) return false;
    throw error;
  }
}
